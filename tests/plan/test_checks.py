"""What a given value must pass before it is bound: a table of what is let through and what is refused."""

from datetime import UTC, date, datetime
from uuid import UUID

import pytest

from register.catalogue import CATALOGUE, Kind
from register.errors import BadInput
from register.plan import checks
from register.settings import settings
from register.vocabulary import ChangeKind

KEY = "123e4567-e89b-42d3-a456-426614174000"
CIRCLE = {"longitude": -2.1, "latitude": 53.4}


@pytest.mark.parametrize(
    ("check", "value", "found"),
    [
        (checks.page_size, 1, 1),
        (checks.page_size, 1_000, 1_000),
        (checks.text, "Ash House", "Ash House"),
        (checks.text, "x" * 1_000, "x" * 1_000),
        (checks.text, "Ynys Môn 🏠", "Ynys Môn 🏠"),
        (checks.prefix, "As", "as%"),
        (checks.prefix, "50%", r"50\%%"),
        (checks.prefix, "a_b\\", r"a\_b\\%"),
        (checks.whole_number, "100012345678", 100_012_345_678),
        (checks.number, 1, 1.0),
        (checks.key, KEY, UUID(KEY)),
        (checks.day, date(2024, 2, 29), date(2024, 2, 29)),
        (checks.instant, datetime(2024, 1, 1, tzinfo=UTC), datetime(2024, 1, 1, tzinfo=UTC)),
        (checks.area_code, "E23000005", "E23000005"),
        (checks.many(checks.text), ["a", "b"], ["a", "b"]),
        (checks.many(checks.text), "a", ["a"]),
        (checks.near_radius, CIRCLE | {"radiusM": 1}, 1.0),
        (checks.near_radius, CIRCLE | {"radiusM": 20_000}, 20_000.0),
    ],
)
def test_a_value_that_fits_becomes_what_is_bound(check, value, found):
    assert check(value) == found


@pytest.mark.parametrize(
    ("check", "value"),
    [
        (checks.page_size, 0),
        (checks.page_size, -1),
        (checks.page_size, 1_001),
        (checks.page_size, None),
        (checks.text, "x" * 1_001),
        (checks.text, "a\x00b"),
        (checks.text, "a\ud800"),
        (checks.prefix, "a"),
        (checks.prefix, ""),
        (checks.whole_number, "12a"),
        (checks.whole_number, ""),
        (checks.whole_number, "-1"),
        (checks.whole_number, "٣"),
        (checks.whole_number, "1" * 19),
        (checks.number, float("nan")),
        (checks.number, float("inf")),
        (checks.number, float("-inf")),
        (checks.key, "1"),
        (checks.key, KEY + "0"),
        (checks.day, "2024-01-01"),
        (checks.instant, datetime(2024, 1, 1)),  # noqa: DTZ001
        (checks.area_code, "E9912345"),
        (checks.area_code, "e99123456"),
        (checks.area_code, "E9912345٣"),
        (checks.area_code, "E99123456 "),
        (checks.near_radius, CIRCLE | {"radiusM": 0}),
        (checks.near_radius, CIRCLE | {"radiusM": 20_001}),
        (checks.near_point, {"longitude": 181.0, "latitude": 53.4, "radiusM": 5}),
        (checks.box, {"west": -2.0, "south": 53.4, "east": -2.1, "north": 53.5}),
        (checks.polygon, {"type": "Point", "coordinates": [-2.1, 53.4]}),
    ],
)
def test_a_value_that_does_not_fit_is_refused_without_being_repeated(check, value):
    with pytest.raises(BadInput) as refusal:
        check(value)

    assert refusal.value.code == "REQUEST_BAD_INPUT"
    told = f"{refusal.value.message} {refusal.value.details}"
    assert not (isinstance(value, str) and len(value) > 3 and value in told)


def test_a_list_holds_as_many_values_as_the_setting_says():
    most = settings().max_list_items

    assert len(checks.many(checks.text)(["a"] * most)) == most
    with pytest.raises(BadInput, match=f"at most {most}"):
        checks.many(checks.text)(["a"] * (most + 1))


def test_each_item_of_a_list_is_checked():
    with pytest.raises(BadInput):
        checks.many(checks.key)([KEY, "1"])


NEVER_COMPARED = {Kind.GEOJSON, Kind.FAMILY, Kind.FIELDS}


def test_every_column_that_can_be_compared_has_a_check():
    columns = [c for e in CATALOGUE.values() for c in e.columns.values() if c.kind not in NEVER_COMPARED]

    assert len(columns) > 60
    assert [c.name for c in columns if not callable(checks.check_for(c))] == []


def test_kinds_of_change_become_the_tables_whose_changes_are_told_so():
    assert checks.families([ChangeKind.PROVIDER, ChangeKind.HOME]) == ["home", "provider", "provider_contact"]
    assert checks.families(["link"]) == ["home_area", "home_reach"]
    with pytest.raises(BadInput, match="Name a kind"):
        checks.families([])
