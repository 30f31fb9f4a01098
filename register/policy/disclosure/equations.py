"""What everybody can put together, as rows of one sparse matrix over the unknown counts; and what each row leaves open.

Everything is said as a change from what is true, so that no change at all agrees with all that is published.
"""

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from register.policy.disclosure.system import SUPPRESSED, Cell, Numbers, Shown, System

Flags = NDArray[np.bool_]
Point = NDArray[np.float64]


class Equations:
    """The rows of a system: one for each cell by its number, then sums that are the same, then those that bound others.

    rows, unknowns, signs: of each entry of the matrix, the entries of an unknown together. values: what each cell is.
    """

    def __init__(self, system: System) -> None:
        linked = (*system.equal, *system.at_most)
        plus = [cell.inner for cell in system.cells] + [one for one, _ in linked]
        minus = [_NONE] * len(system.cells) + [other for _, other in linked]
        self.height, self.width = len(plus), len(system.truth)
        rows, unknowns = (np.concatenate(each) for each in zip(_flat(plus), _flat(minus), strict=True))
        signs = np.ones(len(rows))
        signs[sum(map(len, plus)) :] = -1
        names, place = np.unique(unknowns * self.height + rows, return_inverse=True)
        summed = np.bincount(place, signs, len(names))
        names, self.signs = names[summed != 0], summed[summed != 0]
        self.rows, self.unknowns = names % self.height, names // self.height
        self._begins = np.searchsorted(self.unknowns, np.arange(self.width + 1))
        self.values = np.bincount(self.rows, self.signs * system.truth[self.unknowns], self.height).astype(np.int64)

    def entries(self, unknowns: Numbers) -> tuple[Numbers, Numbers]:
        """Where the entries of some unknowns are, and which of these unknowns each is of, by its place."""
        begins, counts = self._begins[unknowns], self._begins[unknowns + 1] - self._begins[unknowns]
        places = np.repeat(begins - np.cumsum(counts) + counts, counts) + np.arange(counts.sum())
        return places, np.repeat(np.arange(len(unknowns)), counts)

    def count(self, unknowns: Numbers) -> Numbers:
        """How many of some unknowns each row has."""
        return np.bincount(self.rows[self.entries(unknowns)[0]], minlength=self.height)


class Figures:
    """How the figures of a system are published. below, above: how far each row may be from what is true.

    protected: the cells that must not become known; kept: those that are not given up for others. movable: the unknowns
    that no published 0 makes known; moving: how many of them each row has. Of a suppressed figure everybody knows that
    it is something, since a true 0 is always published.
    """

    def __init__(self, system: System, shown: Sequence[Shown | None]) -> None:
        self.system, self.shown = system, list(shown)
        self.equations = Equations(system)
        known = [_bounds(how, cell) for how, cell in zip(shown, system.cells, strict=True)]
        same, bound = [(0.0, 0.0)] * len(system.equal), [(-np.inf, 0.0)] * len(system.at_most)
        bounds = np.array([*known, *same, *bound]).reshape(-1, 2)
        self.below, self.above = bounds[:, 0] - self.equations.values, bounds[:, 1] - self.equations.values
        self.protected: Flags = np.zeros(self.equations.height, dtype=bool)
        self.protected[[n for n in range(len(system.cells)) if self._is_protected(n)]] = True
        self.kept: set[int] = set()
        # No 0 is suppressed later, so that these stay as they are.
        self._moves = self._may_move()
        self.movable = np.flatnonzero(self._moves)
        self.moving = self.equations.count(self.movable)

    @property
    def targets(self) -> Numbers:
        """The cells that must not become known."""
        return np.flatnonzero(self.protected)

    @property
    def suppressed(self) -> int:
        """How many figures are suppressed."""
        return sum(how == SUPPRESSED for how in self.shown)

    def is_exact(self, number: int) -> bool:
        """True if a figure is shown as it truly is."""
        return bool(self.below[number] == 0 == self.above[number])

    def suppress(self, number: int) -> None:
        """Do not publish a figure after all."""
        self.shown[number], self.protected[number] = SUPPRESSED, True
        self.below[number], self.above[number] = 1.0 - self.equations.values[number], np.inf

    def keep(self, number: int) -> bool:
        """Publish a figure again that was given up, and never give it up. False if it has to be hidden for its own sake
        or was published before."""
        cell = self.system.cells[number]
        if cell.shown is not None or not cell.is_published or self.system.is_small(cell):
            return False
        shown = Shown(cell.profile.rounded(int(self.equations.values[number]), cell.kind))
        least, greatest = _bounds(shown, cell)
        self.shown[number], self.protected[number] = shown, False
        self.below[number], self.above[number] = (each - self.equations.values[number] for each in (least, greatest))
        self.kept.add(number)
        return True

    def loose(self) -> Numbers:
        """The unknowns that are not known from exact figures, of which only one unknown was left to find out."""
        moves, of = self._moves.copy(), self.equations
        exact = ((self.below == 0) & (self.above == 0))[of.rows]
        rows, unknowns = of.rows[exact], of.unknowns[exact]
        while True:
            left = moves[unknowns]
            rows, unknowns = rows[left], unknowns[left]
            alone = unknowns[np.bincount(rows, minlength=of.height)[rows] == 1]
            if not len(alone):
                return np.flatnonzero(moves)
            moves[alone] = False

    def _may_move(self) -> Flags:
        moves, of = np.ones(self.equations.width, dtype=bool), self.equations
        nothing = (self.above == 0) & (of.values == 0)
        nothing[len(self.system.cells) :] = False
        moves[of.unknowns[nothing[of.rows]]] = False
        return moves

    def _is_protected(self, number: int) -> bool:
        how = self.shown[number]
        return how == SUPPRESSED or (how is None and self.system.is_small(self.system.cells[number]))


_NONE: Numbers = np.zeros(0, dtype=np.int64)


def _flat(sums: Sequence[Numbers]) -> tuple[Numbers, Numbers]:
    """The number of the sum, and of the unknown, of each part of some sums."""
    return np.repeat(np.arange(len(sums)), [len(each) for each in sums]), np.concatenate([_NONE, *sums])


def _bounds(shown: Shown | None, cell: Cell) -> tuple[float, float]:
    if shown is None:
        return -np.inf, np.inf
    if shown.value is None:
        return 1.0, np.inf
    least, greatest = cell.profile.possible(shown.value, cell.kind)
    return float(least), float(greatest)
