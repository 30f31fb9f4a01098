"""Values are read strictly: what is no number, box, day or code is refused in a fixed sentence."""

from datetime import date

import pytest

from register.errors import BadInput
from register.requests.features.collections import collections
from register.requests.features.crs import Crs
from register.requests.features.values import Period, read_box, read_limit, read_number, read_period, read_value


def column(name):
    return collections()["homes"].property_named(name).column


@pytest.mark.parametrize(("text", "limit"), [("1", 1), ("007", 7), ("1001", 1_000), ("9" * 999, 1_000)])
def test_a_limit_is_at_most_a_page(text, limit):
    assert read_limit(text) == limit


@pytest.mark.parametrize("text", ["0", "-1", "1.0", "", " 1", "٣"])
def test_a_limit_is_a_whole_number_of_one_or_more(text):
    with pytest.raises(BadInput):
        read_limit(text)


@pytest.mark.parametrize("text", ["nan", "inf", "1e999", "", "1 2", "0x10", "1_000", "٣", "1" * 41])
def test_a_number_is_finite_and_written_with_digits(text):
    with pytest.raises(BadInput, match=r"No\."):
        read_number(text, "No.", "")


def test_a_box_has_its_least_values_first():
    box = read_box("-2.5,53.3,-2.0,53.6", Crs.LONGITUDE_LATITUDE)

    assert (box.west, box.south, box.east, box.north) == (-2.5, 53.3, -2.0, 53.6)
    assert read_box("1,2,0,3,4,9", Crs.GRID) == read_box("1,2,3,4", Crs.GRID)
    for text in ("3,2,1,4", "1,4,3,2", "1,2,3", "1,2,3,nan"):
        with pytest.raises(BadInput):
            read_box(text, Crs.GRID)


def test_a_box_in_web_mercator_is_one_of_longitudes_and_latitudes():
    box = read_box("-250469,7076025,-250468,7076026", Crs.WEB_MERCATOR)

    assert box.crs is Crs.LONGITUDE_LATITUDE
    assert (box.west, box.south) == pytest.approx((-2.25, 53.5), abs=1e-4)


def test_swapped_axes_are_recognised_and_a_box_elsewhere_is_not_mistaken_for_them():
    with pytest.raises(BadInput, match="swapped"):
        read_box("53.3,-2.5,53.6,-2.0", Crs.LONGITUDE_LATITUDE)
    assert read_box("100,0,110,10", Crs.LONGITUDE_LATITUDE).west == 100


@pytest.mark.parametrize(
    ("text", "period"),
    [
        ("2024-01-02", Period(date(2024, 1, 2), date(2024, 1, 2))),
        ("2024-01-02T23:30:00-01:00", Period(date(2024, 1, 3), date(2024, 1, 3))),
        ("2024-01-02/..", Period(date(2024, 1, 2), None)),
        ("/2024-01-02", Period(None, date(2024, 1, 2))),
        ("../..", Period(None, None)),
    ],
)
def test_a_period_is_days_in_utc_with_open_ends(text, period):
    assert read_period(text) == period


@pytest.mark.parametrize("text", ["", "/", "2024", "2024-02-30", "2024-01-02/2024-01-01", "0001-01-01T00:00:00+23:59"])
def test_what_is_no_period_is_refused(text):
    with pytest.raises(BadInput, match="datetime"):
        read_period(text)


@pytest.mark.parametrize(
    ("name", "text", "value"),
    [
        ("places", "4", 4),
        ("shortBreaksOnly", "TRUE", True),
        ("registrationStatus", "registered", "REGISTERED"),
        ("registeredOn", "2024-01-02", "2024-01-02"),
        ("name", "O'Brien", "O'Brien"),
        ("easting", "1.5", 1.5),
    ],
)
def test_a_value_is_read_by_the_kind_of_its_property(name, text, value):
    assert read_value(column(name), text) == value


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("places", "four"),
        ("places", "9" * 11),
        ("shortBreaksOnly", "1"),
        ("sector", "OPEN"),
        ("registeredOn", "x"),
    ],
)
def test_a_value_that_the_property_cannot_have_is_refused(name, text):
    with pytest.raises(BadInput):
        read_value(column(name), text)
