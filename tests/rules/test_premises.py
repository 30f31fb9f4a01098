"""Positions of premises: inside England, and near what else is known of them."""

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from register.rules.premises import (
    position_is_in_england,
    position_is_whole,
    postcode_agrees_with_position,
    uprn_flag,
)

PLACES_OF_ENGLAND = [(-6.445, 49.873), (1.763, 52.481), (-2.034, 55.811), (-1.9, 52.4)]


@pytest.mark.parametrize(("longitude", "latitude"), [*PLACES_OF_ENGLAND, (-6.5, 49.8), (1.8, 55.9)])
def test_england_is_inside_from_its_rocks_to_its_borders(longitude, latitude):
    assert position_is_in_england(longitude, latitude) is None


@pytest.mark.parametrize(
    ("longitude", "latitude"),
    [(-6.51, 52), (1.81, 52), (-2, 49.79), (-2, 55.91), (0, 0), (math.nan, 52), (-2, math.nan), (-2, math.inf)],
)
def test_a_position_outside_england_is_refused(longitude, latitude):
    problem = position_is_in_england(longitude, latitude)

    assert (problem.code, problem.field) == ("RULE_POSITION_OUTSIDE", "longitude")


@pytest.mark.parametrize(("longitude", "latitude"), PLACES_OF_ENGLAND)
def test_latitude_before_longitude_is_told_from_any_other_slip(longitude, latitude):
    assert position_is_in_england(latitude, longitude).code == "RULE_POSITION_SWAPPED"


@given(st.floats(), st.floats())
def test_no_position_is_right_both_ways_round(longitude, latitude):
    assert position_is_in_england(longitude, latitude) or position_is_in_england(latitude, longitude)


def test_a_postcode_may_be_5_km_from_the_position_and_no_more():
    assert postcode_agrees_with_position(None) is None
    assert postcode_agrees_with_position(5_000) is None
    problem = postcode_agrees_with_position(5_000.1)
    assert (problem.code, problem.field) == ("RULE_POSTCODE_POSITION", "postcode")


def test_a_position_over_250_m_from_its_property_is_flagged_and_not_refused():
    assert uprn_flag(None) is None
    assert uprn_flag(250) is None
    assert uprn_flag(250.1) == "far_from_uprn"


@pytest.mark.parametrize(
    ("parts", "code"),
    [
        ((-2.0, 53.0, "uprn"), None),
        ((None, None, None), None),
        ((0.0, 53.0, "uprn"), None),
        ((-2.0, None, "uprn"), "RULE_POSITION_WHOLE"),
        ((None, None, "uprn"), "RULE_POSITION_WHOLE"),
    ],
)
def test_a_position_is_whole_or_not_known(parts, code):
    found = position_is_whole(parts)

    assert (found and (found.code, found.field)) == (code and (code, "longitude"))
