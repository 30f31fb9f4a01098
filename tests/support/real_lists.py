"""Ofsted's real lists, as they lie in the folder of official files, read without the register's own reader."""

import csv
import re
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from tests.support.published_files import REAL

# Every spelling of a children's home that Ofsted has published, in small letters.
HOMES = frozenset(
    {
        "children's home",
        "secure children's home",
        "residential special school (registered as a children's home)",
        "residential special school (>295 days/year)",
    }
)
STATUS = ("registrationstatus", "regstatus")


@dataclass(frozen=True)
class RealList:
    """One list: its path below the folder, the day that it describes, and the kind of provider of each of its rows."""

    name: str
    as_at: date
    kinds: tuple[str, ...]


def provider_lists() -> list[RealList]:
    """Every list of providers that the folder has, in the order of their days."""
    paths = sorted(Path(REAL, "ofsted").glob("*.csv"))
    return sorted((found for found in map(_read, paths) if found is not None), key=lambda each: each.as_at)


def homes_of(listed: RealList) -> list[str]:
    """The kinds of the rows about children's homes."""
    return [kind for kind in listed.kinds if kind.casefold() in HOMES]


def other_rows_of(listed: RealList) -> list[str]:
    """The kinds of the other rows."""
    return [kind for kind in listed.kinds if kind.casefold() not in HOMES]


def _read(path: Path) -> RealList | None:
    records = list(csv.reader(_text(path.read_bytes()).splitlines(keepends=True)))
    headings = [[re.sub(r"\W", "", cell).casefold() for cell in record] for record in records[:10]]
    found = [number for number, keys in enumerate(headings) if {"urn", "provisiontype"} <= set(keys)]
    keys = headings[found[0]] if found else []
    if "inspectioneventnumber" in keys or not set(keys) & set(STATUS):
        return None
    kind = keys.index("provisiontype")
    rows = [row for row in records[found[0] + 1 :] if any(cell.strip() for cell in row)]
    return RealList(f"ofsted/{path.name}", _day(path.name), tuple(row[kind].strip() for row in rows))


def _text(raw: bytes) -> str:
    try:
        return raw.decode("utf-8-sig")
    except UnicodeDecodeError:
        return raw.decode("latin-1")


def _day(name: str) -> date:
    """The day in a file's name; of a yearly list, whose name has the year alone, the last of March."""
    if found := re.search(r"(\d{4})-(\d{2})-(\d{2})", name):
        return date(*map(int, found.groups()))
    year = re.search(r"(?<!\d)(20\d{2})(?!\d)", name)
    assert year is not None, name
    return date(int(year[1]), 3, 31)
