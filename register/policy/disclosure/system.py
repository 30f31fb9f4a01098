"""What is published together, as equations: unknown counts, and figures that are sums of some of them."""

from collections.abc import Hashable, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from register.policy.disclosure.profiles import Profile
from register.vocabulary import AreaKind

Numbers = NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class Shown:
    """How a figure was published: a number, or suppressed if it is None."""

    value: int | None

    @property
    def is_suppressed(self) -> bool:
        """True if no number is shown."""
        return self.value is None


SUPPRESSED = Shown(None)


@dataclass(frozen=True, slots=True)
class Cell:
    """A figure: the sum of the unknown counts of these numbers.

    kind: of its area, and profile: both say how it is rounded. is_published: false of what must not be worked out
    although no answer shows it, as the difference of two figures. shown: how an earlier version published it.
    """

    key: Hashable
    inner: Numbers
    kind: AreaKind
    profile: Profile
    is_published: bool = True
    shown: Shown | None = None


@dataclass(frozen=True, slots=True)
class System:
    """Everything that one attacker can put together.

    truth: the unknown counts, by number. equal: pairs of sums that everybody knows to be the same. at_most: pairs of
    which the first is never more than the second.
    """

    truth: Numbers
    cells: Sequence[Cell]
    equal: Sequence[tuple[Numbers, Numbers]] = ()
    at_most: Sequence[tuple[Numbers, Numbers]] = ()

    def is_small(self, cell: Cell) -> bool:
        """True if the true figure has to be suppressed for its own sake."""
        return cell.profile.is_small(self.value(cell))

    def value(self, cell: Cell) -> int:
        """The true figure."""
        return int(self.truth[cell.inner].sum())


def blocks(system: System, parts: Sequence[Sequence[Numbers]]) -> list[list[int]]:
    """The parts that share unknown counts, directly or through others, together. parts: each a few sums."""
    named = [np.concatenate([_NONE, *sums]) for sums in parts]
    of = np.repeat(np.arange(len(parts)), [len(each) for each in named])
    leader = _leaders(np.concatenate([_NONE, *named]), of, width=len(system.truth), parts=len(parts))
    together: dict[int, list[int]] = {}
    for place, each in enumerate(named):
        if len(each):
            together.setdefault(int(leader[each[0]]), []).append(place)
    return list(together.values())


_NONE: Numbers = np.zeros(0, dtype=np.int64)


def _leaders(unknowns: Numbers, of: Numbers, *, width: int, parts: int) -> Numbers:
    """The least of the unknowns that each unknown is together with. unknowns: those of each part, one after the other;
    of: the part of each."""
    leader = np.arange(width)
    while True:
        least = np.full(parts, width)
        np.minimum.at(least, of, leader[unknowns])
        nearer = leader.copy()
        np.minimum.at(nearer, leader[unknowns], least[of])
        np.minimum.at(nearer, unknowns, least[of])
        nearer = nearer[nearer]
        if np.array_equal(nearer, leader):
            return leader
        leader = nearer
