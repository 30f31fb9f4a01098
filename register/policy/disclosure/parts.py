"""How a system falls apart: parts that have nothing to do with one another, their regions, and the areas of those."""

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass

import numpy as np

from register.policy.disclosure.equations import Figures
from register.policy.disclosure.system import Numbers, blocks
from register.vocabulary import AreaKind

# The areas whose figures nothing smaller adds up to, and the steps to larger ones.
BASES = (AreaKind.AUTHORITY, AreaKind.FORCE)
WITHIN_REGIONS = (*BASES, AreaKind.REGION)


@dataclass(frozen=True, slots=True)
class Ground:
    """Cells that are attacked together, and the unknowns that move for it."""

    cells: Numbers
    unknowns: Numbers


@dataclass(frozen=True, slots=True)
class Part:
    """A part of a system. whole: all of it; regions: the ground of each region, with those of its areas."""

    whole: Ground
    regions: tuple[tuple[Ground, tuple[Ground, ...]], ...]

    @property
    def areas(self) -> Iterator[Ground]:
        """The ground of each area."""
        for _, areas in self.regions:
            yield from areas

    def groups(self, regions: int, areas: int, seed: int) -> Iterator[Ground]:
        """Each area in one group by lot, with the figures of its region: of so many regions together, and of so many
        areas of each."""
        chance = np.random.default_rng(seed)
        left = [(_own(region, within), _shuffled(within, chance)) for region, within in self.regions]
        while any(within for _, within in left):
            left.sort(key=lambda each: len(each[1]), reverse=True)
            chosen = [(own, within[:areas]) for own, within in left[:regions] if within]
            left = [(own, within[areas:]) for own, within in left[:regions]] + left[regions:]
            cells = [each for own, within in chosen for each in (own, *(area.cells for area in within))]
            unknowns = [area.unknowns for _, within in chosen for area in within]
            yield Ground(np.concatenate(cells), np.unique(np.concatenate(unknowns)))


def _own(region: Ground, areas: Sequence[Ground]) -> Numbers:
    """The cells of a region that are of no area in it."""
    return np.setdiff1d(region.cells, np.concatenate([area.cells for area in areas]))


def _shuffled(areas: Sequence[Ground], chance: np.random.Generator) -> list[Ground]:
    return [areas[at] for at in chance.permutation(len(areas))]


def parts_of(figures: Figures) -> list[Part]:
    """The parts of a system. What says something of another figure of the smallest areas is in one area with it."""
    areas, regions, wholes = (_grounds(figures, kinds) for kinds in (BASES, WITHIN_REGIONS, tuple(AreaKind)))
    return [
        Part(whole, tuple((region, tuple(_inside(areas, region))) for region in _inside(regions, whole)))
        for whole in wholes
    ]


def _grounds(figures: Figures, kinds: Collection[AreaKind]) -> list[Ground]:
    """The cells of some kinds of areas that hang together, with the unknowns of them that may move."""
    system = figures.system
    numbers = [number for number, cell in enumerate(system.cells) if cell.kind in kinds]
    linked = [list(pair) for pair in (*system.equal, *system.at_most)]
    found = blocks(system, [[system.cells[n].inner] for n in numbers] + linked)
    return [_ground(figures, [numbers[place] for place in each if place < len(numbers)]) for each in found]


def _ground(figures: Figures, cells: Sequence[int]) -> Ground:
    moves = np.zeros(figures.equations.width, dtype=bool)
    for number in cells:
        moves[figures.system.cells[number].inner] = True
    return Ground(np.array(cells, dtype=np.int64), figures.movable[moves[figures.movable]])


def _inside(grounds: Sequence[Ground], larger: Ground) -> Iterator[Ground]:
    inside = set(larger.cells.tolist())
    return (each for each in grounds if len(each.cells) and int(each.cells[0]) in inside)
