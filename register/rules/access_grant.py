"""When access beyond the matrix may be granted: with a reason, for an incident, and with an end soon after."""

import re
from collections.abc import Collection
from datetime import datetime, timedelta

from register.rules.problem import Problem, first_of
from register.rules.text import text_is_plain
from register.tables.access_grants import (
    FEWEST_WORDS,
    LONGEST_INSPECTION,
    LONGEST_SUBJECT,
    MOST_AREAS,
    MOST_PEOPLE,
    SHORTEST_REASON,
)
from register.vocabulary import BODIES, PURPOSES_OF, Agency, AppointedRole, LiveGrantKind, Purpose

WORD = re.compile(r"[^\W\d_]+")
ONE_LETTER = re.compile(r"(.)\1+")


def reason_says_something(reason: str) -> Problem | None:
    """A reason must mean something to a later reader. Source: joint protocol of April 2013, use and storage."""
    if len(reason) < SHORTEST_REASON:
        return Problem("RULE_REASON_TOO_SHORT", f"The reason must be at least {SHORTEST_REASON} characters.", "reason")
    words = {word.casefold() for word in WORD.findall(reason)}
    if len([word for word in words if not ONE_LETTER.fullmatch(word)]) < FEWEST_WORDS:
        return Problem("RULE_REASON_UNCLEAR", f"The reason must be at least {FEWEST_WORDS} different words.", "reason")
    return None


def purpose_fits(kind: LiveGrantKind, purpose: Purpose | None) -> Problem | None:
    """Access of each kind is given for its own purposes. Source: docs/explanation/two-walls.md."""
    if purpose in PURPOSES_OF[kind]:
        return None
    fitting = " or ".join(each.value for each in PURPOSES_OF[kind])
    return Problem("RULE_PURPOSE_UNFIT", f"Access of this kind is given for {fitting}.")


def minutes_are_few(minutes: int, longest: timedelta) -> Problem | None:
    """Access to one home ends by itself soon after it begins."""
    if not 1 <= minutes <= minutes_of(longest):
        return Problem("RULE_TOO_LONG_OPEN", f"A home can be opened for 1 to {minutes_of(longest)} minutes.", "minutes")
    return None


def inspection_ends(starts_at: datetime, ends_at: datetime, now: datetime) -> Problem | None:
    """Access under an inspection ends: after it began, not in the past, and with its action plan."""
    return first_of(
        Problem("RULE_DATES_ORDER", "The end must be after the start.", "endsAt") if ends_at <= starts_at else None,
        Problem("RULE_IN_THE_PAST", "The end must be in the future.", "endsAt") if ends_at <= now else None,
        Problem("RULE_TOO_LONG_OPEN", f"The access can last at most {LONGEST_INSPECTION.days} days.", "endsAt")
        if ends_at - starts_at > LONGEST_INSPECTION
        else None,
    )


def officer_is_of_a_force(force: str | None) -> Problem | None:
    """Another force's home is opened to an officer of a force. Source: joint protocol of April 2013."""
    return Problem("RULE_NO_FORCE", "Only an officer of a police force can open a home.") if force is None else None


def sender_is_appointed(role: AppointedRole, appointed_to: Collection[AppointedRole]) -> Problem | None:
    """Access is approved and given by those whom their body appointed to it. Source: docs/explanation/two-walls.md."""
    if role not in appointed_to:
        return Problem("RULE_NOT_APPOINTED", f"Your organisation has not appointed you as {role.value}.")
    return None


def approver_is_another(approver: str, asked_by: Collection[str], field: str = "id") -> Problem | None:
    """Nobody opens a home to themselves: two people agree. Source: UK GDPR Art 28(3)(a); docs/explanation/two-walls.md.

    asked_by: who asked, and for whom.
    """
    if approver in asked_by:
        return Problem("RULE_SECOND_PERSON", "You cannot approve access that you asked for.", field)
    return None


def approved_once(approved_at: datetime | None, field: str = "id") -> Problem | None:
    """What was approved is open already. Source: docs/explanation/two-walls.md."""
    return Problem("RULE_ALREADY_APPROVED", "This access has already been approved.", field) if approved_at else None


def access_has_not_ended(
    ends_at: datetime, ended_at: datetime | None, now: datetime, *, field: str = "id"
) -> Problem | None:
    """Access that is over is neither approved nor ended. Source: docs/explanation/two-walls.md.

    ends_at: when it ends by itself; ended_at: when somebody ended it.
    """
    return Problem("RULE_ENDED", "This access has ended.", field) if ended_at is not None or ends_at <= now else None


def agency_inspects(agency: Agency, field: str = "agency") -> Problem | None:
    """A joint inspection is made by inspectorates. Source: Children Act 2004 s.20."""
    if not BODIES[agency].inspects:
        return Problem("RULE_NOT_AN_INSPECTORATE", "Only an inspectorate can have access for an inspection.", field)
    return None


def areas_are_few(areas: Collection[str]) -> Problem | None:
    """A joint inspection is of some areas, never of the country. Source: docs/explanation/two-walls.md."""
    if not areas:
        return Problem("RULE_REQUIRED", "Name the areas.", "areas")
    if len(areas) > MOST_AREAS:
        return Problem("RULE_TOO_MANY_AREAS", f"Name at most {MOST_AREAS} areas.", "areas")
    return None


def people_are_named(people: Collection[str]) -> Problem | None:
    """Inspectors have access by name. Source: docs/explanation/two-walls.md."""
    if not people:
        return Problem("RULE_REQUIRED", "Name the people who are to have access.", "subjects")
    if len(people) > MOST_PEOPLE:
        return Problem("RULE_TOO_MANY_PEOPLE", f"Name at most {MOST_PEOPLE} people.", "subjects")
    plain = (text_is_plain(person, "subjects", LONGEST_SUBJECT) for person in people)
    return first_of(*plain)


def minutes_of(lasting: timedelta) -> int:
    """How many minutes a time lasts."""
    return lasting // timedelta(minutes=1)
