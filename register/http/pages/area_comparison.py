"""One published figure of several areas side by side: chart, table, symbols and coverage, and the same as a file."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Final

from starlette.responses import Response

from register.http.pages.addresses import chosen, with_query
from register.http.pages.cells import Cell, Column
from register.http.pages.figures import QUESTION as FIGURE
from register.http.pages.figures import SYMBOLS, bars_of, measures_of, published, table_of
from register.http.pages.spreadsheet import spreadsheet
from register.http.pages.visit import Visit
from register.http.pages.wording import heading
from register.open_types import Value, Values
from register.statistics.charts import chart_of
from register.vocabulary import StatisticsQuestion

AT: Final = "/figures/compare"
TITLE: Final = "Comparison of areas"
GIVEN: Final = ("question", "areas", "period", "measure")
MOST_AREAS: Final = 30
# As many as there are totals of so many areas in more than ten years.
MOST_ROWS: Final = 500
QUESTION: Final = replace(FIGURE, name="AreaComparisonPage")
ENGLAND: Final = "E92000001"
CODE: Final = re.compile(r"[A-Z][0-9]{8}")
OPTIONS: Final = tuple((each.name, each.description) for each in StatisticsQuestion)


async def area_comparison(visit: Visit) -> Response:
    """The page. Without a question, only its form. Raises: NotFound, if the question was not published."""
    given = chosen(visit.given, GIVEN)
    if "question" not in given:
        return visit.page("area_comparison.html", title=TITLE, given=given, options=OPTIONS, found=None)
    found, codes = await _find(visit, given)
    measures = measures_of(found)
    measure = given["measure"] if given.get("measure") in measures else next(iter(measures), "")
    titles, rows = _table(found)
    said = heading(measure.replace("_", " "))
    return visit.page(
        "area_comparison.html",
        title=TITLE,
        given=given | {"measure": measure},
        options=OPTIONS,
        found=found,
        columns=[Column(each, ()) for each in titles],
        rows=rows,
        symbols=SYMBOLS,
        measures=[(each, heading(each.replace("_", " "))) for each in measures],
        missing=sorted(set(codes) - {row["areaCode"] for row in found["rows"]["nodes"]}),
        chart=chart_of(f"{found['title']} {said}", bars_of(found, measure)),
        file=with_query(f"{visit.root}{AT}.csv", given.items()),
    )


async def area_comparison_file(visit: Visit) -> Response:
    """The same table as a file. Raises: NotFound."""
    found, _ = await _find(visit, chosen(visit.given, GIVEN))
    titles, rows = _table(found)
    return spreadsheet(f"comparison-{found['question'].lower()}", titles, [[cell.text for cell in row] for row in rows])


async def _find(visit: Visit, given: Mapping[str, str]) -> tuple[Values, Sequence[str]]:
    """The totals of the areas in one year, the latest unless another is asked for; and the codes that were asked."""
    codes = CODE.findall(given.get("areas", "").upper())[:MOST_AREAS] or [ENGLAND]
    where: dict[str, Value] = {"areaCode": {"in": codes}, "breakdown": {"eq": ""}}
    if "period" in given:
        where["period"] = {"eq": given["period"]}
    found = await published(visit, QUESTION, given.get("question", ""), where=where, first=MOST_ROWS)
    nodes = found["rows"]["nodes"]
    last = max((row["period"] for row in nodes), default="")
    order = {code: place for place, code in enumerate(codes)}
    kept = sorted((row for row in nodes if row["period"] == last), key=lambda row: order[row["areaCode"]])
    return {**found, "rows": {"nodes": kept}}, codes


def _table(found: Values) -> tuple[list[str], list[list[Cell]]]:
    """The table with a row for each area, which begins with the area."""
    titles, rows = table_of(found)
    turned = [1, 0, *range(3, len(titles))]
    return [titles[at] for at in turned], [[row[at] for at in turned] for row in rows]
