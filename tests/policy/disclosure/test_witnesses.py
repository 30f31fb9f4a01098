"""Witnesses show what is possible and never too much; who knows one area alone never knows more than everybody."""

import numpy as np
import pytest

from register.policy.disclosure.attacker import Attacker, Interval
from register.policy.disclosure.control import primary, within_areas
from register.policy.disclosure.witnesses import Neighbours, Witnesses, areas_of, each_area
from tests.hostile.sizes import size
from tests.policy.disclosure.small_tables import table_of


def of_areas(seed):
    """Twelve areas in three regions, with margins."""
    return table_of(np.random.default_rng(seed).poisson(2, (12, 3)).astype(np.int64), areas_of_a_region=4)


@pytest.mark.parametrize("seed", range(size(3, 40)))
def test_what_was_pushed_shows_no_more_than_the_attacker_knows_to_be_possible(seed):
    system = of_areas(seed)
    shown = primary(system)
    hidden = [number for number, how in enumerate(shown) if how.value is None]
    witnesses, everything, pushes = Witnesses(system), Attacker(system, shown), []
    for together in (1, 4):
        Neighbours(system, shown, together).push(hidden, witnesses, lambda: pushes.append(1))

    assert len(pushes) == 15
    moved = 0
    for number in hidden:
        seen, known = witnesses.interval(number), everything.interval(system.cells[number]).interval
        assert known.least <= seen.least <= seen.greatest <= known.greatest
        moved += seen.greatest > seen.least
    assert moved
    assert set(witnesses.narrow(hidden)) <= set(hidden)


@pytest.mark.parametrize("seed", range(size(3, 40)))
def test_who_knows_one_area_alone_knows_no_more_than_everybody(seed):
    system = of_areas(seed)
    shown = primary(system)
    everything = Attacker(system, shown)

    for cells, attacker in each_area(system, shown):
        for number in (n for n in cells if shown[n].value is None):
            alone, known = (each.interval(system.cells[number]).interval for each in (attacker, everything))
            assert alone.least <= known.least <= known.greatest <= alone.greatest


def test_what_is_suppressed_within_areas_leaves_each_figure_wide_for_who_knows_that_area():
    system = of_areas(7)
    shown = primary(system)
    before = sum(how.value is None for how in shown)

    assert within_areas(system, shown) > 0
    assert sum(how.value is None for how in shown) > before
    for cells, attacker in each_area(system, shown):
        for number in (n for n in cells if shown[n].value is None):
            assert attacker.interval(system.cells[number]).interval.is_wide(system.cells[number].profile)


def test_the_figures_of_an_area_are_together_if_one_says_something_of_another():
    system = of_areas(1)
    together = areas_of(system)

    assert len(together) == 12
    assert all({system.cells[n].key[1] for n in cells} == {at} for at, cells in enumerate(together))


def test_a_witness_between_two_whole_numbers_shows_only_those_between_it_and_others():
    system = table_of(np.array([[3, 4]]))
    witnesses = Witnesses(system)
    witnesses.add([np.array([0.5, 6.5])])

    assert witnesses.interval(1) == Interval(1, 3)
    assert witnesses.interval(2) == Interval(4, 6)


def test_where_nothing_may_move_what_is_true_is_all_that_is_possible():
    system = table_of(np.array([[0, 4]]))
    nothing = Attacker(system, primary(system), free=np.zeros(0, dtype=np.int64))

    assert nothing.push(system.cells, np.ones(len(system.cells))).tolist() == system.truth.tolist()
