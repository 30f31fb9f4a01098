"""Which sightings of a missing child can be."""

from datetime import datetime

from register.rules.problem import Problem
from register.vocabulary import SightingKind


def is_while_missing(kind: SightingKind, field: str = "kind") -> Problem | None:
    """Where a child was last seen before is recorded once. Source: data dictionary 2.7, last_seen_place."""
    if kind is SightingKind.LAST_SEEN:
        return Problem("RULE_LAST_SEEN", "Where the child was last seen is recorded with updateLastSeen.", field)
    return None


def is_seen_before_the_report(
    seen_at: datetime, reported_at: datetime | None, field: str = "lastSeenAt"
) -> Problem | None:
    """A child is last seen before it is reported missing. Source: data dictionary 2.7, last_seen_at.

    seen_at, reported_at: with their zones.
    """
    if reported_at is not None and seen_at.utcoffset() is not None and seen_at > reported_at:
        return Problem("RULE_INSTANTS_ORDER", "The time must not be after reportedAt.", field)
    return None
