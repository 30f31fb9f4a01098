"""A tile asks for what is in its box, draws what is known of it, and describes itself in two standards."""

from register.geo.crs import EAST, NORTH, SOUTH, WEST
from register.geo.vector_tiles import Tile
from register.requests.features.collections import collections
from register.requests.features.crs import Crs
from register.requests.features.filter_inputs import in_box
from register.requests.features.links import Place
from register.requests.features.query import asked_of
from register.requests.features.tiles import (
    MATRICES,
    MVT,
    asked_after,
    asked_in,
    drawn_of,
    tilejson,
    tileset,
    tilesets,
)
from register.requests.features.values import Box

PLACE = Place("https://register.example/ogc")


def test_a_tile_asks_for_the_homes_in_its_box_and_counts_nothing():
    tile = Tile(6, 20, 31)
    asking = asked_in(tile)
    asked = asked_of(collections()["homes"], asking)

    where = in_box(Box(Crs.LONGITUDE_LATITUDE, *tile.edges))
    assert asked.variables == {"first": 1_000, "where": where, "orderBy": [{"field": "EASTING"}]}
    assert "totalCount" not in asked.query
    assert asking.crs is Crs.WEB_MERCATOR
    assert asked_of(collections()["homes"], asked_after(asking, "c")).variables["after"] == "c"


def test_what_is_null_is_not_drawn_and_a_list_is_one_text():
    point = {"type": "Point", "coordinates": [1, 2]}
    features = [
        {"geometry": point, "properties": {"name": None, "places": 3, "withheld": ["name", "uprn"], "needs": []}},
        {"geometry": None, "properties": {"name": "Ash House"}},
    ]

    assert [*drawn_of(features)] == [{"geometry": point, "properties": {"places": 3, "withheld": "name,uprn"}}]


def test_a_tile_set_says_where_its_tiles_are():
    for collection in collections().values():
        told = tileset(PLACE, collection, html=False)
        (item,) = [each for each in told["links"] if each["rel"] == "item"]

        assert (item["type"], item["templated"]) == (MVT, True)
        assert item["href"].endswith(
            f"/collections/{collection.id}/tiles/{MATRICES}/{{tileMatrix}}/{{tileRow}}/{{tileCol}}"
        )
        assert told["tileMatrixSetURI"].endswith("/WebMercatorQuad")
        assert told["layers"][0]["geometryDimension"] == (2 if collection.is_outlined else 0)
        (listed,) = tilesets(PLACE, collection, html=False)["tilesets"]
        assert (
            listed["links"][0]["href"] == f"https://register.example/ogc/collections/{collection.id}/tiles/{MATRICES}"
        )


def test_tilejson_names_the_layer_its_fields_and_its_bounds():
    told = tilejson(PLACE, collections()["homes"])

    assert told["tiles"] == [f"https://register.example/ogc/collections/homes/tiles/{MATRICES}/{{z}}/{{y}}/{{x}}"]
    assert told["bounds"] == [WEST, SOUTH, EAST, NORTH]
    assert told["vector_layers"][0]["id"] == "homes"
    assert told["vector_layers"][0]["fields"]["places"] == "Number"
