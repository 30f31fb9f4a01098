"""What a given value must pass before it is bound: a table of what is let through and what is refused."""

from datetime import UTC, date, datetime, timedelta
from uuid import UUID

import pytest

from register.catalogue import CATALOGUE, Kind
from register.errors import BadInput
from register.plan import argument_checks
from register.settings import settings
from register.vocabulary import ChangeKind

KEY = "123e4567-e89b-42d3-a456-426614174000"
CIRCLE = {"longitude": -2.1, "latitude": 53.4}


@pytest.mark.parametrize(
    ("check", "value", "found"),
    [
        (argument_checks.page_size, 1, 1),
        (argument_checks.page_size, 1_000, 1_000),
        (argument_checks.text, "Ash House", "Ash House"),
        (argument_checks.text, "x" * 1_000, "x" * 1_000),
        (argument_checks.text, "Ynys Môn 🏠", "Ynys Môn 🏠"),
        (argument_checks.prefix, "As", "as"),
        (argument_checks.prefix, "50%", "50%"),
        (argument_checks.prefix, "a_b\\", "a_b\\"),
        (argument_checks.whole_number, "100012345678", 100_012_345_678),
        (argument_checks.number, 1, 1.0),
        (argument_checks.key, KEY, UUID(KEY)),
        (argument_checks.day, date(2024, 2, 29), date(2024, 2, 29)),
        (argument_checks.instant, datetime(2024, 1, 1, tzinfo=UTC), datetime(2024, 1, 1, tzinfo=UTC)),
        (argument_checks.area_code, "E23000005", "E23000005"),
        (argument_checks.area_code, " e23000005 ", "E23000005"),
        (argument_checks.urn, "sc900001", "SC900001"),
        (argument_checks.urn, " SC 900001", "SC900001"),
        (argument_checks.urn, "9900007", "9900007"),
        (argument_checks.postcode, "zz858zz", "ZZ85 8ZZ"),
        (argument_checks.postcode, " zz85  8zz ", "ZZ85 8ZZ"),
        (argument_checks.telephone, "07700 900174", "+447700900174"),
        (argument_checks.telephone, "+44 (0)7700-900174", "+447700900174"),
        (argument_checks.telephone, "0044 7700 900174", "+447700900174"),
        (argument_checks.uprn, " 100012345678 ", 100_012_345_678),
        (argument_checks.prefix_of_key, "sc 99", "sc99"),
        (argument_checks.prefix_of_postcode, "zz858", "zz85 8"),
        (argument_checks.prefix_of_postcode, "M14A", "m1 4a"),
        (argument_checks.prefix_of_postcode, "ZZ85", "zz85"),
        (argument_checks.prefix_of_postcode, "zz85  8", "zz85 8"),
        (argument_checks.prefix_of_postcode, "W1A1AA", "w1a 1aa"),
        (argument_checks.many(argument_checks.text), ["a", "b"], ["a", "b"]),
        (argument_checks.many(argument_checks.text), "a", ["a"]),
        (argument_checks.near_radius, CIRCLE | {"radiusM": 1}, 1.0),
        (argument_checks.near_radius, CIRCLE | {"radiusM": 20_000}, 20_000.0),
    ],
)
def test_a_value_that_fits_becomes_what_is_bound(check, value, found):
    assert check(value) == found


@pytest.mark.parametrize(
    ("check", "value"),
    [
        (argument_checks.page_size, 0),
        (argument_checks.page_size, -1),
        (argument_checks.page_size, 1_001),
        (argument_checks.page_size, None),
        (argument_checks.text, "x" * 1_001),
        (argument_checks.text, "a\x00b"),
        (argument_checks.text, "a\ud800"),
        (argument_checks.prefix, "a"),
        (argument_checks.prefix, ""),
        (argument_checks.whole_number, "12a"),
        (argument_checks.whole_number, ""),
        (argument_checks.whole_number, "-1"),
        (argument_checks.whole_number, "٣"),
        (argument_checks.whole_number, "1" * 19),
        (argument_checks.number, float("nan")),
        (argument_checks.number, float("inf")),
        (argument_checks.number, float("-inf")),
        (argument_checks.key, "1"),
        (argument_checks.key, KEY + "0"),
        (argument_checks.day, "2024-01-01"),
        (argument_checks.instant, datetime(2024, 1, 1)),  # noqa: DTZ001
        (argument_checks.area_code, "E9912345"),
        (argument_checks.area_code, "e9912345"),
        (argument_checks.urn, "hello"),
        (argument_checks.urn, "SC12345"),
        (argument_checks.postcode, "ZZ85"),
        (argument_checks.postcode, "hello"),
        (argument_checks.telephone, "12"),
        (argument_checks.telephone, "nobody"),
        (argument_checks.uprn, "0"),
        (argument_checks.uprn, "1234567890123"),
        (argument_checks.uprn, "a hundred"),
        (argument_checks.area_code, "E9912345٣"),
        (argument_checks.near_radius, CIRCLE | {"radiusM": 0}),
        (argument_checks.near_radius, CIRCLE | {"radiusM": 20_001}),
        (argument_checks.near_point, {"longitude": 181.0, "latitude": 53.4, "radiusM": 5}),
        (argument_checks.box, {"west": -2.0, "south": 53.4, "east": -2.1, "north": 53.5}),
        (argument_checks.polygon, {"type": "Point", "coordinates": [-2.1, 53.4]}),
    ],
)
def test_a_value_that_does_not_fit_is_refused_without_being_repeated(check, value):
    with pytest.raises(BadInput) as refusal:
        check(value)

    assert refusal.value.code == "REQUEST_BAD_INPUT"
    told = f"{refusal.value.message} {refusal.value.details}"
    assert not (isinstance(value, str) and len(value) > 3 and value in told)


def test_a_day_that_is_asked_about_is_today_or_earlier():
    today = datetime.now(UTC).date()

    assert argument_checks.past_day(today) == today
    with pytest.raises(BadInput, match=f"Today is {today}") as refusal:
        argument_checks.past_day(today + timedelta(days=2))
    assert "leave validOn out" in str(refusal.value.extensions["hint"])


def test_a_time_that_is_asked_about_is_now_or_earlier_as_far_as_clocks_agree():
    now = datetime.now(UTC)

    assert argument_checks.past_instant(now + timedelta(seconds=30)) == now + timedelta(seconds=30)
    with pytest.raises(BadInput, match="asOf must not be in the future") as refusal:
        argument_checks.past_instant(now + timedelta(minutes=2))
    assert "leave asOf out" in str(refusal.value.extensions["hint"])


def test_a_list_holds_as_many_values_as_the_setting_says():
    most = settings().max_list_items

    assert len(argument_checks.many(argument_checks.text)(["a"] * most)) == most
    with pytest.raises(BadInput, match=f"at most {most}"):
        argument_checks.many(argument_checks.text)(["a"] * (most + 1))


def test_a_list_that_a_row_must_contain_has_a_value():
    assert argument_checks.some(argument_checks.text)(["a", "b"]) == ["a", "b"]
    with pytest.raises(BadInput, match="at least one value"):
        argument_checks.some(argument_checks.text)([])


def test_each_item_of_a_list_is_checked():
    with pytest.raises(BadInput):
        argument_checks.many(argument_checks.key)([KEY, "1"])


NEVER_COMPARED = {Kind.GEOJSON, Kind.FAMILY, Kind.FIELDS, Kind.OPAQUE, Kind.ENCRYPTED}


def test_every_column_that_can_be_compared_has_a_check():
    columns = [c for e in CATALOGUE.values() for c in e.columns.values() if c.kind not in NEVER_COMPARED]

    assert len(columns) > 60
    assert [c.name for c in columns if not callable(argument_checks.check_for(c))] == []


def test_kinds_of_change_become_the_tables_whose_changes_are_told_so():
    assert argument_checks.families([ChangeKind.PROVIDER, ChangeKind.HOME]) == ["home", "provider", "provider_contact"]
    assert argument_checks.families(["link"]) == ["home_area", "home_reach"]
    with pytest.raises(BadInput, match=r"^The list is empty\.$"):
        argument_checks.families([])


def test_the_records_of_a_feed_are_at_least_one_and_named_by_their_ids():
    one = UUID(int=1)

    assert argument_checks.subjects([str(one)]) == [one]
    with pytest.raises(BadInput, match=r"^The list is empty\.$"):
        argument_checks.subjects([])
    with pytest.raises(BadInput) as refusal:
        argument_checks.subjects([str(one), "SC900001"])
    assert refusal.value.details["argument"] == "[1]"
