"""Figures: what was published, and one question's table with its symbols, its coverage and its definition."""

from collections.abc import Iterator, Mapping
from typing import Final

from starlette.responses import Response

from register.errors import NotFound
from register.http.pages.addresses import chosen, with_query
from register.http.pages.cells import Cell, Column, cell_of
from register.http.pages.lists import FILE_PAGE, MOST_PAGES, Listing
from register.http.pages.navigation import Place
from register.http.pages.questions import Question
from register.http.pages.spreadsheet import spreadsheet
from register.http.pages.visit import Visit
from register.http.pages.wording import heading
from register.open_types import Value, Values
from register.sql.statistics.counts import ENGLAND
from register.statistics import charts
from register.statistics.charts import Bar, chart_of
from register.vocabulary import Caller, StatisticsQuestion

NONE: Final = "There are no such figures that you may see."
SYMBOLS: Final[Mapping[str, str]] = {
    "C": "suppressed: the figure is small, or a small one could be worked out from it",
    "K": "rounds to 0, and is not 0",
    "Z": "does not apply",
    "X": "not available: it was not collected, or not reported; it does not mean 0",
}
NO_CELL: Final[Values] = {"value": None, "symbol": "Z"}
HEAD: Final = ("Period", "Area", "Broken down by", "Leaves out")


def _asked_by(filters: Mapping[str, str], caller: Caller) -> Values:
    return {}


FIGURES: Final = Listing(
    path="/figures",
    title="Figures",
    name="Figures",
    root="statisticsCatalogue",
    row="id question version title asAt coverage withdrawnAt",
    kinds={"first": "Int", "after": "String"},
    columns=(
        Column("Question", ("title",), leads=("/figures/", ("question",))),
        Column("Version", ("version",)),
        Column("As at", ("asAt",), "moment"),
        Column("Covers", ("coverage",)),
        Column("Withdrawn", ("withdrawnAt",), "moment", empty="No"),
    ),
    asked_by=_asked_by,
    about="Published figures, about no person. A link leads to the latest version of its question.",
    links=(
        Place("/figures/now", "Count the records that you may read, as they are now", "Exact figures of today."),
        Place("/figures/compare", "Compare areas", "One published figure of several areas."),
        Place("/targets", "Where to inspect", "Areas in an order by published figures."),
        Place("/areas/letters", "Published inspections of areas", "Letters and reports."),
    ),
    counted=("version", "versions"),
)
NODES: Final = (
    "nodes { period areaCode breakdown coverage area { name } dimensions { name label } "
    "cells { measure value symbol } } pageInfo { hasNextPage endCursor }"
)
ONE: Final = {"question": "StatisticsQuestion!", "version": "Int"}
CHOSEN: Final = {"first": "Int!", "after": "String", "where": "StatisticsRowFilter!"}
QUESTION: Final = Question(
    "FigurePage",
    "statistics",
    "question version asAt title definition denominator source coverage caveats periods withdrawnAt withdrawnBecause "
    f"rows(first: $first, after: $after, where: $where) {{ totalCount {NODES} }} "
    "some: rows(first: 100) { nodes { breakdown } } "
    "changes(first: 50) { totalCount nodes { since period areaCode breakdown category measure before now } }",
    ONE,
    below=CHOSEN,
)
FILE: Final = Question(
    "FigureFile",
    "statistics",
    f"question rows(first: $first, after: $after, where: $where) {{ {NODES} }}",
    ONE,
    below=CHOSEN,
)
PAGE: Final = 100
# The filters of the page, by the field of a row that each is compared with.
FILTERS: Final[Mapping[str, str]] = {"period": "period", "area": "areaCode", "by": "breakdown"}
# With any of these an address says what of a version is shown; the form of the page says them all.
ASKED: Final = frozenset((*FILTERS, "measure", "after"))
CHANGES: Final = (
    Column("Period", ("period",)),
    Column("Area", ("areaCode",)),
    Column("Broken down by", ("breakdown",), "words", empty="Total"),
    Column("Of which", ("category",), "words", empty="Total"),
    Column("Figure", ("measure",), "words"),
    Column("Before", ("before",), "figure", empty="None published"),
    Column("Now", ("now",), "figure", empty="None published"),
)


async def figure(visit: Visit) -> Response:
    """The page of a question. Raises: NotFound."""
    given = chosen(visit.given, (*FILTERS, "version", "measure"))
    given, found = await _opened(visit, given)
    titles, rows = table_of(found)
    measures = measures_of(found)
    measure = next((each for each in measures if each == given.get("measure")), next(iter(measures), ""))
    at, cursor = f"{visit.root}/figures/{found['question']}", found["rows"]["pageInfo"]["endCursor"]
    follows = found["rows"]["pageInfo"]["hasNextPage"]
    return visit.page(
        "figure.html",
        found=found,
        columns=[Column(title, ()) for title in titles],
        rows=rows,
        symbols=SYMBOLS,
        next=with_query(at, given.items(), after=cursor) if follows else None,
        first=with_query(at, given.items()) if visit.given.get("after") else None,
        given=given | {"measure": measure},
        measures=[(each, _said(each)) for each in measures],
        breakdowns=list(dict.fromkeys(row["breakdown"] for row in found["some"]["nodes"] if row["breakdown"])),
        chart=chart_of(f"{found['title']}: {_said(measure).lower()}", bars_of(found, measure)),
        file=with_query(f"{at}/table.csv", given.items()),
        changes=[[cell_of(row, column) for column in CHANGES] for row in found["changes"]["nodes"]],
        change_columns=CHANGES,
    )


async def figure_csv(visit: Visit) -> Response:
    """The whole table as a file. Raises: NotFound."""
    given = chosen(visit.given, (*FILTERS, "version"))
    nodes: list[Values] = []
    after = None
    for _ in range(MOST_PAGES):
        found = await _find(visit, FILE, given, first=FILE_PAGE, after=after)
        nodes += found["rows"]["nodes"]
        after = found["rows"]["pageInfo"]["endCursor"]
        if not found["rows"]["pageInfo"]["hasNextPage"]:
            break
    titles, rows = table_of({"rows": {"nodes": nodes}})
    return spreadsheet(f"figures-{found['question'].lower()}", titles, [[cell.text for cell in row] for row in rows])


async def _opened(visit: Visit, given: dict[str, str]) -> tuple[dict[str, str], Values]:
    """What is shown, and the filters by which: of England, if the address chooses nothing and England has a row."""
    if not ASKED & {*visit.given}:
        of_england = {**given, "area": ENGLAND}
        found = await _find(visit, QUESTION, of_england, first=PAGE)
        if found["rows"]["nodes"]:
            return of_england, found
    return given, await _find(visit, QUESTION, given, first=PAGE, after=visit.given.get("after") or None)


async def _find(visit: Visit, asked: Question, given: Mapping[str, str], **page: Value) -> Values:
    """The version that an address names, with a page of its rows. Raises: NotFound."""
    where = {field: {"eq": given[filter_]} for filter_, field in FILTERS.items() if filter_ in given}
    version = given.get("version", "")
    number = int(version) if version.isascii() and version.isdecimal() and len(version) < 10 else None
    return await published(visit, asked, visit.part("question"), version=number, where=where, **page)


async def published(visit: Visit, asked: Question, name: str, **chosen_by: Value) -> Values:
    """What was published of a question. Raises: NotFound, in the same words whatever was asked for."""
    if name not in {each.name for each in StatisticsQuestion}:
        raise NotFound(NONE, hint="Choose a question from the list.")
    told = await visit.ask(asked, question=name, **chosen_by)
    found: Values | None = told.data.get("statistics")
    if found is None:
        raise NotFound(NONE, hint="Choose a question from the list.")
    return found


def table_of(found: Values) -> tuple[list[str], list[list[Cell]]]:
    """The titles and the rows of a version's table: a column for each measure, a symbol where there is no figure."""
    measures = measures_of(found)
    titles = [*HEAD, *map(_said, measures)]
    return titles, [[*_head(row), *_cells(row, measures)] for row in found["rows"]["nodes"]]


def measures_of(found: Values) -> list[str]:
    """What is counted or worked out in any row, in order."""
    return list(dict.fromkeys(cell["measure"] for row in found["rows"]["nodes"] for cell in row["cells"]))


def bars_of(found: Values, measure: str) -> Iterator[Bar]:
    """The rows that can be compared, as every picture of the version compares them."""
    return charts.bars_of(list(_flat(found["rows"]["nodes"], measure)), measure)


def _flat(nodes: list[Values], measure: str) -> Iterator[Values]:
    """A figure of each row, as a version keeps them."""
    for row in nodes:
        cell = next((each for each in row["cells"] if each["measure"] == measure), NO_CELL)
        yield {
            "period": row["period"],
            "area_code": row["areaCode"],
            "name": row["area"]["name"] if row["area"] else None,
            "breakdown": row["breakdown"],
            "label": ", ".join(each["label"] for each in row["dimensions"] or ()),
            **cell,
            "measure": measure,
        }


def _said(measure: str) -> str:
    return heading(measure.replace("_", " "))


def _head(row: Values) -> list[Cell]:
    area = row["area"]["name"] if row["area"] else row["areaCode"]
    by = ", ".join(f"{each['name']}: {each['label']}" for each in row["dimensions"] or ())
    return [Cell(row["period"]), Cell(area), Cell(by or "Total"), Cell(row["coverage"] or "Nothing")]


def _cells(row: Values, measures: list[str]) -> list[Cell]:
    held = {cell["measure"]: cell for cell in row["cells"]}
    return [Cell(_figure(held.get(each))) for each in measures]


def _figure(cell: Values | None) -> str:
    return charts.figure_in_words(cell or NO_CELL)
