"""Conditions: what the database refuses of them."""

from datetime import date

import pytest

from register import tables
from tests.support import factories as make
from tests.support.database_refusals import refused_by

DAY = date(2024, 2, 1)


@pytest.mark.parametrize(
    ("given", "constraint"),
    [
        ({}, None),
        ({"kind": "paint"}, "condition_kind_code_known"),
        ({"change": "forgotten"}, "condition_change_code_known"),
        ({"ended_on": date(2024, 1, 31)}, "ck_condition_dates_ordered"),
        ({"effective_from": None}, "effective_from is empty"),
    ],
)
def test_a_condition_that_cannot_be_is_refused(connection, given, constraint):
    home_id = make.create_home(connection, "SC100001")
    condition = {"home_id": home_id, "kind": "max_places", "change": "imposed", "effective_from": DAY}

    assert refused_by(connection, tables.condition, **condition | given) == constraint


@pytest.mark.parametrize(
    ("wording", "constraint"),
    [("", "ck_condition_detail_wording_fits"), ("x" * 2_001, "ck_condition_detail_wording_fits")],
)
def test_what_a_condition_says_is_neither_empty_nor_endless(connection, wording, constraint):
    home_id = make.create_home(connection, "SC100001")
    made = connection.execute(
        tables.condition.insert()
        .values(home_id=home_id, kind="other", change="imposed", effective_from=DAY)
        .returning(tables.condition.c.id)
    ).scalar_one()

    row = {"condition_id": made, "home_id": home_id, "wording": wording}

    assert refused_by(connection, tables.condition_detail, **row) == constraint
