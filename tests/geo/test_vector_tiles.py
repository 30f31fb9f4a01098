"""Tiles lie where WebMercatorQuad puts them, and hold what is in them."""

import pytest

from register.geo.vector_tiles import DEEPEST_ZOOM, EXTENT, Tile, draw, tile_at


def test_the_first_tile_is_the_world():
    assert Tile(0, 0, 0).edges == pytest.approx((-185.625, -85.6, 185.625, 85.6), abs=0.5)


def test_columns_go_east_and_rows_go_south():
    west, south, east, north = Tile(6, 20, 31).edges

    assert (west, east) == pytest.approx((-5.7129, 0.0879), abs=1e-4)
    assert (south, north) == pytest.approx((52.429, 55.825), abs=1e-3)


@pytest.mark.parametrize(
    ("zoom", "row", "column"),
    [
        ("-1", "0", "0"),
        ("1", "2", "0"),
        ("1", "0", "2"),
        (str(DEEPEST_ZOOM + 1), "0", "0"),
        ("0x1", "0", "0"),
        ("1", "٣", "0"),
        ("", "0", "0"),
        ("1", "1e0", "0"),
        ("1", "9" * 999, "0"),
        ("..", "..", ".."),
    ],
)
def test_what_names_no_tile_is_none(zoom, row, column):
    assert tile_at(zoom, row, column) is None


def test_a_tile_is_named_by_its_level_row_and_column():
    assert tile_at("6", "20", "31") == Tile(6, 20, 31)


class Database:
    """Notes what it was asked, and answers nothing."""

    def __init__(self) -> None:
        self.given: tuple[object, ...] = ()

    async def fetchval(self, text: str, *given: object) -> None:
        self.given = given


async def test_features_are_bound_values_and_nothing_drawn_is_an_empty_tile():
    database = Database()
    feature = {"geometry": {"type": "Point", "coordinates": (1.0, 2.0)}, "properties": {"name": "'); drop"}}

    assert await draw(database, Tile(6, 20, 31), "homes", features=[feature]) == b""
    assert database.given[:5] == ("homes", EXTENT, 6, 31, 20)
    assert "'); drop" in database.given[-1]
