"""What the door says of itself: its landing page, what it conforms to, its collections. Nothing of the register."""

from typing import Final

from register.geo.crs import EAST, NORTH, SOUTH, WEST
from register.open_types import Values
from register.requests.features.collections import Collection, collections
from register.requests.features.crs import STORED, Crs
from register.requests.features.links import GEOJSON, HTML, JSON, OGC, OPENAPI, SCHEMA, ZIP, Link, Place
from register.vocabulary import Agency

TITLE: Final = "The register of children's homes"
ABOUT: Final = (
    "The register of children's homes in England, for maps. What you see depends on the body that you act for; a "
    "value that you may not see is null and listed in withheld. Every request is logged."
)
TILESETS: Final = f"{OGC}/tilesets-vector"
SPEC: Final = "http://www.opengis.net/spec"
FILTERING: Final = ("queryables", "queryables-query-parameters", "filter", "features-filter")
# Without the classes for LIKE, IN and CASEI: clients then do these themselves, letter by letter, as they mean them.
CQL2: Final = ("cql2-text", "cql2-json", "basic-cql2", "basic-spatial-functions")
TILES: Final = ("core", "tileset", "tilesets-list", "geodata-tilesets", "mvt")
CONFORMS_TO: Final = (
    f"{SPEC}/ogcapi-common-1/1.0/conf/core",
    f"{SPEC}/ogcapi-common-2/1.0/conf/collections",
    *(f"{SPEC}/ogcapi-features-1/1.0/conf/{each}" for each in ("core", "oas30", "geojson", "html")),
    f"{SPEC}/ogcapi-features-2/1.0/conf/crs",
    *(f"{SPEC}/ogcapi-features-3/1.0/conf/{each}" for each in FILTERING),
    # QGIS up to 3.42 looks for the name of the draft.
    *(f"{SPEC}/cql2/1.0/conf/{each}" for each in (*CQL2, "basic-spatial-operators")),
    *(f"{SPEC}/ogcapi-tiles-1/1.0/conf/{each}" for each in TILES),
    *(f"{SPEC}/ogcapi-features-5/1.0/conf/{each}" for each in ("schemas", "core-roles-features")),
)


def landing(place: Place, *, html: bool) -> Values:
    """The landing page."""
    return {
        "title": TITLE,
        "description": ABOUT,
        "links": [
            *place.both("", html=html),
            place.link("service-desc", "/api", OPENAPI, title="The API's description", f="json"),
            place.link("service-doc", "/api", HTML, title="The API's description as a page", f="html"),
            place.link("conformance", "/conformance", JSON, title="What the API conforms to"),
            place.link("data", "/collections", JSON, title="The collections"),
        ],
    }


def conformance(place: Place, *, html: bool) -> Values:
    """What the API conforms to."""
    return {"conformsTo": list(CONFORMS_TO), "links": place.both("/conformance", html=html)}


def all_collections(place: Place, agency: Agency, *, html: bool) -> Values:
    """The collections that a body of this kind has."""
    offered = [each for each in collections().values() if each.is_offered(agency)]
    return {
        "links": place.both("/collections", html=html),
        "crs": [each.value for each in Crs],
        "collections": [one_collection(place, each, html=None) for each in offered],
    }


def one_collection(place: Place, collection: Collection, *, html: bool | None) -> Values:
    """What a collection is. html: None if it is listed among others."""
    path = f"/collections/{collection.id}"
    own = [place.link("self", path, JSON)] if html is None else place.both(path, html=html)
    return {
        "id": collection.id,
        "title": collection.title,
        "description": collection.about,
        "itemType": "feature",
        "extent": {
            "spatial": {"bbox": [[WEST, SOUTH, EAST, NORTH]], "crs": Crs.LONGITUDE_LATITUDE.value},
            "temporal": {"interval": [[None, None]]},
        },
        "crs": [each.value for each in Crs],
        "storageCrs": STORED.value,
        "links": [
            *own,
            place.link("items", f"{path}/items", GEOJSON, title="The features", f="json"),
            place.link("items", f"{path}/items", HTML, title="The features as a page", f="html"),
            place.link("describedby", f"{path}/schema", SCHEMA, title="What features hold"),
            place.link(f"{OGC}/schema", f"{path}/schema", SCHEMA, title="What features hold"),
            place.link(f"{OGC}/queryables", f"{path}/queryables", SCHEMA, title="What they can be filtered by"),
            place.link("enclosure", f"{path}/downloads/gpkg", ZIP, title="All features as a GeoPackage"),
            *(_tiles(place, path) if collection.has_tiles else ()),
        ],
    }


def _tiles(place: Place, path: str) -> list[Link]:
    return [place.link(TILESETS, f"{path}/tiles", JSON, title="The features as vector tiles")]
