"""When access may be given beyond the matrix: a reason that says something, an incident, and an end that is near."""

from datetime import datetime, timedelta

from register.rules.problem import Problem, first_of
from register.rules.text import text_is_plain

SHORTEST_REASON = 10
LONGEST_REASON = 1_000
LONGEST_INCIDENT = 60
LONGEST_BREAK_GLASS_MINUTES = 60
LONGEST_ADMINISTRATION_MINUTES = 480
LONGEST_INSPECTION = timedelta(days=200)
MOST_OPENED_A_DAY = 20


def reason_says_something(reason: str) -> Problem | None:
    """A reason is written for whoever looks at it afterwards. Source: joint protocol of April 2013, use and storage."""
    if len(reason) < SHORTEST_REASON:
        return Problem("RULE_REASON_TOO_SHORT", f"Say in {SHORTEST_REASON} characters or more why.", "reason")
    return text_is_plain(reason, "reason", LONGEST_REASON)


def incident_is_named(incident: str) -> Problem | None:
    """Another force's home is opened for one incident, which can be looked up."""
    return text_is_plain(incident, "incident", LONGEST_INCIDENT)


def minutes_are_few(minutes: int, longest: int) -> Problem | None:
    """Access to one home ends by itself, and soon."""
    if not 1 <= minutes <= longest:
        return Problem("RULE_TOO_LONG_OPEN", f"A home is opened for 1 to {longest} minutes.", "minutes")
    return None


def inspection_ends(starts_at: datetime, ends_at: datetime, now: datetime) -> Problem | None:
    """Access under an inspection ends: after it began, not in the past, and with its action plan."""
    return first_of(
        Problem("RULE_DATES_ORDER", "It ends before it begins.", "endsAt") if ends_at <= starts_at else None,
        Problem("RULE_IN_THE_PAST", "It has ended already.", "endsAt") if ends_at <= now else None,
        Problem("RULE_TOO_LONG_OPEN", f"It lasts {LONGEST_INSPECTION.days} days at most.", "endsAt")
        if ends_at - starts_at > LONGEST_INSPECTION
        else None,
    )
