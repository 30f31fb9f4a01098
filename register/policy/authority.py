"""What one caller may do at all: the grants in force for its agency on the days that a request speaks of."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from functools import lru_cache

from register.policy.grants import Grant, grants_of
from register.vocabulary import Agency, Group, Scope, Use, WithheldReason


@dataclass(frozen=True, slots=True)
class Reach:
    """How far a use of a group goes: everywhere, on the rows of some scopes, or nowhere and why."""

    scopes: frozenset[Scope]
    reason: WithheldReason

    @property
    def everywhere(self) -> bool:
        """Whether it reaches every row."""
        return Scope.NATIONAL in self.scopes

    @property
    def nowhere(self) -> bool:
        """Whether it reaches no row."""
        return not self.scopes


@dataclass(frozen=True, slots=True)
class Authority:
    """The grants of one agency that are in force, and what they come to."""

    agency: Agency
    in_force: tuple[Grant, ...]
    not_yet: tuple[Grant, ...]

    def reach(self, group: Group, use: Use) -> Reach:
        """How far a use of a group goes for this agency."""
        scopes = frozenset(g.scope for g in self.in_force if g.group is group and use in g.uses)
        if scopes:
            return Reach(scopes, WithheldReason.OUTSIDE_SCOPE)
        waiting = any(g.group is group and use in g.uses for g in self.not_yet)
        return Reach(scopes, WithheldReason.NOT_YET_IN_FORCE if waiting else WithheldReason.NO_GRANT)


def authority_of(agency: Agency, days: Iterable[date]) -> Authority:
    """The authority of an agency for a request that speaks of these days: a grant must be in force on each."""
    return _authority_on(agency, min(days))


@lru_cache(maxsize=4_096)
def _authority_on(agency: Agency, day: date) -> Authority:
    grants = grants_of(agency)
    return _shared(
        agency,
        tuple(g for g in grants if g.basis.in_force_from <= day),
        tuple(g for g in grants if g.basis.in_force_from > day),
    )


@lru_cache(maxsize=1_024)
def _shared(agency: Agency, in_force: tuple[Grant, ...], not_yet: tuple[Grant, ...]) -> Authority:
    # One object for one set of grants, so that plans are kept by what is granted and not by the day.
    return Authority(agency, in_force, not_yet)
