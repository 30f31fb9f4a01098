"""The columns of each list that an authority returns, as authorities export them, and what each cell becomes."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from enum import Enum

from register.rules.authority_return import OF_A_YEAR
from register.vocabulary import ReturnKind


class Form(Enum):
    """What a cell holds."""

    TEXT = "text"
    DAY = "day"
    MISSING_KIND = "missing kind"
    YES_NO = "yes or no"


@dataclass(frozen=True, slots=True)
class Cell:
    """One column of a list. stored: the column of the staged row that it fills; longest: of a text, in characters.

    is_needed: true if a row without it cannot be kept at all.
    """

    stored: str
    form: Form = Form.TEXT
    longest: int = 8
    is_needed: bool = False


CHILD = {"CHILD": Cell("child_number", longest=60, is_needed=True)}
CHILD_BORN = {**CHILD, "DOB": Cell("born_on", Form.DAY)}
MISSING = {
    **CHILD_BORN,
    "MISSING": Cell("missing_kind", Form.MISSING_KIND),
    "MIS_START": Cell("starts_on", Form.DAY),
    "MIS_END": Cell("ends_on", Form.DAY),
}
# Source: the columns of SSDA903's own files, and of the monthly lists as Annex A asks for them.
LAYOUTS: Mapping[ReturnKind, Mapping[str, Cell]] = {
    ReturnKind.MISSING_YEARLY: MISSING,
    ReturnKind.EPISODES_YEARLY: {
        **CHILD,
        "DECOM": Cell("starts_on", Form.DAY),
        "RNE": Cell("reason_began", longest=4),
        "LS": Cell("legal_status", longest=4),
        "CIN": Cell("need", longest=4),
        "PLACE": Cell("placement", longest=4),
        "PLACE_PROVIDER": Cell("placement_provider", longest=4),
        "DEC": Cell("ends_on", Form.DAY),
        "REC": Cell("reason_ended", longest=4),
        "REASON_PLACE_CHANGE": Cell("reason_changed", longest=6),
        "HOME_POST": Cell("home_postcode"),
        "PL_POST": Cell("placement_postcode"),
        "URN": Cell("urn"),
    },
    ReturnKind.MISSING_MONTHLY: MISSING,
    ReturnKind.INTERVIEWS_MONTHLY: {
        **CHILD_BORN,
        "MIS_END": Cell("ends_on", Form.DAY),
        "RHI_OFFERED": Cell("is_offered", Form.YES_NO),
        "RHI_ACCEPTED": Cell("is_accepted", Form.YES_NO),
        "RHI_DATE": Cell("interviewed_on", Form.DAY),
    },
}
# A column that an export may have as well; the others of SSDA903 are worked out by the department.
OPTIONAL: Mapping[ReturnKind, Mapping[str, Cell]] = {
    ReturnKind.EPISODES_YEARLY: {
        "PL_LA": Cell("placement_authority", longest=10),
        "PL_LOCATION": Cell(""),
        "PL_DISTANCE": Cell(""),
        "EPS": Cell("", longest=4),
    },
}


def field_of(kind: ReturnKind, stored: str) -> str:
    """The name in the file of what fills a column of the staged row."""
    return next(name for name, cell in LAYOUTS[kind].items() if cell.stored == stored)


def period_end_of(kind: ReturnKind, start: date) -> date:
    """The last day of a period that begins on this day."""
    if kind in OF_A_YEAR:
        return start.replace(year=start.year + 1) - timedelta(days=1)
    return (start.replace(day=1) + timedelta(days=32)).replace(day=1) - timedelta(days=1)


def period_before(kind: ReturnKind, start: date) -> date:
    """The first day of the same period a year earlier: what last year's list is compared by."""
    return start.replace(year=start.year - 1)
