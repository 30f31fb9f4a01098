"""The attacker: it knows what everybody can work out, no more and no less."""

from itertools import product

import numpy as np
import pytest

from register.policy.disclosure.attacker import Attacker, Interval
from register.policy.disclosure.control import primary
from tests.hostile.sizes import size
from tests.policy.disclosure.small_tables import DFE, table_of

MOST = 14


def by_hand(system, shown, cell):
    """The least and the greatest value of a cell among all tables of whole numbers that agree with what is shown."""
    tables = np.array(list(product(range(MOST + 1), repeat=len(system.truth))))
    for each, how in zip(system.cells, shown, strict=True):
        values = tables[:, each.inner].sum(axis=1)
        low, high = (1, 10**9) if how.value is None else each.profile.possible(how.value, each.kind)
        tables = tables[(values >= low) & (values <= high)]
    values = tables[:, cell.inner].sum(axis=1)
    return int(values.min()), int(values.max())


@pytest.mark.parametrize("seed", range(size(6, 100)))
def test_the_attacker_knows_exactly_what_trying_every_table_shows(seed):
    system = table_of(np.random.default_rng(seed).poisson(2.5, (1, 2, 2)).astype(np.int64))
    shown = primary(system)
    bounded = [n for n, how in enumerate(shown) if how.value is None and shown[0].value not in (None, 0)]
    attacker = Attacker(system, shown)

    for number in bounded:
        found = attacker.interval(system.cells[number]).interval
        assert (found.least, found.greatest) == by_hand(system, shown, system.cells[number])


def test_an_interval_is_wide_if_it_has_many_values_and_not_only_small_ones():
    wide = {(least, greatest): Interval(least, greatest).is_wide(DFE) for least, greatest in
            ((1, 5), (0, 5), (1, 6), (2, 5), (10, 13), (10, 14))}  # fmt: skip

    assert wide == {(1, 5): False, (0, 5): True, (1, 6): True, (2, 5): False, (10, 13): False, (10, 14): True}


def test_a_rounded_total_leaves_the_last_figure_less_open_than_its_own_rounding_would():
    system = table_of(np.array([[3], [40]]), areas_of_a_region=2)
    shown = primary(system)

    found = Attacker(system, shown).interval(system.cells[0])

    # 43 is published as 40, so 35 to 44; 40 of them are known, and what is suppressed is not 0.
    assert (found.interval.least, found.interval.greatest) == (1, 4)
    assert found.blamed
