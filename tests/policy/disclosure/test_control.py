"""Control: what is published is attacked, and more is suppressed until no attack comes close."""

from copy import copy
from dataclasses import replace

import numpy as np
import pytest

from register.policy.disclosure.control import SUPPRESSED, Unsafe, attack, control, primary, within_areas
from register.policy.disclosure.equations import Figures
from register.policy.disclosure.parts import parts_of
from register.policy.disclosure.system import Shown, System
from tests.hostile.sizes import size
from tests.policy.disclosure.small_tables import table_of


@pytest.mark.parametrize("seed", range(size(4, 40)))
def test_what_is_controlled_withstands_every_attack_and_true_noughts_stay(seed):
    counts = np.random.default_rng(seed).poisson(3, (9, 3, 2)).astype(np.int64)
    system = table_of(counts, areas_of_a_region=3)
    made = control(system)

    report = attack(system, made.shown)
    assert report.failed == ()
    assert report.narrowest is None or report.narrowest >= 4
    for cell, how in zip(system.cells, made.shown, strict=True):
        assert (how.value == 0) == (system.value(cell) == 0)
        assert how == SUPPRESSED or how.value == cell.profile.rounded(system.value(cell), cell.kind)
        assert how == SUPPRESSED or not system.is_small(cell)


def test_small_figures_alone_suppressed_do_not_withstand_it():
    system = table_of(np.array([[3, 9, 20], [8, 2, 30]]))
    shown = primary(system)

    report = attack(system, shown)
    assert {name for name, _ in report.failed} == {"('area', 0, 0)", "('area', 1, 1)"}
    assert all(known.least == known.greatest for _, known in report.failed)


def test_the_report_says_how_much_was_suppressed_for_which_reason():
    report = control(table_of(np.array([[3, 9, 20], [8, 2, 30]]))).report

    assert (report.small, report.by_elimination) == (2, 2)
    assert report.programmes > 0


def told_before():
    """A system of which an earlier version published so much that a figure is told."""
    system = table_of(np.array([[3, 9, 20]]))
    kept = [replace(cell, key=("before", *cell.key), shown=Shown(system.value(cell))) for cell in system.cells]
    return System(system.truth, [*system.cells, *(each for each in kept if each.shown.value != 3)])


def test_what_is_published_already_and_tells_a_figure_is_refused():
    with pytest.raises(Unsafe):
        control(told_before())


def test_a_difference_that_no_answer_shows_is_protected_as_well():
    whole, part, rest = (table_of(np.array([[95, 3]])).cells[at] for at in (0, 1, 2))
    system = System(np.array([95, 3]), [whole, part, replace(rest, is_published=False)])

    assert [None if how is None else how.value for how in control(system).shown].count(None) == 2


def test_a_figure_that_is_kept_is_not_given_up_for_another():
    system = table_of(np.array([[3, 9, 20], [8, 2, 30], [7, 12, 15]]), areas_of_a_region=3)
    given_up = []
    for kept in (False, True):
        figures = Figures(system, primary(system))
        if kept:
            figures.kept.update(given_up[0])
        within_areas(figures, parts_of(figures))
        given_up.append({n for n in figures.targets.tolist() if not system.is_small(system.cells[n])})

    assert given_up[0]
    assert not given_up[0] & given_up[1]
    assert given_up[1]


def test_a_refusal_names_the_figure_and_keeps_its_number_on_its_way_from_a_process():
    told = copy(Unsafe("It tells it.", 7))

    assert (str(told), told.number) == ("It tells it.", 7)
