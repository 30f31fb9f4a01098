"""What solutions of linear programmes show to be possible, and programmes that move the counts of a few areas.

A figure that some solution shows to be wide enough needs no programme of its own. So many figures are pushed at once,
those of a few areas while the others stay as they truly are, before the attacker continues with what is left.
"""

from collections.abc import Callable, Iterable, Sequence

import numpy as np

from register.policy.disclosure.attacker import FEASIBLE, Attacker, Interval, Point, movable
from register.policy.disclosure.system import Numbers, Shown, System, blocks
from register.vocabulary import AreaKind

# The areas whose figures nothing smaller adds up to.
BASES = (AreaKind.AUTHORITY, AreaKind.FORCE)
# So often figures of a group are pushed, and so often in vain before they are left to the attacker.
MOST_PUSHES, MOST_IN_VAIN = 40, 4


class Witnesses:
    """The least and the greatest value of each cell that some point has shown to be possible.

    What a point shows stays possible when more is suppressed.
    """

    def __init__(self, system: System) -> None:
        self._profiles = [cell.profile for cell in system.cells]
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

    def narrow(self, numbers: Iterable[int]) -> list[int]:
        """Those of some cells that no point has shown to be wide enough."""
        return [n for n in numbers if not self.interval(n).is_wide(self._profiles[n])]

    def interval(self, number: int) -> Interval:
        """What was shown of a cell."""
        return Interval(int(self._least[number]), int(self._greatest[number]))


class Neighbours:
    """Attackers that move the unknowns of a few areas of a region each: what they find possible is possible."""

    def __init__(self, system: System, shown: Sequence[Shown | None], together: int) -> None:
        """together: how many areas move at a time."""
        self._system, self._shown = system, shown
        moves = np.zeros(len(system.truth), dtype=bool)
        moves[movable(system, shown)] = True
        self._group_of = np.full(len(system.truth), -1, dtype=np.int64)
        self._free: list[Numbers] = []
        found = areas_of(system)
        for begin in range(0, len(found), together):
            inner = np.concatenate([system.cells[n].inner for area in found[begin : begin + together] for n in area])
            self._group_of[inner] = len(self._free)
            self._free.append(np.unique(inner[moves[inner]]))
        self._cells: list[list[int]] = [[] for _ in self._free]
        for number, cell in enumerate(system.cells):
            if shown[number] is not None:
                for group in np.unique(self._group_of[cell.inner]):
                    self._cells[group].append(number)
        self.solved = 0

    def push(self, targets: Sequence[int], witnesses: Witnesses, tell: Callable[[], None]) -> None:
        """Push the targets of each group to and fro, until what is left does not move."""
        of: list[list[int]] = [[] for _ in self._free]
        for number in targets:
            of[self._group_of[self._system.cells[number].inner[0]]].append(number)
        for group, mine in enumerate(of):
            self._push(group, mine, witnesses)
            tell()

    def _push(self, group: int, mine: Sequence[int], witnesses: Witnesses) -> None:
        left = witnesses.narrow(mine)
        if not left:
            return
        attacker = Attacker(self._system, self._shown, free=self._free[group], of=self._cells[group])
        push_to_and_fro(attacker, left, witnesses, seed=group)
        self.solved += attacker.solved


def push_to_and_fro(attacker: Attacker, targets: Sequence[int], witnesses: Witnesses, *, seed: int) -> list[int]:
    """Push figures together, up, down and each its own way, until what is left does not move. Returns what is left."""
    chance, left, in_vain = np.random.default_rng(seed), witnesses.narrow(targets), 0
    for turn in range(MOST_PUSHES):
        if not left or in_vain == MOST_IN_VAIN:
            break
        signs = chance.choice((-1.0, 1.0), len(left)) if turn > 1 else np.full(len(left), (1.0, -1.0)[turn])
        witnesses.add([attacker.push([attacker.system.cells[n] for n in left], signs)])
        before, left = left, witnesses.narrow(left)
        in_vain = 0 if len(left) < len(before) else in_vain + 1
    return left


def areas_of(system: System) -> list[list[int]]:
    """The cells of each of the smallest areas, those of a region one after the other. What says something of another
    figure of the smallest areas is in one area with it."""
    small = [number for number, cell in enumerate(system.cells) if cell.kind in BASES]
    parts = [[system.cells[n].inner] for n in small]
    linked = [list(pair) for pair in (*system.equal, *system.at_most)]
    found = ([small[place] for place in block if place < len(small)] for block in blocks(system, parts + linked))
    region = np.full(len(system.truth), -1, dtype=np.int64)
    for number, cell in enumerate(system.cells):
        if cell.kind is AreaKind.REGION:
            region[cell.inner] = np.where(region[cell.inner] < 0, number, region[cell.inner])
    return sorted(
        (cells for cells in found if cells), key=lambda cells: int(region[system.cells[cells[0]].inner].max(initial=-1))
    )


def each_area(system: System, shown: Sequence[Shown | None]) -> Iterable[tuple[list[int], Attacker]]:
    """The cells of each of the smallest areas, with an attacker that knows the figures of that area and no other."""
    moves = np.zeros(len(system.truth), dtype=bool)
    moves[movable(system, shown)] = True
    for cells in areas_of(system):
        inner = np.concatenate([system.cells[n].inner for n in cells])
        yield cells, Attacker(system, shown, free=np.unique(inner[moves[inner]]), of=cells)
