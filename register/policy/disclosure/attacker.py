"""The attacker: the least and the greatest value of each suppressed figure that agree with everything published.

It knows every published figure and how it was rounded, that no count is negative, that what is suppressed is not 0,
and which figures are sums of others. Each point that a solution finds is a witness for all figures at once, so that a
linear programme is solved only for figures that no witness has shown to be wide enough.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import highspy
import numpy as np
from numpy.typing import NDArray

from register.policy.disclosure.profiles import Profile
from register.policy.disclosure.system import Cell, Numbers, Shown, System, blocks
from register.vocabulary import AreaKind

FEASIBLE = 1e-6
UNBOUNDED = 1e7
# Each programme begins where the last one ended: only the question changes, so that the basis stays feasible and the
# primal simplex goes on from it.
OPTIONS: dict[str, str | int | bool] = {
    "threads": 1,
    "solver": "simplex",
    "presolve": "off",
    "simplex_strategy": 4,
}
MINIMUM, MAXIMUM = highspy.ObjSense.kMinimize, highspy.ObjSense.kMaximize
Point = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Interval:
    """What an attacker knows of a figure: the least and the greatest whole number that it can be."""

    least: int
    greatest: int

    def is_wide(self, profile: Profile) -> bool:
        """True if the figure stays hidden: many values are possible, and not only small ones."""
        is_small = self.least >= 1 and self.greatest <= profile.largest
        return self.greatest - self.least >= profile.least_width and not is_small


@dataclass(frozen=True, slots=True)
class Attack:
    """What an attacker knows of a cell: by which published cells it is bounded, if too closely, and where it is least
    and greatest."""

    interval: Interval
    blamed: tuple[int, ...]
    points: tuple[Point, ...]


@dataclass(frozen=True, slots=True)
class _End:
    value: float
    duals: Point
    point: Point


class Attacker:
    """An attack on a system that is published in one way. shown: how each cell is, in their order.

    free: the unknowns that it may move, the others staying as they truly are, which shows some of what is possible
    and never too much; all that a published 0 does not make known, if it is None.
    """

    def __init__(
        self,
        system: System,
        shown: Sequence[Shown | None],
        *,
        free: Numbers | None = None,
        of: Iterable[int] | None = None,
    ) -> None:
        """of: the cells that have an unknown that is free, if not all."""
        self.system = system
        self._column = _columns(system, shown, free)
        self._of_cell: dict[int, int] = {}
        self._solver = self._programme(shown, range(len(system.cells)) if of is None else of)
        self._cost = np.zeros(self._width)
        self.solved = 0

    def widen(self, number: int) -> None:
        """Forget the number of a cell: it is suppressed now."""
        self._solver.changeRowBounds(self._of_cell[number], 1.0, highspy.kHighsInf)

    def interval(self, cell: Cell) -> Attack:
        """What is known of a cell."""
        inner, fixed = self._known(cell.inner)
        if not len(inner):
            return Attack(Interval(fixed, fixed), (), ())
        low, high = (self._solve(inner, sense) for sense in (MINIMUM, MAXIMUM))
        least, greatest = int(np.ceil(low.value - FEASIBLE)), int(np.floor(high.value + FEASIBLE))
        interval = Interval(least + fixed, greatest + fixed)
        if interval.is_wide(cell.profile):
            return Attack(interval, (), (low.point, high.point))
        bounding = np.abs(low.duals) + np.abs(high.duals) > FEASIBLE
        blamed = tuple(number for number, row in self._of_cell.items() if bounding[row])
        return Attack(interval, blamed, (low.point, high.point))

    @property
    def _width(self) -> int:
        return int(self._column.max(initial=-1)) + 1

    def _known(self, inner: Numbers) -> tuple[Numbers, int]:
        """The columns of a sum, and the rest of it, which cannot move."""
        columns = self._column[inner]
        moves = columns >= 0
        return columns[moves], int(self.system.truth[inner[~moves]].sum())

    def _programme(self, shown: Sequence[Shown | None], cells: Iterable[int]) -> highspy.Highs:
        solver = highspy.Highs()  # type: ignore[no-untyped-call]
        solver.silent()
        for name, value in OPTIONS.items():
            solver.setOptionValue(name, value)
        solver.addVars(self._width, np.zeros(self._width), np.full(self._width, UNBOUNDED))
        for number in cells:
            how, cell = shown[number], self.system.cells[number]
            if how is not None and len((known := self._known(cell.inner))[0]):
                self._of_cell[number] = solver.getNumRow()
                least, greatest = _bounds(how, cell)
                _add_row(solver, known[0], _NONE, least=least - known[1], greatest=greatest - known[1])
        for pairs, least in ((self.system.equal, 0.0), (self.system.at_most, -highspy.kHighsInf)):
            for one, other in pairs:
                (plus, more), (minus, less) = self._known(one), self._known(other)
                if len(plus) or len(minus):
                    _add_row(solver, plus, minus, least=least + less - more, greatest=float(less - more))
        return solver

    def _solve(self, inner: Numbers, sense: highspy.ObjSense) -> "_End":
        self._cost[:] = 0
        np.add.at(self._cost, inner, 1.0)
        self._solver.changeColsCost(self._width, np.arange(self._width, dtype=np.int32), self._cost)
        self._solver.changeObjectiveSense(sense)
        self._solver.run()
        self.solved += 1
        if self._solver.getModelStatus() != highspy.HighsModelStatus.kOptimal:
            raise ArithmeticError(f"an attack on what is published has no answer: {self._solver.getModelStatus()}")
        solution = self._solver.getSolution()
        moved = np.array(solution.col_value)
        point = self.system.truth.astype(np.float64)
        there = self._column >= 0
        point[there] = moved[self._column[there]]
        return _End(float(moved[inner].sum()), np.array(solution.row_dual), point)


_NONE: Numbers = np.zeros(0, dtype=np.int64)


def _columns(system: System, shown: Sequence[Shown | None], free: Numbers | None) -> Numbers:
    """The column of each unknown count; -1 for those that cannot move, as a published 0 makes them known."""
    moves = np.ones(len(system.truth), dtype=bool)
    if free is not None:
        moves[:] = False
        moves[free] = True
    for cell, how in zip(system.cells, shown, strict=True):
        if how is not None and how.value == 0:
            moves[cell.inner] = False
    return np.where(moves, np.cumsum(moves) - 1, -1).astype(np.int64)


def _add_row(solver: highspy.Highs, plus: Numbers, minus: Numbers, *, least: float, greatest: float) -> None:
    columns, values = _merged(plus, minus)
    solver.addRow(least, greatest, len(columns), columns, values)


def _bounds(shown: Shown, cell: Cell) -> tuple[float, float]:
    if shown.value is None:
        # A true 0 is always published: what is suppressed is something.
        return 1.0, highspy.kHighsInf
    least, greatest = cell.profile.possible(shown.value, cell.kind)
    return float(least), float(greatest)


def _merged(plus: Numbers, minus: Numbers) -> tuple[NDArray[np.int32], NDArray[np.float64]]:
    """The columns of a row, each once, with what they are multiplied by."""
    columns = np.concatenate([plus, minus])
    found, place = np.unique(columns, return_inverse=True)
    values = np.zeros(len(found))
    np.add.at(values, place, np.concatenate([np.ones(len(plus)), -np.ones(len(minus))]))
    return found[values != 0].astype(np.int32), values[values != 0]


class Witnesses:
    """The least and the greatest value of each cell that some point has shown to be possible.

    What a point shows stays possible when more is suppressed.
    """

    def __init__(self, system: System) -> None:
        lengths = [len(cell.inner) for cell in system.cells]
        unknowns = np.concatenate([cell.inner for cell in system.cells])
        order = np.argsort(unknowns, kind="stable")
        # By unknown: the cells that it is in.
        self._cells = np.repeat(np.arange(len(lengths)), lengths)[order]
        self._begins = np.searchsorted(unknowns[order], np.arange(len(system.truth) + 1))
        self._truth = system.truth.astype(np.float64)
        self._values = np.array([system.value(cell) for cell in system.cells], dtype=np.float64)
        self._least, self._greatest = self._values.copy(), self._values.copy()

    def add(self, points: Iterable[Point]) -> None:
        """Take what the points show. A value between two whole numbers shows only those between it and the others."""
        for point in points:
            moved = np.flatnonzero(np.abs(point - self._truth) > FEASIBLE)
            begins, counts = self._begins[moved], self._begins[moved + 1] - self._begins[moved]
            places = np.repeat(begins - np.cumsum(counts) + counts, counts) + np.arange(counts.sum())
            values = self._values.copy()
            np.add.at(values, self._cells[places], np.repeat(point[moved] - self._truth[moved], counts))
            self._least = np.minimum(self._least, np.ceil(values - FEASIBLE))
            self._greatest = np.maximum(self._greatest, np.floor(values + FEASIBLE))

    def interval(self, number: int) -> Interval:
        """What was shown of a cell."""
        return Interval(int(self._least[number]), int(self._greatest[number]))


class Neighbours:
    """Attackers that move a few blocks of the unknowns each, in the order of the cells, so that those of a region are
    near each other: what they find possible is possible, and most figures need no other."""

    def __init__(self, system: System, shown: Sequence[Shown | None], together: int) -> None:
        """together: how many blocks, such as authorities, move at a time."""
        self._system, self._shown = system, shown
        small = [n for n, cell in enumerate(system.cells) if cell.kind in BASES]
        found = blocks(system, [[system.cells[n].inner] for n in small])
        self._group_of = np.full(len(system.truth), -1, dtype=np.int64)
        self._free: list[Numbers] = []
        for begin in range(0, len(found), together):
            places = [place for block in found[begin : begin + together] for place in block]
            free = np.unique(np.concatenate([system.cells[small[place]].inner for place in places]))
            self._group_of[free] = len(self._free)
            self._free.append(free)
        self._cells: list[list[int]] = [[] for _ in self._free]
        for number, cell in enumerate(system.cells):
            if shown[number] is not None:
                for group in np.unique(self._group_of[cell.inner]):
                    self._cells[group].append(number)
        self._made: dict[int, Attacker] = {}

    def of(self, cell: Cell) -> Attacker:
        """The attacker that moves the first of a cell's unknowns."""
        group = int(self._group_of[cell.inner[0]])
        if group not in self._made:
            self._made[group] = Attacker(self._system, self._shown, free=self._free[group], of=self._cells[group])
        return self._made[group]

    @property
    def solved(self) -> int:
        """How many programmes they solved."""
        return sum(each.solved for each in self._made.values())


BASES = (AreaKind.AUTHORITY, AreaKind.FORCE)
