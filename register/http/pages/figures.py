"""Figures: what was published, and one question's table with its symbols, its coverage and its definition."""

from collections.abc import Mapping
from typing import Final

from starlette.responses import Response

from register.errors import NotFound
from register.http.pages.cells import Cell, Column
from register.http.pages.lists import Listing
from register.http.pages.questions import Question
from register.http.pages.spreadsheet import spreadsheet
from register.http.pages.visit import Visit
from register.http.pages.wording import heading
from register.open_types import Values
from register.vocabulary import Caller, StatisticsQuestion

NONE: Final = "There are no such figures that you may see."
SYMBOLS: Final[Mapping[str, str]] = {
    "C": "suppressed: the figure is small, or a small one could be worked out from it",
    "K": "rounds to 0, and is not 0",
    "Z": "does not apply",
    "X": "not available: it was not collected, or not reported; it does not mean 0",
}
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
    counted=("version", "versions"),
)
QUESTION: Final = Question(
    "FigurePage",
    "statistics",
    "question version asAt title definition denominator source coverage caveats withdrawnAt withdrawnBecause "
    "rows(first: 500) { totalCount nodes { period areaCode coverage area { name } dimensions { name label } "
    "cells { measure value symbol } } }",
    {"question": "StatisticsQuestion!"},
)


async def figure(visit: Visit) -> Response:
    """The page of a question. Raises: NotFound."""
    found = await _find(visit)
    titles, rows = table_of(found)
    columns = [Column(title, ()) for title in titles]
    return visit.page("figure.html", found=found, columns=columns, rows=rows, symbols=SYMBOLS)


async def figure_csv(visit: Visit) -> Response:
    """The same table as a file. Raises: NotFound."""
    found = await _find(visit)
    titles, rows = table_of(found)
    return spreadsheet(f"figures-{found['question'].lower()}", titles, [[cell.text for cell in row] for row in rows])


async def _find(visit: Visit) -> Values:
    name = visit.part("question")
    if name not in {each.name for each in StatisticsQuestion}:
        raise NotFound(NONE, hint="Choose a question from the list.")
    told = await visit.ask(QUESTION, question=name)
    found: Values | None = told.data.get("statistics")
    if found is None:
        raise NotFound(NONE, hint="Choose a question from the list.")
    return found


def table_of(found: Values) -> tuple[list[str], list[list[Cell]]]:
    """The titles and the rows of a version's table: a column for each measure, a symbol where there is no figure."""
    nodes = found["rows"]["nodes"]
    measures = list(dict.fromkeys(cell["measure"] for row in nodes for cell in row["cells"]))
    titles = [*HEAD, *(heading(each.replace("_", " ")) for each in measures)]
    return titles, [[*_head(row), *_cells(row, measures)] for row in nodes]


def _head(row: Values) -> list[Cell]:
    area = row["area"]["name"] if row["area"] else row["areaCode"]
    by = ", ".join(f"{each['name']}: {each['label']}" for each in row["dimensions"] or ())
    return [Cell(row["period"]), Cell(area), Cell(by or "Total"), Cell(row["coverage"] or "Nothing")]


def _cells(row: Values, measures: list[str]) -> list[Cell]:
    held = {cell["measure"]: cell for cell in row["cells"]}
    return [Cell(_figure(held.get(each))) for each in measures]


def _figure(cell: Values | None) -> str:
    if cell is None:
        return "z"
    if cell["symbol"] is not None:
        return str(cell["symbol"]).lower()
    value: float = cell["value"]
    return f"{value:,.0f}" if value == int(value) else f"{value:,.1f}"
