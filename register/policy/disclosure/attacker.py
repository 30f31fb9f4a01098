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
from register.policy.disclosure.solver import silent_solver
from register.policy.disclosure.system import Cell, Numbers, Shown, System

FEASIBLE = 1e-6
UNBOUNDED = 1e7
# Each programme begins where the last one ended: only the question changes, so that the basis stays feasible and the
# primal simplex goes on from it.
DUAL, PRIMAL = 1, 4
OPTIONS: dict[str, str | int | bool] = {
    "threads": 1,
    "solver": "simplex",
    "presolve": "off",
    "simplex_strategy": PRIMAL,
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
        """of: the cells that it looks at, if not all. With fewer it knows less than everybody does."""
        self.system = system
        self._column = _columns(system, movable(system, shown) if free is None else free)
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

    def push(self, cells: Sequence[Cell], signs: Point) -> Point:
        """Where the cells of sign 1 together are as great, and those of sign -1 as small, as can be."""
        self._cost[:] = 0
        for cell, sign in zip(cells, signs, strict=True):
            np.add.at(self._cost, self._known(cell.inner)[0], sign)
        return self._run(MAXIMUM)[0]

    @property
    def _width(self) -> int:
        return int(self._column.max(initial=-1)) + 1

    def _known(self, inner: Numbers) -> tuple[Numbers, int]:
        """The columns of a sum, and the rest of it, which cannot move."""
        columns = self._column[inner]
        moves = columns >= 0
        return columns[moves], int(self.system.truth[inner[~moves]].sum())

    def _programme(self, shown: Sequence[Shown | None], cells: Iterable[int]) -> highspy.Highs:
        solver = silent_solver()
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
                if self._column[one].max(initial=-1) < 0 and self._column[other].max(initial=-1) < 0:
                    continue
                (plus, more), (minus, less) = self._known(one), self._known(other)
                _add_row(solver, plus, minus, least=least + less - more, greatest=float(less - more))
        return solver

    def _solve(self, inner: Numbers, sense: highspy.ObjSense) -> "_End":
        self._cost[:] = 0
        np.add.at(self._cost, inner, 1.0)
        point, duals = self._run(sense)
        return _End(float(self._cost @ self._moved(point)), duals, point)

    def _moved(self, point: Point) -> Point:
        return point[self._column >= 0]

    def _run(self, sense: highspy.ObjSense) -> tuple[Point, Point]:
        """The unknowns where the costs are least or greatest, and what each row costs there."""
        if not self._width:
            # Nothing may move: what is true is all that is possible.
            return self.system.truth.astype(np.float64), np.zeros(self._solver.getNumRow())
        self._solver.changeColsCost(self._width, np.arange(self._width, dtype=np.int32), self._cost)
        self._solver.changeObjectiveSense(sense)
        self._solver.run()
        self.solved += 1
        if self._solver.getModelStatus() != highspy.HighsModelStatus.kOptimal:
            # The primal simplex gives up now and then where nothing bounds a sum; the dual one does not.
            self._solver.clearSolver()
            self._solver.setOptionValue("simplex_strategy", DUAL)
            self._solver.run()
            self._solver.setOptionValue("simplex_strategy", PRIMAL)
        if self._solver.getModelStatus() != highspy.HighsModelStatus.kOptimal:
            raise ArithmeticError(f"an attack on what is published has no answer: {self._solver.getModelStatus()}")
        solution = self._solver.getSolution()
        point = self.system.truth.astype(np.float64)
        point[self._column >= 0] = np.array(solution.col_value)
        return point, np.array(solution.row_dual)


_NONE: Numbers = np.zeros(0, dtype=np.int64)


def movable(system: System, shown: Sequence[Shown | None]) -> Numbers:
    """The unknowns that no published 0 makes known."""
    moves = np.ones(len(system.truth), dtype=bool)
    for cell, how in zip(system.cells, shown, strict=True):
        if how is not None and how.value == 0:
            moves[cell.inner] = False
    return np.flatnonzero(moves)


def _columns(system: System, free: Numbers) -> Numbers:
    """The column of each unknown count, in their order; -1 for those that cannot move."""
    columns = np.full(len(system.truth), -1, dtype=np.int64)
    columns[np.sort(free)] = np.arange(len(free))
    return columns


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
