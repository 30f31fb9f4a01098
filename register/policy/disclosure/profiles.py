"""Profiles of disclosure control, as data: what is small, to what figures are rounded, and how wide an attack stays."""

from collections.abc import Mapping
from dataclasses import dataclass

from register.vocabulary import AreaKind, StatisticsProfile


@dataclass(frozen=True, slots=True)
class Profile:
    """How counts become safe.

    largest: counts from 1 to this are suppressed. bases: to what the counts of each kind of area are rounded; 1 leaves
    them as they are. least_denominator: a rate of fewer is suppressed. decimals: of rates. least_width: how many whole
    numbers at least an attacker must be left between the least and the greatest value of a suppressed count.
    """

    code: StatisticsProfile
    largest: int
    bases: Mapping[AreaKind, int]
    least_denominator: int = 10
    decimals: int = 1
    least_width: int = 4

    def is_small(self, count: int) -> bool:
        """True if a count has to be suppressed for its own sake."""
        return 1 <= count <= self.largest

    def rounded(self, count: int, kind: AreaKind) -> int:
        """A count as it is published for this kind of area; halves go up."""
        base = self.bases[kind]
        return (count + base // 2) // base * base

    def possible(self, shown: int, kind: AreaKind) -> tuple[int, int]:
        """The least and the greatest count that is published as this figure. Only no count at all is shown as 0."""
        base = self.bases[kind]
        least = shown - base // 2
        return (0, 0) if shown == 0 else (max(least, self.largest + 1), least + base - 1)


# Source: what DfE publishes of children looked after, and NHS England of hospital episodes.
PROFILES: Mapping[StatisticsProfile, Profile] = {
    StatisticsProfile.DFE: Profile(
        StatisticsProfile.DFE,
        largest=5,
        bases={AreaKind.AUTHORITY: 1, AreaKind.FORCE: 1, AreaKind.REGION: 10, AreaKind.COUNTRY: 10},
    ),
    StatisticsProfile.PUBLIC: Profile(
        StatisticsProfile.PUBLIC, largest=0, bases=dict.fromkeys(AreaKind, 1), least_denominator=1
    ),
    StatisticsProfile.HES: Profile(
        StatisticsProfile.HES,
        largest=7,
        bases={AreaKind.AUTHORITY: 5, AreaKind.FORCE: 5, AreaKind.REGION: 5, AreaKind.COUNTRY: 5},
    ),
}
