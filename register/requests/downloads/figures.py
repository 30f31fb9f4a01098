"""Published figures as an OpenDocument spreadsheet: a cover, notes, and a sheet for each table of the version."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Final

from register.open_types import Value, Values
from register.requests.downloads.sheets import as_ods
from register.statistics.files import number
from register.vocabulary import StatisticsSymbol

AREA: Final = ("period", "area_kind", "area_code", "area_name")
TOTAL: Final = "total"
LONGEST_NAME: Final = 31


def as_workbook(version: Values, figures: Sequence[Values]) -> bytes:
    """A version as a spreadsheet. A cell has the value that the API answers, or its symbol where it has none."""
    tables = {_sheet(by): list(_table(by, figures)) for by in dict.fromkeys(each["breakdown"] for each in figures)}
    return as_ods({"cover": list(_cover(version)), "notes": list(_notes(version)), **tables})


def _sheet(breakdown: str) -> str:
    """The name of a table's sheet, no longer than spreadsheets take."""
    return (breakdown.replace(",", " and ") or TOTAL)[:LONGEST_NAME]


def _cover(version: Values) -> Iterator[Sequence[Value]]:
    yield (version["title"],)
    for name in ("question", "version", "profile"):
        yield (name, str(version[name]))
    yield ("as at", version["published_at"].isoformat())
    yield ("periods", ", ".join(version["periods"]))
    for name in ("source", "coverage"):
        yield (name, version[name])


def _notes(version: Values) -> Iterator[Sequence[Value]]:
    yield ("definition", version["definition"])
    yield ("denominator", version["denominator"] or "does not apply")
    for each in version["caveats"]:
        yield ("caveat", each)
    for symbol in StatisticsSymbol:
        yield (symbol.value, symbol.description)


def _table(breakdown: str, figures: Sequence[Values]) -> Iterator[Sequence[Value]]:
    """One row for each year, area and category, and a column for each measure."""
    chosen = [each for each in figures if each["breakdown"] == breakdown]
    measures = list(dict.fromkeys(each["measure"] for each in chosen))
    yield (*AREA, *(("category", "category_label") if breakdown else ()), *measures)
    rows: dict[tuple[Value, ...], dict[str, Values]] = {}
    for each in chosen:
        rows.setdefault(_place(each), {})[each["measure"]] = each
    for place, cells in rows.items():
        yield (*place, *(_shown(cells.get(measure)) for measure in measures))


def _place(figure: Values) -> tuple[Value, ...]:
    area = (figure["period"], figure["level"], figure["area_code"], figure["name"])
    return (*area, figure["category"], figure["label"]) if figure["breakdown"] else area


def _shown(figure: Mapping[str, Value] | None) -> Value:
    if figure is None:
        return StatisticsSymbol.Z.value
    if figure["value"] is None:
        return str(figure["symbol"])
    written = number(figure["value"])
    return int(written) if written.lstrip("-").isdigit() else float(written)
