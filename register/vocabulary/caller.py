"""Who is asking, and for what purpose."""

from dataclasses import dataclass
from datetime import date

from register.vocabulary.bodies import Agency
from register.vocabulary.closed_list import ClosedList


class Purpose(ClosedList):
    """Why the register is consulted: the value of the header Register-Purpose."""

    SAFEGUARDING_CHILD = "safeguarding_child", "To protect a child from harm."
    MISSING_INVESTIGATION = "missing_investigation", "To find a missing child."
    INCIDENT_RESPONSE = "incident_response", "To respond to an incident at or near a home."
    PREVENTION_ANALYSIS = "prevention_analysis", "To find patterns and prevent harm."
    INSPECTION = "inspection", "To inspect a home or an area."
    STATISTICS = "statistics", "To produce statistics."
    REGULATION = "regulation", "To register and regulate homes."
    SYSTEM_SUPPORT = "system_support", "To keep the register's systems running."


@dataclass(frozen=True, slots=True)
class Caller:
    """Who is asking, for which body, for which purpose, on which day.

    area: ONS code of the body's force or authority; organisation: its code if ONS has none.
    """

    subject: str
    agency: Agency
    area: str | None
    organisation: str | None
    purpose: Purpose | None
    today: date
