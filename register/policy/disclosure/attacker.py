"""The attacker: the least and the greatest value of each suppressed figure that agree with everything published.

It knows every published figure and how it was rounded, that no count is negative, that what is suppressed is not 0,
and which figures are sums of others. Each move that a solution finds is a witness for all figures at once, so that a
linear programme is solved only for figures that no witness has shown to be wide enough.
"""

from dataclasses import dataclass

import highspy
import numpy as np

from register.policy.disclosure.equations import Figures, Point
from register.policy.disclosure.profiles import Profile
from register.policy.disclosure.solver import silent_solver
from register.policy.disclosure.system import Numbers

FEASIBLE = 1e-6
UNBOUNDED = 1e7
# Each programme begins where the last one ended: only the question changes, so that the basis stays feasible and the
# primal simplex goes on from it.
DUAL, PRIMAL = 1, 4
OPTIONS: dict[str, str | int | bool] = {
    "threads": 1,
    "solver": "simplex",
    "simplex_strategy": PRIMAL,
}
MINIMUM, MAXIMUM = highspy.ObjSense.kMinimize, highspy.ObjSense.kMaximize


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
class Move:
    """A change of some unknowns, by how much each, that agrees with what is published."""

    unknowns: Numbers
    by: Point


@dataclass(frozen=True, slots=True)
class Attack:
    """What an attacker knows of a cell: by which published cells it is bounded, if too closely, and the moves to where
    it is least and greatest."""

    interval: Interval
    blamed: tuple[int, ...]
    moves: tuple[Move, ...]


class Attacker:
    """An attack on figures as they are published, with one programme whose question changes.

    Beside the unknowns it has a gain of each target: how much greater the cell is than it truly is, but no more than is
    of use, so that one solution makes many cells greater instead of a few of them very great.
    """

    def __init__(self, figures: Figures, free: Numbers, targets: Numbers, *, is_inside: bool = False) -> None:
        """free: the unknowns that it may move, in their order, the others staying as they truly are, which shows some
        of what is possible and never too much. targets: the cells that are pushed. is_inside: it knows only the
        figures that are made of those unknowns, and so no more than everybody does."""
        self.figures, self.free, self.targets = figures, free, np.unique(targets)
        self.solved, self._is_inside = 0, is_inside
        self._solver = silent_solver()
        for name, value in OPTIONS.items():
            self._solver.setOptionValue(name, value)
        self._width = len(free) + len(self.targets)
        self._least_gain = np.maximum(figures.below[self.targets], -figures.equations.values[self.targets])
        self._build()

    def widen(self, number: int) -> None:
        """Suppress a cell, and forget its number."""
        self.figures.suppress(number)
        row = int(np.searchsorted(self._rows, number))
        self._solver.changeRowBounds(row, float(self.figures.below[number]), highspy.kHighsInf)

    def interval(self, number: int) -> Attack:
        """What is known of a cell. number: of the cell."""
        cell, value = self.figures.system.cells[number], int(self.figures.equations.values[number])
        asked = self._sum_of(np.array([number]), np.ones(1))
        if not asked.any():
            return Attack(Interval(value, value), (), ())
        (low, less, below), (high, more, above) = (self._run(asked, sense) for sense in (MINIMUM, MAXIMUM))
        interval = Interval(int(np.ceil(less - FEASIBLE)) + value, int(np.floor(more + FEASIBLE)) + value)
        if interval.is_wide(cell.profile):
            return Attack(interval, (), (low, high))
        blamed = self._rows[(np.abs(below) + np.abs(above) > FEASIBLE)[: len(self._rows)]]
        of_cells = blamed[blamed < len(self.figures.system.cells)]
        return Attack(interval, tuple(of_cells.tolist()), (low, high))

    def push(self, numbers: Numbers, weights: Point, wanted: Point) -> Move:
        """Where cells of a positive weight gain, and those of a negative one lose, as much as can be together.

        wanted: how much greater each has to be; what is more than that does not count.
        """
        gains = np.searchsorted(self.targets, numbers)
        asked, up = self._sum_of(numbers[weights < 0], weights[weights < 0]), weights > 0
        at = (len(self.free) + gains[up]).astype(np.int32)
        asked[at] = weights[up]
        self._solver.changeColsBounds(len(at), at, self._least_gain[gains[up]], wanted[up])
        return self._run(asked, MAXIMUM)[0]

    def _sum_of(self, numbers: Numbers, weights: Point) -> Point:
        """What a programme asks for: cells together, each so many times."""
        which, columns = self._columns_of(numbers)
        return np.bincount(columns, weights[which], self._width).astype(np.float64)

    def _columns_of(self, numbers: Numbers) -> tuple[Numbers, Numbers]:
        """The columns of the unknowns of some cells that may move, and which of the cells each is of, by its place."""
        inner = [self.figures.system.cells[number].inner for number in numbers]
        unknowns = np.concatenate([self.free[:0], *inner])
        columns = np.searchsorted(self.free, unknowns)
        moves = np.append(self.free, -1)[columns] == unknowns
        return np.repeat(np.arange(len(inner)), [len(each) for each in inner])[moves], columns[moves]

    def _build(self) -> None:
        """Make the programme. What follows from the least value of each unknown is no row of it."""
        figures, of = self.figures, self.figures.equations
        places, column = of.entries(self.free)
        rows, row, count = np.unique(of.rows[places], return_inverse=True, return_counts=True)
        below, above, signs = figures.below[rows], figures.above[rows], of.signs[places]
        least = -figures.system.truth[self.free].astype(np.float64)
        alone = (count[row] == 1) & (signs > 0) & (above[row] == np.inf)
        np.maximum.at(least, column[alone], below[row[alone]])
        follows = (above == np.inf) & (np.bincount(row, signs * least[column], len(rows)) >= below)
        known = ~follows & (figures.moving[rows] == count if self._is_inside else True)
        self._rows, kept = rows[known], known[row]
        gains = np.arange(len(self.targets))
        most = np.concatenate([np.full(len(self.free), UNBOUNDED), np.zeros(len(gains))])
        self._solver.addVars(self._width, np.concatenate([least, self._least_gain]), most)
        which, inner = self._columns_of(self.targets)
        _add_rows(
            self._solver,
            np.concatenate([(np.cumsum(known) - 1)[row[kept]], len(self._rows) + which, len(self._rows) + gains]),
            np.concatenate([column[kept], inner, len(self.free) + gains]),
            signs=np.concatenate([signs[kept], np.ones(len(which)), np.full(len(gains), -1.0)]),
            below=np.concatenate([below[known], np.zeros(len(gains))]),
            above=np.concatenate([above[known], np.full(len(gains), np.inf)]),
        )

    def _run(self, asked: Point, sense: highspy.ObjSense) -> tuple[Move, float, Point]:
        """The move at which what is asked is least or greatest, how great that is, and what each row costs there."""
        if not self._width:
            return Move(self.free, np.zeros(0)), 0.0, np.zeros(0)
        self._solver.changeColsCost(self._width, np.arange(self._width, dtype=np.int32), asked)
        self._solver.changeObjectiveSense(sense)
        # The first programme of many unknowns has nothing to go on from, and is made smaller before it is solved. Who
        # knows little is asked what is to blame, and blames more after that.
        self._solver.setOptionValue("presolve", "off" if self.solved or self._is_inside else "on")
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
        values = np.array(solution.col_value)
        moved = np.flatnonzero(np.abs(values[: len(self.free)]) > FEASIBLE)
        return Move(self.free[moved], values[moved]), float(asked @ values), np.array(solution.row_dual)


def _add_rows(
    solver: highspy.Highs, row: Numbers, column: Numbers, *, signs: Point, below: Point, above: Point
) -> None:
    """Add rows by their entries."""
    order = np.argsort(row, kind="stable")
    begins = np.searchsorted(row[order], np.arange(len(below))).astype(np.int32)
    columns = column[order].astype(np.int32)
    solver.addRows(len(below), below, above, len(columns), begins, columns, signs[order])
