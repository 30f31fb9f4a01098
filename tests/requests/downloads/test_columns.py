"""A value has one form for every file, whatever program it came back from."""

from datetime import UTC, date, datetime

import pytest

from register.requests.downloads.columns import CELLS, Cell, Field, fields_of, plain, values_of
from register.requests.features.collections import collections


@pytest.mark.parametrize("collection", collections().values(), ids=collections())
def test_the_columns_are_the_properties_and_what_is_withheld(collection):
    names = [each.name for each in fields_of(collection)]

    assert names[: len(collection.properties)] == [each.name for each in collection.properties]
    assert names[len(collection.properties) :] == ([] if collection.is_outlined else ["withheld"])
    assert {each.column.kind for each in collection.properties if CELLS.get(each.column.kind) is Cell.LIST} <= set(
        CELLS
    )


@pytest.mark.parametrize(
    ("cell", "given", "kept"),
    [
        (Cell.TEXT, "Ash", "Ash"),
        (Cell.TEXT, "", None),
        (Cell.WHOLE, 3.0, 3),
        (Cell.WHOLE, "3", 3),
        (Cell.WHOLE, float("nan"), None),
        (Cell.NUMBER, "-0.5", -0.5),
        (Cell.FLAG, "True", True),
        (Cell.FLAG, 0, False),
        (Cell.DAY, date(2026, 3, 1), "2026-03-01"),
        (Cell.DAY, "2026-03-01T00:00:00", "2026-03-01"),
        (Cell.INSTANT, "2026-07-01T10:00:00.123999+01:00", "2026-07-01T09:00:00.123Z"),
        (Cell.INSTANT, datetime(2026, 7, 1, 9, tzinfo=UTC), "2026-07-01T09:00:00.000Z"),
        (Cell.LIST, ["A", "B"], "A,B"),
        (Cell.LIST, "A,B", "A,B"),
        (Cell.LIST, [], None),
        (Cell.LIST, None, None),
    ],
)
def test_a_value_is_kept_in_one_form(cell, given, kept):
    assert plain(given, cell) == kept


def test_what_is_no_value_of_its_column_is_refused():
    for cell, given in ((Cell.WHOLE, 3.5), (Cell.WHOLE, "three"), (Cell.INSTANT, "soon")):
        with pytest.raises(ValueError, match=r".+"):
            plain(given, cell)


def test_values_stand_in_the_order_of_the_columns():
    fields = (Field("places", Cell.WHOLE), Field("name", Cell.TEXT))

    assert values_of({"name": "Ash House", "places": 3}, fields) == (3, "Ash House")
