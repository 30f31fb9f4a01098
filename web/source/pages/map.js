// The map of homes, drawn beside the list that says the same. Its tiles are the register's own.
import { Map, NavigationControl, setWorkerUrl } from "maplibre-gl";

const place = document.getElementById("map");
if (place) {
  setWorkerUrl(place.dataset.worker);
  const tiles = (name) => ({ type: "vector", tiles: [new URL(`${place.dataset.tiles}/${name}/{z}/{y}/{x}`, location.href).href.replaceAll("%7B", "{").replaceAll("%7D", "}")], minzoom: 5, maxzoom: 12 });
  const map = new Map({
    container: place,
    style: {
      version: 8,
      sources: { homes: tiles("homes"), areas: tiles("areas") },
      layers: [
        { id: "sea", type: "background", paint: { "background-color": "#f3f2f1" } },
        { id: "land", type: "fill", source: "areas", "source-layer": "areas", paint: { "fill-color": "#fff", "fill-outline-color": "#505a5f" } },
        { id: "homes", type: "circle", source: "homes", "source-layer": "homes", paint: { "circle-radius": 5, "circle-color": "#1d70b8", "circle-stroke-color": "#0b0c0c", "circle-stroke-width": 1 } },
      ],
    },
    center: [-1.6, 53.0],
    zoom: 5.5,
    attributionControl: false,
    dragRotate: false,
    pitchWithRotate: false,
  });
  map.addControl(new NavigationControl({ showCompass: false }));
  map.on("click", "homes", (event) => {
    const urn = event.features[0]?.properties?.urn;
    if (urn) location.href = `${place.dataset.home}/${encodeURIComponent(urn)}`;
  });
}
