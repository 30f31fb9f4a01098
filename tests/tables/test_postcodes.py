"""Postcodes: each lies in one place on the grid, and says its source."""

from datetime import date

import pytest

from register import tables
from register.vocabulary import Group
from tests.support.database_refusals import refused_by

POSTCODE = {"postcode": "ZZ1 1ZZ", "easting": 385_000, "northing": 395_000, "source": "a test"}


@pytest.mark.parametrize(
    ("given", "constraint"),
    [
        ({}, None),
        ({"postcode": "ZZZ 1ZZ"}, "ck_postcode_postcode_form"),
        ({"ended_on": date(1990, 1, 1)}, None),
        ({"postcode": "ZZ11ZZ"}, "ck_postcode_postcode_form"),
        ({"postcode": "zz1 1zz"}, "ck_postcode_postcode_form"),
        ({"easting": 700_001}, "ck_postcode_on_the_grid"),
        ({"northing": -1}, "ck_postcode_on_the_grid"),
        ({"easting": float("nan")}, "ck_postcode_on_the_grid"),
        ({"northing": None}, "northing is empty"),
        ({"source": ""}, "ck_postcode_source_fits"),
    ],
)
def test_a_postcode_lies_on_the_grid_and_says_who_told_so(connection, given, constraint):
    assert refused_by(connection, tables.postcode, **POSTCODE | given) == constraint


def test_a_postcode_lies_in_one_place(connection):
    assert refused_by(connection, tables.postcode, **POSTCODE) is None
    assert refused_by(connection, tables.postcode, **POSTCODE | {"easting": 1}) == "pk_postcode"


def test_postcodes_are_reference_geography_and_kept_as_boundaries_are():
    assert tables.GROUP_OF[tables.postcode] is tables.GROUP_OF[tables.area_version] is Group.REFERENCE
    assert {tables.postcode, tables.area_version} & tables.HISTORY_OF.keys() == set()
