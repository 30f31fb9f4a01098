// The map of homes, drawn beside the list that says the same. Its tiles are the register's own.
import { Map, NavigationControl, setWorkerUrl } from "maplibre-gl";

const ENGLAND = [[-5.8, 49.9], [1.8, 55.9]];
const PROPERTIES = { kind: "kind", sector: "sector", registration: "registrationStatus" };

const place = document.getElementById("map");
if (place) draw(place);

function draw(place) {
  setWorkerUrl(new URL(place.dataset.worker, location.href).href);
  const map = new Map({
    container: place,
    style: styleOf(place),
    bounds: ENGLAND,
    attributionControl: false,
    dragRotate: false,
    touchPitch: false,
    fadeDuration: 0,
  });
  map.touchZoomRotate.disableRotation();
  map.addControl(new NavigationControl({ showCompass: false }));
  map.on("click", "homes", (event) => {
    const urn = event.features[0]?.properties?.urn;
    if (urn) location.assign(`${place.dataset.home}/${encodeURIComponent(urn)}`);
  });
  map.on("mouseenter", "homes", () => { map.getCanvas().style.cursor = "pointer"; });
  map.on("mouseleave", "homes", () => { map.getCanvas().style.cursor = ""; });
  // A body that may search by no place now, such as an inspector between two inspections, gets no tile.
  map.on("error", () => {
    document.getElementById("map-said").textContent = "Not every home can be drawn for you. The list is complete.";
  });
  map.once("idle", () => { place.dataset.drawn = "yes"; });
}

function styleOf(place) {
  const filter = Object.entries(PROPERTIES)
    .filter(([name]) => place.dataset[name])
    .map(([name, property]) => ["==", ["get", property], place.dataset[name]]);
  return {
    version: 8,
    sources: { homes: source(place, "homes", 12), areas: source(place, "areas-authority", 10) },
    layers: [
      { id: "sea", type: "background", paint: { "background-color": "#f3f2f1" } },
      { id: "land", type: "fill", source: "areas", "source-layer": "areas-authority", paint: { "fill-color": "#ffffff" } },
      { id: "lines", type: "line", source: "areas", "source-layer": "areas-authority", paint: { "line-color": "#505a5f", "line-width": 0.75 } },
      {
        id: "homes", type: "circle", source: "homes", "source-layer": "homes",
        ...(filter.length ? { filter: ["all", ...filter] } : {}),
        paint: { "circle-radius": 5, "circle-color": "#1d70b8", "circle-stroke-color": "#0b0c0c", "circle-stroke-width": 1 },
      },
    ],
  };
}

function source(place, collection, maxzoom) {
  const tiles = `${location.origin}${place.dataset.tiles}/${collection}/{z}/{y}/{x}`;
  return { type: "vector", tiles: [tiles], minzoom: 4, maxzoom };
}
