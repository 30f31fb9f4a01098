"""Rules for joint inspections of areas: who joins, the order of its days, and how long its access may last."""

from collections.abc import Mapping, Sequence
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from register.rules.dates import days_in_sequence
from register.rules.problem import Meaning, Problem, first_of
from register.tables.access_grants import LONGEST_AREA_INSPECTION
from register.tables.area_inspections import MOST_PLAN_DAYS
from register.vocabulary import BODIES, FIRST_JOINT_INSPECTION, LEAD, Agency

LONDON = ZoneInfo("Europe/London")


def access_ends(letter_due_on: date, plan_days: int) -> datetime:
    """The instant at which access for an inspection ends: England's midnight after the last day of the action plan."""
    last = letter_due_on + timedelta(days=plan_days)
    return datetime.combine(last + timedelta(days=1), datetime.min.time(), LONDON)


def inspectorates_join(agencies: Sequence[Agency], field: str = "inspectors") -> Problem | None:
    """Inspectorates inspect, each named once, and Ofsted leads. Source: Children Act 2004 s.20."""
    if any(not BODIES[agency].inspects for agency in agencies):
        return Problem("RULE_NOT_AN_INSPECTORATE", "Only an inspectorate can have access for an inspection.", field)
    if len(set(agencies)) < len(agencies):
        return Problem("RULE_INSPECTORATE_TWICE", "Name each inspectorate once.", field)
    if LEAD not in agencies:
        return Problem("RULE_LEAD_MISSING", "Ofsted leads a joint inspection: name its inspectors.", field)
    return None


def days_follow(
    notified_at: datetime, fieldwork_from: date, fieldwork_to: date, *, letter_due_on: date
) -> Problem | None:
    """Notice, fieldwork and letter follow each other. Source: joint inspections, guidance of 2016."""
    return days_in_sequence(
        {
            "notifiedAt": notified_at.astimezone(LONDON).date(),
            "fieldworkFrom": fieldwork_from,
            "fieldworkTo": fieldwork_to,
            "letterDueOn": letter_due_on,
        }
    )


def plan_is_short(plan_days: int, field: str = "planDays") -> Problem | None:
    """An action plan is looked at for a bounded time."""
    if 0 <= plan_days <= MOST_PLAN_DAYS:
        return None
    return Problem("RULE_PLAN_DAYS", f"The action plan is looked at for 0 to {MOST_PLAN_DAYS} days.", field)


def access_is_bounded(notified_at: datetime, ends_at: datetime, now: datetime) -> Problem | None:
    """Access for an inspection ends in the future, and some months after its notice at most."""
    return first_of(
        Problem("RULE_IN_THE_PAST", "The access would have ended already.", "letterDueOn") if ends_at <= now else None,
        Problem(
            "RULE_TOO_LONG_OPEN",
            f"The access can last at most {LONGEST_AREA_INSPECTION.days} days from the notice.",
            "letterDueOn",
        )
        if ends_at - notified_at > LONGEST_AREA_INSPECTION
        else None,
    )


def round_runs(starts_on: date, ends_on: date | None, day: date) -> Problem | None:
    """An inspection looks at the theme of a round that runs when its fieldwork begins. day: on which it does."""
    if starts_on <= day and (ends_on is None or day < ends_on):
        return None
    return Problem("RULE_ROUND_NOT_RUNNING", "The round does not run when the fieldwork begins.", "round")


def round_has_days(starts_on: date, ends_on: date | None) -> Problem | None:
    """A round begins with the first joint inspections or later, and ends after it began."""
    if starts_on < FIRST_JOINT_INSPECTION:
        return Problem("RULE_ROUND_TOO_EARLY", "The first joint inspections began in February 2016.", "startsOn")
    if ends_on is not None and ends_on <= starts_on:
        return Problem("RULE_DATES_ORDER", "The date must be after startsOn.", "endsOn")
    return None


def theme_has_form(theme: str, field: str = "theme") -> Problem | None:
    """A theme is a code: small letters, with underscores between its words."""
    if theme.isascii() and theme.replace("_", "").isalpha() and theme.islower() and theme[0] != "_":
        return None
    return Problem("RULE_THEME_FORM", "Write the theme in small letters with underscores.", field)


# In the order of the codes.
AREA_PROBLEMS: Mapping[str, Meaning] = {
    "RULE_INSPECTORATE_TWICE": Meaning("An inspection names an inspectorate twice.", "Put its people into one list."),
    "RULE_LEAD_MISSING": Meaning(
        "An inspection does not name Ofsted's inspectors, who lead it.", "Add OFSTED_INSPECTOR with its people."
    ),
    "RULE_PLAN_DAYS": Meaning(
        "The action plan would be looked at for too long.", "Send a number of days that the message allows."
    ),
    "RULE_ROUND_NOT_RUNNING": Meaning(
        "The fieldwork begins before or after the round of the programme.",
        "Name a round that runs then, or add one with addInspectionRound.",
    ),
    "RULE_ROUND_TOO_EARLY": Meaning("A round would begin before there were joint inspections.", "Check the day."),
    "RULE_THEME_FORM": Meaning(
        "A theme's code is not in small letters and underscores.", "Write it like criminal_exploitation."
    ),
}
