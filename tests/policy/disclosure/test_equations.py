"""What everybody can put together: each row as far as it may be from what is true, and what follows at once."""

from dataclasses import replace

import numpy as np

from register.policy.disclosure.control import primary
from register.policy.disclosure.equations import Equations, Figures
from register.policy.disclosure.system import Cell, Shown, System
from register.vocabulary import AreaKind
from tests.policy.disclosure.small_tables import DFE, table_of


def test_each_row_is_truly_what_its_unknowns_add_up_to_and_what_is_the_same_is_nothing():
    system = table_of(np.array([[3, 9], [8, 2]]))
    first, second = system.cells[0].inner, system.cells[3].inner
    of = Equations(System(system.truth, system.cells, [(first, first)], [(second, first)]))

    assert of.values.tolist() == [12, 3, 9, 10, 8, 2, 0, -2]
    assert of.height == 8
    assert of.count(np.array([0])).tolist() == [1, 1, 0, 0, 0, 0, 0, 1]


def test_a_row_may_be_as_far_from_the_truth_as_what_is_published_of_it_allows():
    system = table_of(np.array([[3, 40]]), areas_of_a_region=1)
    figures = Figures(system, primary(system))

    assert [figures.below[1], figures.above[1]] == [-2, np.inf]
    assert [figures.below[2], figures.above[2]] == [0, 0]
    region = next(n for n, cell in enumerate(system.cells) if cell.kind is AreaKind.REGION)
    # 43 is published as 40, so 35 to 44.
    assert [figures.below[region], figures.above[region]] == [-8, 1]


def test_what_is_suppressed_afterwards_may_be_anything_but_nothing():
    system = table_of(np.array([[3, 40]]))
    figures = Figures(system, primary(system))
    assert figures.targets.tolist() == [1]
    figures.suppress(2)

    assert figures.targets.tolist() == [1, 2]
    assert [figures.below[2], figures.above[2]] == [-39, np.inf]
    assert figures.suppressed == 2


def test_unknowns_that_a_0_or_exact_figures_make_known_do_not_move():
    system = table_of(np.array([[0, 3, 40]]))

    figures = Figures(system, primary(system))
    assert figures.movable.tolist() == [1, 2]
    # 40 is published, and with it and the total of 43, which is published too, the 3.
    assert figures.loose().tolist() == []
    figures.suppress(0)
    assert figures.loose().tolist() == [1]


def test_what_no_answer_shows_is_protected_if_it_is_small_and_tells_nothing():
    hidden = Cell(("only",), np.array([0]), AreaKind.AUTHORITY, DFE, is_published=False)
    system = System(np.array([3, 9]), [hidden, Cell(("all",), np.array([0, 1]), AreaKind.AUTHORITY, DFE)])
    figures = Figures(system, [None, Shown(12)])

    assert figures.targets.tolist() == [0]
    assert [figures.below[0], figures.above[0]] == [-np.inf, np.inf]


def test_what_was_given_up_is_shown_again_and_what_is_small_or_was_published_is_not():
    system = table_of(np.array([[3, 40]]))
    before = System(system.truth, [*system.cells[:2], replace(system.cells[2], shown=Shown(40))])
    figures = Figures(before, primary(before))
    assert not figures.keep(1)
    assert not figures.keep(2)
    figures.suppress(0)

    assert figures.keep(0)
    assert (figures.shown[0], figures.targets.tolist(), figures.kept) == (Shown(43), [1], {0})
    assert figures.is_exact(0)
