"""Secondary suppression: beside trying everything by hand, on many small tables."""

from itertools import product

import numpy as np
import pytest

from register.policy.disclosure.control import primary, secondary
from register.policy.disclosure.secondary import Elimination, row_of
from tests.hostile.sizes import size
from tests.policy.disclosure.small_tables import hierarchy


def worked_out(system, shown):
    """Which suppressed cells are worked out, by trying every change of -1, 0 or 1 of every count that is not known."""
    moves = np.array(list(product((-1, 0, 1), repeat=len(system.truth))))
    moves = moves[(moves[:, system.truth == 0] == 0).all(axis=1)]
    for cell, how in zip(system.cells, shown, strict=True):
        if how.value is not None:
            moves = moves[moves[:, cell.inner].sum(axis=1) == 0]
    hidden = [cell for cell, how in zip(system.cells, shown, strict=True) if how.value is None]
    return [cell.key for cell in hidden if not moves[:, cell.inner].sum(axis=1).any()]


@pytest.mark.parametrize("seed", range(size(30, 500)))
def test_no_suppressed_figure_is_a_sum_or_a_difference_of_published_ones(seed):
    system = hierarchy(np.random.default_rng(seed))

    assert worked_out(system, secondary(system, primary(system))) == []


def test_primary_suppression_is_not_enough_and_trying_by_hand_finds_it_out():
    found = [
        worked_out(system, primary(system)) for system in (hierarchy(np.random.default_rng(seed)) for seed in range(30))
    ]

    assert sum(bool(each) for each in found) > 10


def test_no_more_is_suppressed_than_it_takes_for_one_small_count_beside_others():
    elimination = Elimination(3, [np.array([0])])

    assert elimination.publish(np.array([0, 1, 2]))
    assert elimination.publish(np.array([2]))
    assert not elimination.publish(np.array([1]))
    assert elimination.is_safe


def test_what_is_known_already_can_make_a_figure_known():
    elimination = Elimination(2, [np.array([0])])
    elimination.tell(row_of(2, np.array([0]), np.array([1])))

    assert elimination.is_safe
    assert not elimination.publish(np.array([1]))
    elimination.tell(row_of(2, np.array([1])))
    assert not elimination.is_safe
