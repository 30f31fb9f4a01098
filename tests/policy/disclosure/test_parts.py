"""How a system falls apart: by what shares unknown counts, and by areas, regions and the whole."""

from dataclasses import replace

import numpy as np

from register.policy.disclosure.control import primary
from register.policy.disclosure.equations import Figures
from register.policy.disclosure.parts import parts_of
from register.policy.disclosure.system import System
from tests.policy.disclosure.small_tables import table_of


def of_areas(seed):
    """Twelve areas in three regions, with margins."""
    return table_of(np.random.default_rng(seed).poisson(2, (12, 3)).astype(np.int64), areas_of_a_region=4)


def parts(system):
    return parts_of(Figures(system, primary(system)))


def test_the_figures_of_an_area_are_together_and_areas_lie_in_their_regions():
    system = of_areas(1)
    (part,) = parts(system)

    assert len(part.whole.cells) == len(system.cells)
    assert [len(areas) for _, areas in part.regions] == [4, 4, 4]
    named = [{system.cells[n].key[:2] for n in area.cells} for area in part.areas]
    assert named == [{("area", at)} for at in range(12)]


def test_what_shares_no_unknown_is_apart_unless_something_says_that_it_is_the_same():
    system = of_areas(1)
    size = len(system.truth)
    beside = [replace(cell, key=("beside", *cell.key), inner=cell.inner + size) for cell in system.cells]
    both = System(np.concatenate([system.truth, system.truth]), [*system.cells, *beside])
    tied = replace(both, equal=[(system.cells[0].inner, beside[0].inner)])

    assert [len(part.whole.cells) for part in parts(both)] == [len(system.cells)] * 2
    assert [len(part.whole.cells) for part in parts(tied)] == [2 * len(system.cells)]


def test_each_area_is_in_one_group_of_so_many_regions_and_areas():
    (part,) = parts(of_areas(1))
    groups = list(part.groups(2, 2, seed=1))

    moved = np.concatenate([group.unknowns for group in groups])
    assert sorted(moved.tolist()) == part.whole.unknowns.tolist()
    assert len(groups) == 3
    assert {tuple(group.unknowns) for group in part.groups(2, 2, seed=2)} != {tuple(g.unknowns) for g in groups}


def test_a_group_has_the_figures_of_its_regions_and_of_no_other_area():
    system = of_areas(1)
    (part,) = parts(system)

    for group in part.groups(1, 2, seed=1):
        kinds = [system.cells[n].key[:2] for n in group.cells]
        assert len({each for each in kinds if each[0] == "area"}) == 2
        assert len({each for each in kinds if each[0] == "region"}) == 1
