"""Witnesses show what is possible and never too much; who knows one area alone never knows more than everybody."""

import numpy as np
import pytest

from register.policy.disclosure.attacker import Attacker, Interval, Move
from register.policy.disclosure.control import primary, within_areas
from register.policy.disclosure.equations import Figures
from register.policy.disclosure.parts import parts_of
from register.policy.disclosure.witnesses import Witnesses, push_to_and_fro
from tests.hostile.sizes import size
from tests.policy.disclosure.small_tables import table_of
from tests.policy.disclosure.test_parts import of_areas


def published(system):
    return Figures(system, primary(system))


@pytest.mark.parametrize("seed", range(size(3, 40)))
def test_what_was_pushed_shows_no_more_than_the_attacker_knows_to_be_possible(seed):
    figures = published(of_areas(seed))
    (part,) = parts_of(figures)
    witnesses, everything = Witnesses(figures), Attacker(figures, figures.movable, figures.targets)
    for regions, areas in ((1, 2), (3, 2)):
        for group in part.groups(regions, areas, seed):
            targets = group.cells[figures.protected[group.cells]]
            push_to_and_fro(Attacker(figures, group.unknowns, targets), targets, witnesses, seed=seed)

    moved = 0
    for number in figures.targets:
        seen, known = witnesses.interval(number), everything.interval(number).interval
        assert known.least <= seen.least <= seen.greatest <= known.greatest
        moved += seen.greatest > seen.least
    assert moved
    assert set(witnesses.narrow(figures.targets)) <= set(figures.targets)


@pytest.mark.parametrize("seed", range(size(3, 40)))
@pytest.mark.parametrize("ground", ["areas", "regions"])
def test_who_knows_one_area_or_region_alone_knows_no_more_than_everybody(seed, ground):
    figures = published(of_areas(seed))
    (part,) = parts_of(figures)
    everything = Attacker(figures, figures.movable, figures.targets)

    for area in part.areas if ground == "areas" else [region for region, _ in part.regions]:
        targets = area.cells[figures.protected[area.cells]]
        attacker = Attacker(figures, area.unknowns, targets, is_inside=True)
        for number in targets:
            alone, known = (each.interval(number).interval for each in (attacker, everything))
            assert alone.least <= known.least <= known.greatest <= alone.greatest


def test_what_is_suppressed_within_areas_leaves_each_figure_wide_for_who_knows_that_area():
    figures = published(of_areas(7))
    parts, before = parts_of(figures), figures.suppressed

    assert within_areas(figures, parts) > 0
    assert figures.suppressed > before
    for area in parts[0].areas:
        targets = area.cells[figures.protected[area.cells]]
        attacker = Attacker(figures, area.unknowns, targets, is_inside=True)
        for number in targets:
            assert attacker.interval(number).interval.is_wide(figures.system.cells[number].profile)


def test_a_witness_between_two_whole_numbers_shows_only_those_between_it_and_others():
    witnesses = Witnesses(published(table_of(np.array([[3, 4]]))))
    witnesses.add(Move(np.array([0, 1]), np.array([-2.5, 2.5])))

    assert witnesses.interval(1) == Interval(1, 3)
    assert witnesses.interval(2) == Interval(4, 6)


def test_what_is_wanted_of_a_figure_is_more_than_small_and_wide():
    witnesses = Witnesses(published(table_of(np.array([[3, 40]]))))
    assert witnesses.wanted(np.array([1, 2])).tolist() == [4, 4]
    witnesses.add(Move(np.array([0, 1]), np.array([-2.0, -2.0])))

    assert witnesses.wanted(np.array([1, 2])).tolist() == [3, 2]
