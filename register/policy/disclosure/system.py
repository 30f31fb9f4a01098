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
    leader = np.arange(len(system.truth))

    def find(number: int) -> int:
        while leader[number] != number:
            leader[number] = leader[leader[number]]
            number = int(leader[number])
        return number

    firsts = []
    for sums in parts:
        named = [int(number) for each in sums for number in each]
        for other in named[1:]:
            leader[find(other)] = find(named[0])
        firsts.append(named[0] if named else None)
    together: dict[int, list[int]] = {}
    for place, first in enumerate(firsts):
        if first is not None:
            together.setdefault(find(first), []).append(place)
    return list(together.values())
