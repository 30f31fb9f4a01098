"""Published statistics: what the database refuses of them."""

import uuid

import pytest

from register import tables
from tests.support.database_refusals import refused_by
from tests.support.statistics import VERSION

ROW = {"number": 9, "period": "2024-25", "period_from": "2024-04-01", "period_to": "2025-04-01", "breakdown": ""}


@pytest.mark.parametrize(
    ("given", "constraint"),
    [
        ({}, None),
        ({"version": 0}, "ck_statistic_version_counted"),
        ({"geography": ["home"]}, "ck_statistic_geography_known"),
        ({"withdrawn_because": "An error."}, "ck_statistic_withdrawal_whole"),
    ],
)
def test_a_version_is_counted_of_known_areas_and_withdrawn_with_a_reason(told, given, constraint):
    assert refused_by(told, tables.statistic, **(VERSION | {"id": uuid.uuid4(), "version": 7} | given)) == constraint


@pytest.mark.parametrize(
    ("given", "constraint"),
    [
        ({"value": 7.0}, None),
        ({"symbol": "c"}, None),
        ({}, "ck_statistic_cell_value_or_symbol"),
        ({"value": 0.0, "symbol": "x"}, "ck_statistic_cell_value_or_symbol"),
    ],
)
def test_a_figure_has_a_value_or_a_symbol_and_never_both(told, given, constraint):
    key = uuid.uuid4()
    told.execute(tables.statistic.insert().values(**(VERSION | {"id": key, "version": 8})))
    row = tables.statistic_row.insert().values(**ROW, statistic_id=key, level="region", area_code="E12000002")
    row_id = told.scalar(row.returning(tables.statistic_row.c.id))

    assert refused_by(told, tables.statistic_cell, row_id=row_id, number=1, measure="m", **given) == constraint
