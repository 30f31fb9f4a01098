"""The words of the pages: codes as people say them, reasons, and how long something has lasted."""

import re
from collections.abc import Mapping
from datetime import UTC, date, datetime
from typing import Final

from register.vocabulary import BODIES, Agency, Ethnicity, Purpose

# Bodies whose code does not become their name by itself.
NAMED: Final = (Agency.UKMPU, Agency.DFE, Agency.DFE_STATISTICS, Agency.CQC, Agency.HMI_PROBATION)
# Codes that do not become words by themselves.
SAID: Final[Mapping[str, str]] = {
    **{agency.name: BODIES[agency].name for agency in NAMED},
    "CHILDRENS_HOME": "Children's home",
    "SECURE_CHILDRENS_HOME": "Secure children's home",
    "RETURNED_SELF": "Came back without help",
    "HMICFRS": "HMICFRS",
    "APP_CURRENT": "Current scheme",
    "APP_2017": "Scheme of 2017",
    "CANCELLED_OFSTED": "Cancelled by Ofsted",
    "CANCELLED_COURT": "Cancelled by a court",
    "CANCELLED_VOLUNTARY": "Cancelled at the provider's request",
    "INSERT": "Added",
    "UPDATE": "Changed",
    "DELETE": "Removed",
}
WITHHELD: Final[Mapping[str, str]] = {
    "NO_GRANT": "your kind of body may not see this",
    "OUTSIDE_SCOPE": "outside your body's area or cases",
    "NOT_YET_IN_FORCE": "the law that allows it was not yet in force",
    "GRANT_EXPIRED": "your access has ended",
}
WHOM_TO_ASK: Final[Mapping[str, str]] = {
    "NO_GRANT": "Ask the body that keeps it ({keeper}) if you need it for a case: no setting of yours changes it.",
    "OUTSIDE_SCOPE": "Ask the body that keeps it ({keeper}): the one whose area or case it is.",
    "NOT_YET_IN_FORCE": "Ask the body that keeps it ({keeper}) which law allows it, and from when.",
    "GRANT_EXPIRED": "Ask the person who gave you the access to give it again.",
}
# Texts that hold the codes of a list of somebody else's, in words, by the field.
CODED_TEXTS: Final[Mapping[str, Mapping[str, str]]] = {
    "ethnicity": {each.value: each.description.removesuffix(".") for each in Ethnicity},
}
PURPOSES: Final[Mapping[str, str]] = {purpose.value: purpose.description.removesuffix(".") for purpose in Purpose}
# The end of a sentence, and a name of the schema.
SENTENCE: Final = re.compile(r"(?<=[.]) ")
NAME: Final = re.compile(r"\b[a-z]+(?:[A-Z][a-z]+)+\b")
HOUR_S: Final = 3_600
DAY_H: Final = 48


def period(first_day: str, name: str) -> str:
    """A calendar period as people say it. name: of the field that holds its first day, which says how long it is."""
    first = date.fromisoformat(first_day)
    if name.endswith("FinancialYear"):
        return f"{first.year}-{(first.year + 1) % 100:02}"
    if name.endswith("Year"):
        return f"{first.year}"
    if name.endswith("Quarter"):
        return f"{first:%B} to {first.replace(month=first.month + 2):%B %Y}"
    return f"{first:%B %Y}"


def label(code: str | None) -> str:
    """A code as people say it: Requires improvement."""
    if code is None:
        return "Not recorded"
    return SAID.get(code.upper()) or code.replace("_", " ").capitalize()


def heading(name: str) -> str:
    """The name of a field as a form shows it: registeredOn becomes Registered on."""
    words = "".join(f" {letter.lower()}" if letter.isupper() else letter for letter in name)
    return words.strip().capitalize()


def for_people(text: str) -> str:
    """A description without what only programs need: sentences about a trial, and names of the schema as such."""
    said = (each for each in SENTENCE.split(text) if "dryRun" not in each)
    return NAME.sub(lambda found: f"“{heading(found[0])}”", " ".join(said))


def why_withheld(reason: str) -> str:
    """Why a value is not shown."""
    return WITHHELD[reason]


def whom_to_ask(reason: str, keeper: Agency) -> str:
    """Whom to ask for what is not shown. keeper: the kind of body that keeps it."""
    return WHOM_TO_ASK[reason].format(keeper=body_name(keeper))


def body_name(agency: Agency) -> str:
    """What a kind of body is called."""
    return BODIES[agency].name


def purpose_name(purpose: Purpose) -> str:
    """What a purpose is called."""
    return PURPOSES[purpose.value]


def clock(since: str | None, now: datetime | None = None) -> str:
    """How long ago an instant was, in hours or days."""
    if since is None:
        return "Not recorded"
    seconds = ((now or datetime.now(UTC)) - datetime.fromisoformat(since)).total_seconds()
    hours = int(abs(seconds) // HOUR_S)
    if hours < 1:
        return f"{int(abs(seconds) // 60)} minutes"
    if hours == 1:
        return "1 hour"
    return f"{hours} hours" if hours < DAY_H else f"{hours // 24} days"


def due(at: str, now: datetime | None = None) -> str:
    """How much time is left until an instant, or how long it has been overdue."""
    now = now or datetime.now(UTC)
    return f"Overdue by {clock(at, now)}" if datetime.fromisoformat(at) < now else f"{clock(at, now)} left"
