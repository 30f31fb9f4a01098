"""Every parameter is known and given once; what is left out has its default."""

import pytest

from register.errors import BadInput
from register.requests.features.collections import collections
from register.requests.features.crs import Crs
from register.requests.features.parameters import equated, only_known, read_feature, read_items
from register.requests.features.values import DEFAULT_LIMIT


def test_without_parameters_everything_has_its_default():
    asking = read_items(collections()["homes"], [])

    assert (asking.limit, asking.crs, asking.box, asking.cursor) == (DEFAULT_LIMIT, Crs.LONGITUDE_LATITUDE, None, None)


def test_an_unknown_parameter_is_refused_and_not_repeated():
    with pytest.raises(BadInput) as refused:
        only_known([("secret", "1")], ("f",))

    assert "secret" not in str(refused.value.extensions)


def test_a_parameter_given_twice_is_refused():
    with pytest.raises(BadInput, match="only once"):
        only_known([("f", "json"), ("f", "html")], ("f",))


def test_a_property_is_compared_with_its_value():
    asking = read_items(collections()["homes"], [("places", "4"), ("sector", "private")])

    assert [(each.name, value) for each, value in asking.equals] == [("sector", "PRIVATE"), ("places", 4)]


def test_a_number_with_a_fraction_is_not_compared_for_equality():
    assert "easting" not in {each.name for each in equated(collections()["homes"])}


def test_one_feature_has_its_key_and_takes_only_a_reference_system():
    asking = read_feature([("crs", Crs.GRID.value)], "SC900001")

    assert (asking.key, asking.limit, asking.crs) == ("SC900001", 1, Crs.GRID)
    with pytest.raises(BadInput):
        read_feature([("limit", "1")], "SC900001")
