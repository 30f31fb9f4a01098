"""DfE's published table of children who were missing or away, made again: the same rounding and the same symbols."""

import csv
from collections import defaultdict
from dataclasses import replace

import pytest

from register.policy.disclosure.profiles import PROFILES
from register.policy.disclosure.system import SUPPRESSED, Shown
from register.statistics.rates import Figure, count, rate
from register.vocabulary import AreaKind, StatisticsProfile
from tests.support.published_files import needs_real_files, real_file

pytestmark = [pytest.mark.real_data, needs_real_files]
FILE = "dfe/la_children_who_were_missing_or_away_2020-2024.csv"
DFE = PROFILES[StatisticsProfile.DFE]
# DfE shows these percentages as whole numbers, and suppresses none for a small denominator.
WHOLE = replace(DFE, decimals=0, least_denominator=1)
CARE, MISSING, AWAY = (
    "Children looked after during the year",
    "Children who had a missing incident during the year",
    "Children who were away from placement without authorisation during the year",
)
COUNTS = (
    CARE, MISSING, AWAY,
    "Children who went missing more than once during the year",
    "Children who were away from placement without authorisation more than once during the year",
    "Number of missing incidents during the year",
    "Number of away from placement without authorisation incidents during the year",
    "Children missing at 31 March",
)  # fmt: skip
PERCENTAGES = {
    "Percentage of children who had a missing incident during the year": MISSING,
    "Percentage of children who were away from placement without authorisation during the year": AWAY,
}


@pytest.fixture(scope="module")
def official():
    """Figures as they were published, by year and by what is counted: those of England, of regions, of authorities."""
    found = defaultdict(lambda: defaultdict(dict))
    with real_file(FILE).open(encoding="utf-8-sig", newline="") as file:
        for row in csv.DictReader(file):
            if row["region_name"] in ("Inner London", "Outer London") and row["geographic_level"] == "Regional":
                continue
            name = {"National": "", "Regional": row["region_name"]}.get(row["geographic_level"], row["new_la_code"])
            key = found[row["time_period"], row["CLA_group"]]
            key[row["geographic_level"]][name] = (row["number"], row["region_name"])
    return found


def test_a_small_count_is_never_published_and_a_true_0_is(official):
    shown = [n for key, levels in official.items() if key[1] in COUNTS for n, _ in levels["Local authority"].values()]

    numbers = [float(each) for each in shown if each.isdigit()]
    assert len(numbers) > 4_000
    assert [each for each in numbers if DFE.is_small(int(each))] == []
    assert [DFE.rounded(int(each), AreaKind.AUTHORITY) for each in numbers] == numbers
    assert 0 in numbers


def regions_of(levels):
    """Each region and England with its published figure and those of its authorities."""
    authorities = levels["Local authority"].values()
    for name, (shown, _) in levels["Regional"].items():
        yield AreaKind.REGION, shown, [number for number, region in authorities if name in region]
    yield AreaKind.COUNTRY, levels["National"][""][0], [number for number, _ in authorities]


def test_totals_of_regions_and_of_england_are_rounded_as_ours_are(official):
    exact = within = 0
    for (_, counted), levels in official.items():
        if counted not in COUNTS:
            continue
        for kind, shown, parts in regions_of(levels):
            known, hidden = sum(int(each) for each in parts if each.isdigit()), parts.count("c")
            if not shown.isdigit() or len(parts) != hidden + sum(each.isdigit() for each in parts):
                continue
            if not hidden:
                exact += 1
                assert DFE.rounded(known, kind) == int(shown), (counted, kind, parts)
            elif int(shown):
                within += 1
                assert DFE.rounded(known + hidden, kind) <= int(shown)
    assert exact > 100
    assert within > 100


def test_percentages_and_their_symbols_are_worked_out_as_ours_are(official):
    alike, unlike = 0, []
    for (year, counted), levels in official.items():
        for code, (shown, _) in levels["Local authority"].items() if counted in PERCENTAGES else ():
            part, whole = (official[year, name]["Local authority"][code][0] for name in (PERCENTAGES[counted], CARE))
            if not all(each == "c" or each.isdigit() for each in (part, whole)):
                continue
            made = rate("percent", figure(part), figure(whole), times=100, rule=WHOLE)
            said = made.symbol.value if made.symbol else f"{made.value:.0f}"
            alike += said == shown
            unlike += [(said, part, whole)] if said != shown else []

    assert alike > 1_450
    # DfE shows a few percentages of a count that it suppresses beside another: ours goes with the count.
    assert len(unlike) < 30
    assert [each for each in unlike if each[0] != "c" or "c" not in each[1:]] == []


def figure(shown: str) -> Figure:
    """A count as it was published."""
    return count("count", SUPPRESSED if shown == "c" else Shown(int(shown)), 1)
