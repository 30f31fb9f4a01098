"""The attacker: it knows what everybody can work out, no more and no less."""

from itertools import product

import numpy as np
import pytest

from register.policy.disclosure.attacker import Attacker, Interval
from register.policy.disclosure.control import primary
from register.policy.disclosure.equations import Figures
from tests.hostile.sizes import size
from tests.policy.disclosure.small_tables import DFE, table_of

MOST = 14


def attacker_of(system, *, loose=False):
    figures = Figures(system, primary(system))
    return Attacker(figures, figures.loose() if loose else figures.movable, figures.targets)


def by_hand(system, shown, cell):
    """The least and the greatest value of a cell among all tables of whole numbers that agree with what is shown."""
    tables = np.array(list(product(range(MOST + 1), repeat=len(system.truth))))
    for each, how in zip(system.cells, shown, strict=True):
        values = tables[:, each.inner].sum(axis=1)
        low, high = (1, 10**9) if how.value is None else each.profile.possible(how.value, each.kind)
        tables = tables[(values >= low) & (values <= high)]
    values = tables[:, cell.inner].sum(axis=1)
    return int(values.min()), int(values.max())


@pytest.mark.parametrize("loose", [False, True])
@pytest.mark.parametrize("seed", range(size(6, 100)))
def test_the_attacker_knows_exactly_what_trying_every_table_shows(seed, loose):
    system = table_of(np.random.default_rng(seed).poisson(2.5, (1, 2, 2)).astype(np.int64))
    shown = primary(system)
    bounded = [n for n, how in enumerate(shown) if how.value is None and shown[0].value not in (None, 0)]
    attacker = attacker_of(system, loose=loose)

    for number in bounded:
        found = attacker.interval(number).interval
        assert (found.least, found.greatest) == by_hand(system, shown, system.cells[number])


def test_an_interval_is_wide_if_it_has_many_values_and_not_only_small_ones():
    wide = {(least, greatest): Interval(least, greatest).is_wide(DFE) for least, greatest in
            ((1, 5), (0, 5), (1, 6), (2, 5), (10, 13), (10, 14))}  # fmt: skip

    assert wide == {(1, 5): False, (0, 5): True, (1, 6): True, (2, 5): False, (10, 13): False, (10, 14): True}


def test_a_rounded_total_leaves_the_last_figure_less_open_than_its_own_rounding_would():
    system = table_of(np.array([[3], [40]]), areas_of_a_region=2)

    found = attacker_of(system).interval(0)

    # 43 is published as 40, so 35 to 44; 40 of them are known, and what is suppressed is not 0.
    assert (found.interval.least, found.interval.greatest) == (1, 4)
    assert found.blamed


def test_a_push_makes_cells_greater_by_what_is_wanted_and_others_less():
    system = table_of(np.array([[3, 4, 30]]))
    figures = Figures(system, primary(system))
    figures.suppress(3)
    attacker = Attacker(figures, figures.movable, figures.targets)

    wanted = np.array([2.0, 2.0, 2.0])
    up, down = (attacker.push(figures.targets, np.array(weights), wanted) for weights in ([2.0, 1.0, 0.5], [-1.0] * 3))
    gained = dict(zip(up.unknowns.tolist(), up.by.tolist(), strict=True))
    assert gained[0] >= 2
    assert gained[1] >= 2
    assert sum(up.by) == pytest.approx(0)
    assert sum(down.by) == pytest.approx(0)


def test_where_nothing_may_move_what_is_true_is_all_that_is_possible():
    system = table_of(np.array([[0, 4]]))
    figures = Figures(system, primary(system))
    nothing = Attacker(figures, figures.movable[:0], figures.targets[:0])

    assert not len(nothing.push(figures.targets[:0], np.zeros(0), np.zeros(0)).unknowns)
    assert nothing.interval(1).interval == Interval(0, 0)


def test_a_figure_that_is_given_up_no_longer_bounds_another():
    system = table_of(np.array([[3], [40]]), areas_of_a_region=2)
    attacker, given_up = attacker_of(system), 0
    while not (found := attacker.interval(0)).interval.is_wide(DFE):
        attacker.widen(next(n for n in found.blamed if attacker.figures.shown[n].value))
        given_up += 1

    assert given_up > 1
