"""Reference systems are named by their URIs, and each has its first axis to the east."""

import pytest

from register.errors import BadInput
from register.requests.features.crs import Crs, crs_named, degrees_of, outline_of, point_of

LOCATION = {"longitude": -2.25, "latitude": 53.5, "easting": 383_518.1, "northing": 400_388.2}
SQUARE = {"type": "Polygon", "coordinates": [[[-2.3, 53.4], [-2.2, 53.4], [-2.2, 53.5], [-2.3, 53.4]]]}


@pytest.mark.parametrize("crs", Crs)
def test_a_reference_system_is_found_by_its_uri(crs):
    assert crs_named(crs.value) is crs


def test_a_safe_curie_names_one_too_and_nothing_else_does():
    assert crs_named("[EPSG:27700]") is Crs.GRID
    for other in ("EPSG:27700", "[EPSG:4326]", "http://www.opengis.net/def/crs/EPSG/0/4326", ""):
        with pytest.raises(BadInput):
            crs_named(other)


def test_a_point_has_its_east_first_in_each():
    assert point_of(LOCATION, Crs.LONGITUDE_LATITUDE) == (-2.25, 53.5)
    assert point_of(LOCATION, Crs.GRID) == (383_518.1, 400_388.2)
    assert point_of(LOCATION, Crs.WEB_MERCATOR) == pytest.approx((-250_468.854, 7_076_025.276), abs=0.01)


def test_an_outline_keeps_its_form_and_is_moved_vertex_by_vertex():
    assert outline_of(SQUARE, Crs.LONGITUDE_LATITUDE) is SQUARE
    for crs in (Crs.GRID, Crs.WEB_MERCATOR):
        moved = outline_of(SQUARE, crs)
        assert moved["type"] == "Polygon"
        assert len(moved["coordinates"][0]) == 4
        assert abs(moved["coordinates"][0][0][0]) > 1_000


def test_a_corner_in_metres_comes_back_in_degrees():
    east, north = point_of(LOCATION, Crs.WEB_MERCATOR)

    assert degrees_of(Crs.WEB_MERCATOR, east, north) == pytest.approx((-2.25, 53.5), abs=1e-7)
    assert degrees_of(Crs.LONGITUDE_LATITUDE, -2.25, 53.5) == (-2.25, 53.5)
