"""What is counted: beside counting the same rows by hand."""

from collections import Counter

from register.sql.statistics.counts import Facts, count_facts, first_day, places, quantiles
from register.vocabulary import AreaKind
from tests.statistics.conftest import AUTHORITIES, FORCE, REGION_OF, SILENT, last_year


def counted(connection, facts, stage=None, dimensions=(), by=AreaKind.AUTHORITY):
    found = count_facts(Facts(connection, [last_year()]), facts, by=by, stage=stage, dimensions=dimensions)
    return Counter({(each.area, each.stage, *each.codes): each.count for each in found})


def age_of(child):
    years = last_year().year + 1 - child["born"].year
    return "under_10" if years < 10 else "10_to_12" if years < 13 else "13_to_15" if years < 16 else "16_and_over"


def test_episodes_are_counted_by_authority_kind_and_how_long_they_lasted(figures, told):
    bands = {2: "under_6_hours", 12: "6_to_24_hours", 30: "24_to_48_hours", 100: "2_to_7_days"}
    by_hand = Counter((e["authority"], e["kind"], bands[e["hours"]]) for e in told.episodes)

    assert counted(figures, "episodes", "kind", ["duration"]) == by_hand
    assert counted(figures, "episodes", by=AreaKind.FORCE) == {(FORCE, "all"): len(told.episodes)}


def test_a_child_is_counted_once_however_often_it_went_missing(figures, told):
    times = Counter(e["child"] for e in told.episodes if e["kind"] == "missing")
    of = {child["key"]: child for child in told.children}
    by_hand = Counter((of[key]["authority"], age_of(of[key]), of[key]["sex"]) for key in times)

    found = counted(figures, "children", "care", ["age", "sex"])
    missing = Counter()
    for (area, stage, *codes), count in found.items():
        if stage in ("placed_and_missing", "missing_only"):
            missing[area, *codes] += count
    assert missing == by_hand


def test_a_child_who_was_missing_three_times_within_90_days_is_told_apart(figures, told):
    expected = Counter()
    for child in told.children:
        at = sorted(e["at"] for e in told.episodes if e["child"] == child["key"] and e["kind"] == "missing")
        often = any((late - early).days < 90 for early, late in zip(at, at[2:], strict=False))
        stage = "three_in_90_days" if often else ("never", "once")[len(at)] if len(at) < 2 else "more_than_once"
        placed = told.children.index(child) % 3 or any(e["child"] == child["key"] for e in told.episodes)
        expected[child["authority"], stage] += bool(placed)

    assert +counted(figures, "children", "times") == +expected


def test_half_of_the_episodes_last_at_most_the_median(figures, told):
    first = AUTHORITIES[0]
    hours = sorted(e["hours"] for e in told.episodes if e["authority"] == first)
    middle = (hours[(len(hours) - 1) // 2] + hours[len(hours) // 2]) / 2

    found = quantiles(Facts(figures, [last_year()]), "episodes", by=AreaKind.AUTHORITY, column="hours", part=0.5,
                      within={first: [first]})  # fmt: skip
    assert found == {(first, last_year()): middle}


def test_every_authority_of_england_answers_and_says_if_it_has_records(figures):
    found = {place.code: place for place in places(figures, AreaKind.AUTHORITY)}

    assert {code: place.region for code, place in found.items()} == REGION_OF
    assert [code for code, place in found.items() if not place.reports] == [SILENT]
    assert first_day(figures) >= last_year()
