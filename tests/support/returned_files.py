"""Files as authorities return them, for tests: invented rows, well formed by default."""

from collections.abc import Mapping
from datetime import date

from register.importing.returns.layouts import LAYOUTS, OPTIONAL
from register.vocabulary import ReturnKind

YEAR = date(2024, 4, 1)
MISSING = ReturnKind.MISSING_YEARLY


def written(day: date) -> str:
    """A day as authorities write it."""
    return day.strftime("%d/%m/%Y")


def returned(*rows: Mapping[str, str], kind: ReturnKind = MISSING) -> str:
    """A file with these rows; a cell that a row does not name is empty."""
    more = [name for name in OPTIONAL.get(kind, {}) if any(name in row for row in rows)]
    names = [*LAYOUTS[kind], *more]
    lines = [",".join(names), *(",".join(row.get(name, "") for name in names) for row in rows)]
    return "".join(f"{line}\r\n" for line in lines)


def period(child: str, start: str, end: str = "", **more: str) -> dict[str, str]:
    """A row of the missing module."""
    return {"CHILD": child, "DOB": "04/03/2012", "MISSING": "M", "MIS_START": start, "MIS_END": end, **more}
