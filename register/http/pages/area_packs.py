"""The picture of an area under inspection, with what was found there, as one document to print and as a file."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

import orjson
from starlette.responses import Response

from register.errors import NotFound
from register.http.pages.cells import Cell, Column, cell_of
from register.http.pages.questions import Question, Told
from register.http.pages.spreadsheet import spreadsheet
from register.http.pages.templates import day, moment, shown
from register.http.pages.visit import Visit
from register.http.pages.wording import heading, label
from register.open_types import Value, Values
from register.statistics.charts import Bar, Chart, chart_of

AT: Final = "/areas/packs/{id}"
NONE: Final = "There is no picture of an area that you may see."
PACK: Final = Question(
    "AreaPackPage",
    "areaPack",
    "inspectionId authorityCode frozenAt content digest",
    {"inspection": "ID!"},
    also="areas(kind: AUTHORITY, first: 1000) { nodes { code name } } "
    "publishedInspections(where: {jointInspectionId: {eq: $inspection}}) { nodes { publishedOn summary planDueOn } } "
    "areaFindings(where: {inspectionId: {eq: $inspection}}, first: 500) "
    "{ nodes { kind body agency isAboutMissing narrative agreedAt } } "
    "areaCohorts(where: {inspectionId: {eq: $inspection}}) { nodes { seed drawnFrom childIds drawnAt } } "
    "areaActions(where: {finding: {inspection: {jointInspectionId: {eq: $inspection}}}}, first: 500) "
    "{ nodes { action dueOn doneOn finding { kind } } }",
)
# What inspectors wrote and what followed, by the root that it comes from: it is printed after the picture.
WRITTEN: Final[tuple[tuple[str, str, tuple[Column, ...]], ...]] = (
    (
        "publishedInspections",
        "Letter",
        (
            Column("Published", ("publishedOn",), "day"),
            Column("Summary", ("summary",)),
            Column("Plan by", ("planDueOn",), "day"),
        ),
    ),
    (
        "areaFindings",
        "Findings",
        (
            Column("Finding", ("kind",)),
            Column("About", ("body",)),
            Column("Inspectorate", ("agency",), "code"),
            Column("About missing children", ("isAboutMissing",)),
            Column("What was found", ("narrative",)),
            Column("Agreed", ("agreedAt",), "moment", empty="Not yet"),
        ),
    ),
    (
        "areaCohorts",
        "Cohorts of children",
        (
            Column("Seed", ("seed",)),
            Column("Drawn from", ("drawnFrom",)),
            Column("Children, in the order drawn", ("childIds",), empty="None"),
            Column("Drawn", ("drawnAt",), "moment"),
        ),
    ),
    (
        "areaActions",
        "Action plan",
        (
            Column("Action", ("action",)),
            Column("About", ("finding", "kind")),
            Column("By", ("dueOn",), "day"),
            Column("Done", ("doneOn",), "day", empty="Not yet"),
        ),
    ),
)
# What is at the head of the document, or is for programs only.
AT_THE_HEAD: Final = frozenset({"form", "inspection", "authority"})
# The parts of which a name alone says too little.
SAID: Final[Mapping[str, str]] = {
    "since": "Figures from",
    "healthAreas": "Health bodies",
    "homes": "Homes by kind and sector",
    "judgements": "Homes by their latest judgement",
    "inspections": "Inspections of homes",
    "notices": "Notices served on homes",
    "neighbours": "Statistical neighbours, the nearest first",
    "publishedVersions": "Published figures that are shown here",
    "publishedFigures": "Published figures of the area and of its statistical neighbours",
    "episodes": "Missing episodes by the month in which they began",
    "settings": "Missing episodes by where children were missing from",
    "openEpisodes": "Episodes that were open",
    "interviews": "Return home interviews by the month in which the child was found",
    "children": "Children",
    "placedHere": "Children of the authority placed in it",
    "placedElsewhere": "Children of the authority placed in other authorities",
    "placedByOthers": "Children of other authorities placed here",
    "exploitation": "Open flags of exploitation",
    "returns": "Returns by the authority",
}
CODES: Final = frozenset({"kind", "sector", "judgement", "setting", "risk", "status", "question", "measure"})
DAYS: Final = frozenset({"since", "startedOn", "publishedOn", "periodStart", "dueOn"})
MOMENTS: Final = frozenset({"submittedAt", "publishedAt"})
NOT_ANY: Final[Mapping[str, str]] = {
    "judgement": "Not judged",
    "risk": "Not assessed",
    "publishedOn": "Not published",
    "submittedAt": "Not submitted",
    "neighbours": "Nothing is published yet by which areas are compared",
    "version": "Not published yet",
    "publishedAt": "Not published yet",
    "coverage": "Not published yet",
    "value": "Not shown",
    "leavesOut": "Nothing",
}


@dataclass(frozen=True, slots=True)
class Table:
    """A part of the picture that has several lines. chart: of how many there are, if that can be compared."""

    name: str
    title: str
    columns: tuple[Column, ...]
    rows: Sequence[Sequence[Cell]]
    chart: Chart | None


@dataclass(frozen=True, slots=True)
class Picture:
    """The picture of an area: single facts, and tables."""

    pack: Values
    area: str
    facts: Sequence[tuple[str, str]]
    tables: Sequence[Table]


async def pack(visit: Visit) -> Response:
    """The document. Raises: NotFound, in the same words if the inspection is not for the caller."""
    picture, told = await _picture(visit)
    return visit.page("pack.html", picture=picture, written=[*_written(told)], file=f"{visit.root}{visit.at}/table.csv")


async def pack_file(visit: Visit) -> Response:
    """The same document as a file, each figure and each cell on a line. Raises: NotFound."""
    picture, told = await _picture(visit)
    lines = [["Facts", "1", name, text] for name, text in picture.facts]
    parts = [(table.title, table.columns, table.rows) for table in picture.tables]
    lines += [
        [title, str(number), column.title, cell.text]
        for title, columns, rows in [*parts, *_written(told)]
        for number, row in enumerate(rows, 1)
        for column, cell in zip(columns, row, strict=True)
    ]
    return spreadsheet(f"area-{picture.pack['authorityCode']}", ["Part", "Line", "Of which", "Value"], lines)


def _written(told: Told) -> Iterator[tuple[str, Sequence[Column], Sequence[Sequence[Cell]]]]:
    """What was written about the inspection, as far as the caller may read it."""
    for root, title, columns in WRITTEN:
        page = told.data.get(root)
        if page is not None:
            yield title, columns, [[cell_of(row, column) for column in columns] for row in page["nodes"]]


async def _picture(visit: Visit) -> tuple[Picture, Told]:
    told = await visit.ask(PACK, inspection=visit.part("id"))
    found: Values | None = told.data.get("areaPack")
    if found is None:
        raise NotFound(NONE, hint="Look for the inspection in the list.")
    names = {each["code"]: each["name"] for each in told.data["areas"]["nodes"]}
    return picture_of(found, names), told


def picture_of(found: Values, names: Mapping[str, str]) -> Picture:
    """A pack as a document: every fact and every table that it holds. names: of areas, by code."""
    content: dict[str, Value] = orjson.loads(found["content"])
    parts = {name: value for name, value in content.items() if name not in AT_THE_HEAD}
    tables = {name: value for name, value in parts.items() if _is_table(value)}
    facts = [fact for name, value in parts.items() if name not in tables for fact in _facts(name, value, names)]
    code = found["authorityCode"]
    return Picture(found, names.get(code, code), facts, [_table(name, tables[name], names) for name in tables])


def _is_table(value: Value) -> bool:
    return isinstance(value, list) and all(isinstance(each, dict) for each in value)


def _facts(name: str, value: Value, names: Mapping[str, str]) -> Iterator[tuple[str, str]]:
    """A single fact, or those that belong together, each with what it is of."""
    if isinstance(value, dict):
        yield from (
            (f"{_title(name)}: {heading(below).lower()}", _words(below, each, names)) for below, each in value.items()
        )
        return
    yield _title(name), _words(name, value, names)


def _title(name: str) -> str:
    return SAID.get(name) or heading(name)


def _table(name: str, rows: Sequence[Values], names: Mapping[str, str]) -> Table:
    held = list(dict.fromkeys(key for row in rows for key in row))
    columns = tuple(Column("How many" if key == "count" else heading(key), ()) for key in held)
    cells = [[Cell(_words(key, row.get(key), names)) for key in held] for row in rows]
    return Table(name, _title(name), columns, cells, _chart(name, rows, names))


def _chart(name: str, rows: Sequence[Values], names: Mapping[str, str]) -> Chart | None:
    counted = [row for row in rows if "count" in row]
    bars = [
        Bar(
            ", ".join(_words(key, row[key], names) for key in row if _says_what(row[key])),
            f"{row['count']:,}",
            row["count"],
        )
        for row in counted
    ]
    return chart_of(_title(name), bars)


def _says_what(value: Value) -> bool:
    """True of what a line is about; false of a figure of it."""
    return isinstance(value, str) or value is None


def _words(name: str, value: Value, names: Mapping[str, str]) -> str:
    """A value of the picture in words."""
    match value:
        case None:
            return NOT_ANY.get(name, "None")
        case bool():
            return shown(value)
        case int() | float():
            return f"{value:,}"
        case list():
            return ", ".join(names.get(each, each) for each in value) or "None"
    if name in CODES:
        return label(value)
    if name in DAYS:
        return day(value)
    return moment(value) if name in MOMENTS else names.get(value, value)
