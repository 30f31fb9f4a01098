"""The order of areas: what counts and what does not, and that it tells nothing of what is hidden."""

from dataclasses import replace

import numpy as np
import pytest

from register.statistics.comparisons import Ground
from register.statistics.indicators import INDICATORS
from register.statistics.targets import targets_of
from register.vocabulary import (
    AreaKind,
    StatisticsQuestion,
    StatisticsSymbol,
    TargetComponent,
    TargetPosition,
    TargetReason,
)

Q, COUNTRY = StatisticsQuestion, "E92000001"
AREAS = tuple(f"E0600000{number}" for number in range(1, 7))
NOW, BEFORE = "2024-25", ("2023-24", "2022-23")
# What is published of an area that is as England is.
USUAL = {
    (Q.MISSING_CHILDREN, "", "", "children_placed"): 1000.0,
    (Q.MISSING_CHILDREN, "", "", "placed_children_missing"): 100.0,
    (Q.INCIDENTS, "", "", "episodes_missing"): 600.0,
    (Q.INCIDENTS, "", "", "episodes_away"): 200.0,
    (Q.REPEATS, "", "", "children_missing"): 110.0,
    (Q.REPEATS, "", "", "children_missing_more_than_once"): 60.0,
    (Q.INTERVIEWS, "", "", "due"): 500.0,
    (Q.INTERVIEWS, "", "", "held_in_time"): 300.0,
    (Q.INTERVIEWS, "", "", "held_in_time_and_independent"): 200.0,
    (Q.EXPLOITATION, "", "", "flagged"): 80.0,
    (Q.OUT_OF_AREA, "", "", "episodes_of_placed_children"): 500.0,
    (Q.OUT_OF_AREA, "", "", "episodes_of_children_out_of_area"): 200.0,
    **{(Q.JUDGEMENTS, "judgement", code, "homes"): value for code, value in
       (("outstanding", 10.0), ("good", 60.0), ("requires_improvement", 20.0), ("inadequate", 10.0))},
    (Q.JUDGEMENTS, "", "", "homes"): 100.0,
    (Q.JUDGEMENTS, "", "", "overdue"): 10.0,
    (Q.OUTCOMES, "", "", "episodes"): 800.0,
    (Q.OUTCOMES, "found_by", "not_recorded", "episodes"): 200.0,
    (Q.HOMES, "", "", "homes"): 100.0,
    (Q.HOMES, "", "", "places"): 400.0,
}  # fmt: skip
MISSING = (Q.MISSING_CHILDREN, "", "", "placed_children_missing")
NOT_RECORDED = (Q.OUTCOMES, "found_by", "not_recorded", "episodes")
AWAY = (Q.INCIDENTS, "", "", "episodes_away")
SIX = len(AREAS)


def ground(changed=None):
    """Areas alike but for what is changed of some, and England, which is what they would be together."""
    changed, figures = changed or {}, {}
    for period in (NOW, *BEFORE):
        for (question, by, code, measure), value in USUAL.items():
            figures[question, (period, COUNTRY, by, code, measure)] = SIX * value
            for area in AREAS:
                own = changed.get((area, (question, by, code, measure)), value) if period == NOW else value
                figures[question, (period, area, by, code, measure)] = own
    return Ground(
        figures=figures,
        versions=dict.fromkeys(Q, 1),
        periods=(NOW, *BEFORE),
        regions=dict.fromkeys(AREAS, "E12000001"),
        parts={"E23000001": AREAS[:3], "E23000002": AREAS[3:]},
    )


def of(found, area):
    return next(each for each in found if each.code == area)


def part(target, component):
    return next(each for each in target.components if each.indicator.component is component)


def test_areas_that_are_as_england_is_share_the_first_place_and_have_no_points():
    found = [each for each in targets_of(ground()) if each.kind is AreaKind.AUTHORITY]

    assert {(each.place, each.among, each.points, each.is_complete) for each in found} == {(1, SIX, 0, True)}


def test_an_unusual_figure_adds_the_weight_and_a_very_unusual_one_twice_as_much():
    limits = part(of(targets_of(ground()), AREAS[0]), TargetComponent.CHILDREN_MISSING).limits
    upper, far = (value * 10 for value in (limits[1], limits[3]))

    for count, reason, points in (
        (upper, TargetReason.NO_CONCERN, 0),
        (upper + 1, TargetReason.UNUSUAL, 3),
        (far, TargetReason.UNUSUAL, 3),
        (far + 1, TargetReason.VERY_UNUSUAL, 6),
    ):
        target = of(targets_of(ground({(AREAS[0], MISSING): count})), AREAS[0])
        seen = part(target, TargetComponent.CHILDREN_MISSING)
        assert (seen.reason, seen.points) == (reason, points)


def test_the_area_with_most_points_comes_first_and_the_points_are_the_sum_of_its_components():
    found = [each for each in targets_of(ground({(AREAS[4], MISSING): 300.0})) if each.kind is AreaKind.AUTHORITY]

    assert [each.place for each in found] == [1, 2, 2, 2, 2, 2]
    assert found[0].code == AREAS[4]
    assert found[0].points == sum(each.points for each in found[0].components) > 0


@pytest.mark.parametrize(
    ("changed", "reason", "is_complete"),
    [
        # Far fewer children, and everything is recorded: no concern, and no praise.
        ({MISSING: 20.0}, TargetReason.NO_CONCERN, True),
        # A few fewer, and who found them is hardly ever recorded.
        ({MISSING: 95.0, NOT_RECORDED: 700.0}, TargetReason.LOW_AND_INCOMPLETE, False),
        # Far fewer, and nothing says how complete the records are.
        (
            {MISSING: 20.0, NOT_RECORDED: StatisticsSymbol.C, AWAY: StatisticsSymbol.C},
            TargetReason.LOW_AND_INCOMPLETE,
            None,
        ),
    ],
)  # fmt: skip
def test_a_low_rate_of_incomplete_records_is_a_concern_and_never_good(changed, reason, is_complete):
    target = of(targets_of(ground({(AREAS[0], name): value for name, value in changed.items()})), AREAS[0])
    seen = part(target, TargetComponent.CHILDREN_MISSING)

    assert (seen.reason, target.is_complete) == (reason, is_complete)
    assert seen.points == (2 * seen.indicator.weight if reason is TargetReason.LOW_AND_INCOMPLETE else 0)


def test_an_area_that_reports_nothing_ranks_above_those_that_are_as_england_is():
    silent = {(AREAS[5], name): StatisticsSymbol.X for name in USUAL}
    found = [each for each in targets_of(ground(silent)) if each.kind is AreaKind.AUTHORITY]

    assert found[0].code == AREAS[5]
    assert {each.position for each in found[0].components} == {TargetPosition.NOT_AVAILABLE}
    assert found[0].is_complete is None


def test_a_suppressed_figure_is_shown_as_suppressed_and_adds_nothing():
    target = of(targets_of(ground({(AREAS[0], MISSING): StatisticsSymbol.C})), AREAS[0])
    seen = part(target, TargetComponent.CHILDREN_MISSING)

    assert (seen.position, seen.reason, seen.points) == (TargetPosition.SUPPRESSED, TargetReason.NOT_COMPARED, 0)
    assert (seen.pair.rate, seen.limits) == (None, (None,) * 4)
    assert target.counted(TargetPosition.SUPPRESSED) == 1


def test_a_force_is_its_authorities_together_and_suppressed_if_one_of_them_is():
    whole = of(targets_of(ground()), "E23000001")
    hidden = of(targets_of(ground({(AREAS[0], MISSING): StatisticsSymbol.C})), "E23000001")

    assert part(whole, TargetComponent.CHILDREN_MISSING).pair.of == 300
    assert part(hidden, TargetComponent.CHILDREN_MISSING).position is TargetPosition.SUPPRESSED


def test_growth_is_beside_the_years_before_that_are_published():
    doubled = of(targets_of(ground({(AREAS[0], (Q.INCIDENTS, "", "", "episodes_missing")): 1200.0})), AREAS[0])
    seen = part(doubled, TargetComponent.GROWTH)

    assert (seen.pair.among, seen.pair.years, seen.pair.rate, seen.england) == (600, 2, 200.0, 100.0)
    assert seen.reason is TargetReason.VERY_UNUSUAL


def test_neighbours_are_compared_by_those_with_both_figures():
    seen = part(
        of(targets_of(ground({(AREAS[1], MISSING): StatisticsSymbol.C, (AREAS[2], MISSING): 200.0})), AREAS[0]),
        TargetComponent.CHILDREN_MISSING,
    )

    assert (seen.near, seen.near_counted) == (12.5, 4)


def test_every_component_is_compared_by_one_rule():
    assert [each.component for each in INDICATORS] == list(TargetComponent)


def test_the_order_is_a_function_of_what_is_published_whatever_is_under_it():
    """Many worlds with other counts under the same suppressed cells: nothing that is shown may differ."""
    chance = np.random.default_rng(7)
    hidden = [(AREAS[int(chance.integers(SIX))], name) for name in USUAL]
    shown = ground(dict.fromkeys(hidden, StatisticsSymbol.C))
    first = targets_of(shown)

    for _ in range(20):
        worlds = ground({name: float(chance.integers(1, 6)) for name in hidden})
        published = {
            name: StatisticsSymbol.C if shown.figures[name] is StatisticsSymbol.C else value
            for name, value in worlds.figures.items()
        }
        assert targets_of(replace(worlds, figures=published)) == first
