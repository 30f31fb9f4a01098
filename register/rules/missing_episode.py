"""Which missing episodes can be, and what can follow."""

from collections.abc import Mapping
from datetime import UTC, date, datetime, time
from itertools import pairwise
from zoneinfo import ZoneInfo

from register.rules.child import age_on
from register.rules.dates import instant_has_zone, instant_not_in_the_future, instants_ordered
from register.rules.problem import Problem, first_of
from register.vocabulary import EpisodeStatus, MissingKind, MissingSetting, RiskLevel, RiskScheme

LONDON = ZoneInfo("Europe/London")
ADULT = 18
OPEN = frozenset({EpisodeStatus.REPORTED, EpisodeStatus.INVESTIGATING})
LEVELS: Mapping[RiskScheme, frozenset[RiskLevel]] = {
    RiskScheme.APP_2017: frozenset(RiskLevel) - {RiskLevel.VERY_LOW},
    RiskScheme.APP_CURRENT: frozenset(RiskLevel) - {RiskLevel.NO_APPARENT_RISK},
}


def day_of(instant: datetime) -> date:
    """The day in England on which an instant lies."""
    return instant.astimezone(LONDON).date()


def first_instant_of(day: date) -> datetime:
    """The instant at which a day begins in England."""
    return datetime.combine(day, time(), LONDON).astimezone(UTC)


def instant_has_been(value: datetime | None, now: datetime, field: str) -> Problem | None:
    """A recorded instant is one point in time, and not in the future. Source: data dictionary 1."""
    zone = instant_has_zone(value, field)
    return zone if zone is not None else instant_not_in_the_future(value, now, field)


def instants_in_sequence(instants: Mapping[str, datetime | None]) -> Problem | None:
    """Instants that follow each other are in order; one that is not known is ignored. Source: data dictionary 2.7.

    instants: by field, the first first.
    """
    known = [(field, at) for field, at in instants.items() if at is not None and at.utcoffset() is not None]
    return first_of(
        *(instants_ordered(earlier, later, field, after=after) for (after, earlier), (field, later) in pairwise(known))
    )


def child_was_under_18(born: date | None, started_at: datetime, field: str = "startedAt") -> Problem | None:
    """An episode of a child begins before the 18th birthday. Source: data dictionary 2.5; SSDA903 rule 102."""
    if born is not None and started_at.utcoffset() is not None and age_on(born, day_of(started_at)) >= ADULT:
        return Problem("RULE_AGE", "The person was 18 or over then.", field)
    return None


def care_means_a_placement(setting: MissingSetting, placed: object, field: str = "setting") -> Problem | None:
    """Who goes missing from care is placed. Source: data dictionary 2.7. placed: the open placement, if any."""
    if setting is MissingSetting.CARE and not placed:
        return Problem("RULE_NOT_PLACED", "The child has no open placement that you may see.", field)
    return None


def is_open(status: EpisodeStatus, field: str = "episode") -> Problem | None:
    """What has ended is not found and not assessed again. Source: data dictionary 2.7, status."""
    if status not in OPEN:
        return Problem("RULE_EPISODE_ENDED", "The episode has ended.", field)
    return None


def is_not_closed(status: EpisodeStatus, field: str = "episode") -> Problem | None:
    """An episode is closed, or recorded as an error, once. Source: data dictionary 2.7, status."""
    if status in (EpisodeStatus.CLOSED, EpisodeStatus.CANCELLED):
        return Problem("RULE_EPISODE_ENDED", "The episode is closed, or was recorded in error.", field)
    return None


def level_is_of_scheme(scheme: RiskScheme, level: RiskLevel, field: str = "level") -> Problem | None:
    """Each version of the scale has its own lowest level. Source: data dictionary 2.7, risk."""
    if level not in LEVELS[scheme]:
        return Problem("RULE_RISK_LEVEL", "The scheme does not have this level.", field)
    return None


def does_not_overlap(overlaps: bool, field: str = "startedAt") -> Problem | None:
    """A child has one episode of a kind at a time. Source: data dictionary 2.7; SSDA903 rule 574."""
    if overlaps:
        return Problem("CONFLICT_DUPLICATE", "The child was reported missing at that time already.", field)
    return None


def is_owner(force: str | None, owner: str, field: str = "episode") -> Problem | None:
    """An episode has one owning force at a time, until another accepts. Source: data dictionary 2.7, owning_force."""
    return Problem("RULE_NOT_OWNER", "Your force does not own the episode.", field) if force != owner else None


def is_another_force(force: str, owner: str, field: str = "force") -> Problem | None:
    """An episode is handed to another force. Source: data dictionary 2.7, owning_force."""
    return Problem("RULE_SAME_FORCE", "The force owns the episode already.", field) if force == owner else None


def is_offered_to(force: str | None, offered: str | None, field: str = "episode") -> Problem | None:
    """A force takes over what it is asked to take over. Source: data dictionary 2.7, owning_force."""
    if offered is None or force != offered:
        return Problem("RULE_TAKEN_OVER", "Your force is not asked to take the episode over.", field)
    return None


def is_missing(kind: MissingKind, field: str = "episode") -> Problem | None:
    """An episode of kind missing becomes one of kind away. Source: data dictionary 2.7, dfe_type."""
    return None if kind is MissingKind.MISSING else Problem("RULE_AWAY", "The episode is of kind away already.", field)


def are_of_two_children(one: object, other: object, field: str = "otherEpisode") -> Problem | None:
    """Two children are missing together. Source: data dictionary 2.7, with_others."""
    return Problem("RULE_NOT_TOGETHER", "Both episodes are of one child.", field) if one == other else None


def are_at_one_time(
    one: tuple[datetime, datetime | None], other: tuple[datetime, datetime | None], field: str = "otherEpisode"
) -> Problem | None:
    """Who is missing together is missing at one time. one, other: when each began and, if it has, ended.

    Source: data dictionary 2.7, with_others.
    """
    overlap = all(begun[1] is None or begun[1] >= later[0] for begun, later in ((one, other), (other, one)))
    return None if overlap else Problem("RULE_NOT_TOGETHER", "The episodes are not of one time.", field)


def are_linked_once(known: bool, field: str = "otherEpisode") -> Problem | None:
    """What is known of two episodes is recorded once. Source: data dictionary 2.7, with_others."""
    return Problem("CONFLICT_DUPLICATE", "That is recorded already.", field) if known else None
