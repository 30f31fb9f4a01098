"""What one caller may do at all: the grants in force for its agency on the days that a request speaks of."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from functools import lru_cache

from register.policy.grants import TIME_BOXED, Grant, grants_of
from register.vocabulary import Agency, Group, Scope, Use, WithheldReason


@dataclass(frozen=True, slots=True)
class Live:
    """The time-boxed scopes that are live for a caller now, and those that ended recently."""

    scopes: frozenset[Scope] = frozenset()
    ended: frozenset[Scope] = frozenset()


NOTHING_LIVE = Live()


@dataclass(frozen=True, slots=True)
class Reach:
    """How far a use of a group goes: everywhere, on the rows of some scopes, or nowhere and why.

    known: where it goes as far as other groups may be read, those groups and how far each may.
    """

    scopes: frozenset[Scope]
    reason: WithheldReason
    known: tuple[tuple[Group, "Reach"], ...] = ()

    @property
    def everywhere(self) -> bool:
        """True if it reaches every row."""
        return Scope.NATIONAL in self.scopes

    @property
    def nowhere(self) -> bool:
        """True if it reaches no row."""
        return not self.scopes

    def within(self, other: "Reach") -> "Reach":
        """As far as both reach."""
        if self.everywhere or other.everywhere:
            return other if self.everywhere else self
        return Reach(self.scopes & other.scopes, self.reason if self.nowhere else other.reason, self.known)

    @property
    def row_by_row(self) -> bool:
        """True if it is decided for each row by itself, whatever is beside that row."""
        return bool(self.known)


@dataclass(frozen=True, slots=True)
class Authority:
    """The grants of one agency that are in force, and what they come to.

    not_yet: those whose law has not begun; expired: those that relied on live access which has ended.
    """

    agency: Agency
    in_force: tuple[Grant, ...]
    not_yet: tuple[Grant, ...]
    expired: tuple[Grant, ...] = ()

    def __hash__(self) -> int:
        """Of few numbers, as plans are looked up by it at each request: hashing hundreds of grants costs more."""
        return hash((self.agency, len(self.in_force), len(self.not_yet), len(self.expired)))

    def reach(self, group: Group, use: Use) -> Reach:
        """How far a use of a group goes for this agency."""
        scopes = frozenset(g.scope for g in self.in_force if g.group is group and use in g.uses)
        if scopes:
            known = self._known() if Scope.KNOWN in scopes else ()
            return Reach(scopes, WithheldReason.OUTSIDE_SCOPE, known)
        return Reach(scopes, self._why_not(group, use))

    def _known(self) -> tuple[tuple[Group, Reach], ...]:
        others = (group for group in Group if group is not Group.CHANGES)
        reaches = ((group, self.reach(group, Use.READ)) for group in others)
        return tuple((group, reach) for group, reach in reaches if not reach.nowhere)

    def in_force_from(self, group: Group, use: Use) -> date | None:
        """The day from which a law that is not yet in force would allow this use of a group; None without one."""
        laws = (g.basis.in_force_from for g in self.not_yet if g.group is group and use in g.uses)
        return min(laws, default=None)

    def rests_on(self, groups: Iterable[Group]) -> frozenset[Scope]:
        """The time-boxed scopes by which any of these groups is read."""
        touched = set(groups)
        if any(g.scope is Scope.KNOWN and g.group in touched for g in self.in_force):
            touched |= {g.group for g in self.in_force}
        return frozenset(g.scope for g in self.in_force if g.group in touched and g.scope in TIME_BOXED)

    def _why_not(self, group: Group, use: Use) -> WithheldReason:
        for grants, reason in (
            (self.not_yet, WithheldReason.NOT_YET_IN_FORCE),
            (self.expired, WithheldReason.GRANT_EXPIRED),
        ):
            if any(g.group is group and use in g.uses for g in grants):
                return reason
        return WithheldReason.NO_GRANT


def authority_of(agency: Agency, days: Iterable[date], live: Live = NOTHING_LIVE) -> Authority:
    """The authority of an agency for a request that speaks of these days: a grant must be in force on each.

    live: the caller's live access; without it a time-boxed grant does not count.
    """
    return _authority_on(agency, min(days), live)


@lru_cache(maxsize=4_096)
def _authority_on(agency: Agency, day: date, live: Live) -> Authority:
    grants = [g for g in grants_of(agency) if g.scope not in TIME_BOXED or g.scope in live.scopes]
    return _shared(
        agency,
        tuple(g for g in grants if g.basis.in_force_from <= day),
        tuple(g for g in grants if g.basis.in_force_from > day),
        expired=tuple(g for g in grants_of(agency) if g.scope in live.ended - live.scopes),
    )


@lru_cache(maxsize=1_024)
def _shared(
    agency: Agency, in_force: tuple[Grant, ...], not_yet: tuple[Grant, ...], *, expired: tuple[Grant, ...]
) -> Authority:
    # One object for one set of grants, so that plans are kept by what is granted and not by the day.
    return Authority(agency, in_force, not_yet, expired)
