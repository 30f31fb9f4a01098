"""Systems: true figures, and which parts share unknown counts."""

import numpy as np

from register.policy.disclosure.system import System, blocks
from tests.policy.disclosure.small_tables import table_of


def test_a_figure_is_the_sum_of_its_unknowns():
    system = table_of(np.array([[1, 2], [3, 4]]))

    assert [system.value(cell) for cell in system.cells] == [3, 1, 2, 7, 3, 4]
    assert [system.is_small(cell) for cell in system.cells] == [True, True, True, False, True, True]


def test_parts_that_share_an_unknown_directly_or_through_others_are_together():
    system = System(np.zeros(6, dtype=np.int64), ())
    parts = [[np.array(each)] for each in ([0, 1], [2], [1, 3], [4, 5], [3, 2])]

    assert sorted(map(sorted, blocks(system, parts))) == [[0, 1, 2, 4], [3]]
