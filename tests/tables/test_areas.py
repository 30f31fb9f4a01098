"""Areas: codes of the form that ONS gives, and boundaries that never overlap in time."""

from datetime import date

import pytest

from register import tables
from tests.support.database_refusals import refused_by

AREA = {"code": "E23000099", "kind": "force", "name": "Eastby", "country": "England"}


@pytest.mark.parametrize(
    ("given", "constraint"),
    [
        ({}, None),
        ({"code": "E2300009"}, "ck_area_code_form"),
        ({"code": "e23000099"}, "ck_area_code_form"),
        ({"code": 'E2300009"'}, "ck_area_code_form"),
        ({"kind": "parish"}, "area_kind_code_known"),
        ({"name": ""}, "ck_area_name_fits"),
        ({"valid_from": date(2020, 1, 1), "valid_to": date(2020, 1, 1)}, "ck_area_valid_ordered"),
        ({"name": None}, "name is empty"),
    ],
)
def test_an_area_that_cannot_be_is_refused(connection, given, constraint):
    assert refused_by(connection, tables.area, **AREA | given) == constraint


@pytest.mark.parametrize(
    ("valid_from", "valid_to", "constraint"),
    [
        (date(2020, 1, 1), None, "ex_area_version_one_at_a_time"),
        (date(2014, 1, 1), date(2016, 1, 1), "ex_area_version_one_at_a_time"),
        (date(2014, 1, 1), date(2015, 1, 1), None),
        (date(2016, 1, 1), date(2016, 1, 1), "ck_area_version_valid_ordered"),
    ],
)
def test_an_area_has_one_boundary_at_a_time(connection, valid_from, valid_to, constraint):
    square = "SRID=27700;MULTIPOLYGON(((0 0, 1 0, 1 1, 0 1, 0 0)))"
    version = {"code": AREA["code"], "name": "Eastby", "outline_27700": square, "source": "a test", "digest": "d"}
    connection.execute(tables.area.insert().values(**AREA))
    connection.execute(tables.area_version.insert().values(**version, valid_from=date(2015, 1, 1)))

    found = refused_by(connection, tables.area_version, **version, valid_from=valid_from, valid_to=valid_to)

    assert found == constraint


@pytest.mark.parametrize(
    ("outline", "constraint"),
    [
        ("MULTIPOLYGON(((0 0, 1 1, 1 0, 0 1, 0 0)))", "ck_area_version_outline_valid"),
        ("MULTIPOLYGON EMPTY", "ck_area_version_outline_valid"),
    ],
)
def test_a_boundary_that_crosses_itself_or_is_nowhere_is_refused(connection, outline, constraint):
    connection.execute(tables.area.insert().values(**AREA))
    version = {
        "code": AREA["code"],
        "name": "Eastby",
        "source": "a test",
        "digest": "d",
        "valid_from": date(2015, 1, 1),
    }

    assert refused_by(connection, tables.area_version, **version, outline_27700=f"SRID=27700;{outline}") == constraint


def test_an_area_lies_in_one_larger_area_of_a_kind(connection):
    for code, kind in (("E23000099", "force"), ("E12000098", "region"), ("E12000099", "region")):
        connection.execute(tables.area.insert().values(**AREA | {"code": code, "kind": kind}))
    link = {"code": "E23000099", "within_kind": "region"}

    assert refused_by(connection, tables.area_within, **link, within_code="E12000098") is None
    assert refused_by(connection, tables.area_within, **link, within_code="E12000099") == "ix_area_within_one_of_a_kind"


def test_an_area_does_not_succeed_itself(connection):
    connection.execute(tables.area.insert().values(**AREA))
    itself = {"code": "E23000099", "successor_code": "E23000099", "from_on": date(2020, 1, 1)}

    assert refused_by(connection, tables.area_successor, **itself) == "ck_area_successor_not_itself"
