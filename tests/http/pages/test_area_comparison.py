"""Areas side by side on a page: the figures of GraphQL, with chart, table, symbols and an address that can be kept."""

import csv
import io

import pytest

from register import tables
from register.http.pages.figures import NONE, SYMBOLS
from tests.http.pages.conftest import serve_pages
from tests.support import story
from tests.support.pages_client import cells, plain, signed_in
from tests.support.statistics import VERSION, tell_of_statistics

AREAS = f"{story.NORTHBY_COUNCIL}+{story.SOUTHBY_COUNCIL}+{story.REGION}+E09999999"
ASKED = f"/figures/compare?question=INCIDENTS&areas={AREAS}"
TOLD = """{ statistics(question: INCIDENTS) { rows(where: {breakdown: {eq: ""}}) {
  nodes { areaCode period cells { value symbol } } } } }"""


@pytest.fixture(scope="module")
def pages(cluster, request, worker):
    """A server with figures of two authorities in two years."""
    with serve_pages(cluster, request.getfixturevalue("story"), f"compared_areas_{worker}") as running:
        with running.owner.begin() as connection:
            key = tell_of_statistics(connection)
            figures = {
                ("2024-25", story.NORTHBY_COUNCIL): {"value": 1200.0, "rounded_to": 1.0},
                ("2024-25", story.SOUTHBY_COUNCIL): {"symbol": "c"},
                ("2024-25", story.REGION): {"value": 1500.0, "rounded_to": 10.0},
                ("2023-24", story.NORTHBY_COUNCIL): {"value": 900.0, "rounded_to": 1.0},
            }
            for number, ((period, area), figure) in enumerate(figures.items(), start=2):
                row = {"statistic_id": key, "number": number, "period": period, "breakdown": "", "area_code": area}
                row |= {"level": "region" if area == story.REGION else "authority"}
                row |= {"period_from": f"{period[:4]}-04-01", "period_to": f"20{period[5:]}-04-01"}
                made = tables.statistic_row.insert().values(**row).returning(tables.statistic_row.c.id)
                cell = {"row_id": connection.scalar(made), "number": 1, "measure": "episodes_missing", **figure}
                connection.execute(tables.statistic_cell.insert().values(**cell))
        yield running


def test_the_areas_are_side_by_side_with_what_graphql_says_of_them(pages):
    text = signed_in(pages, "dfe_statistics").get(ASKED).text
    told = pages.ask(TOLD, "dfe_statistics").data["statistics"]["rows"]["nodes"]
    last = [each for each in told if each["period"] == "2024-25"]

    shown = {each["areaCode"]: each["cells"][0] for each in last}
    assert [row[0] for row in cells(text)] == ["Northby Council", "Southby Council", "North West"]
    assert [row[-1] for row in cells(text)] == ["1,200", "c", "1,500"]
    assert [shown[code]["value"] for code in (story.NORTHBY_COUNCIL, story.REGION)] == [1200.0, 1500.0]
    assert shown[story.SOUTHBY_COUNCIL]["symbol"] == "C"


def test_the_chart_says_each_figure_in_words_and_hatches_what_has_none(pages):
    text = signed_in(pages, "dfe_statistics").get(ASKED).text

    assert "Northby Council, 2024-25" in text
    assert 'fill="url(#chart-1-none)"' in text
    assert "3 bars, from 1,200 (Northby Council, 2024-25) to 1,500 (North West, 2024-25)." in text


def test_symbols_coverage_and_what_is_not_published_are_said(pages):
    words = plain(signed_in(pages, "dfe_statistics").get(ASKED).text).lower()

    for each in (*SYMBOLS.values(), VERSION["coverage"], "nothing is published of e09999999."):
        assert each.lower() in words


def test_another_year_is_in_the_address_and_in_the_file(pages):
    analyst = signed_in(pages, "dfe_statistics")
    answer = analyst.get(f"{ASKED.replace('compare?', 'compare.csv?')}&period=2023-24")

    rows = [*csv.reader(io.StringIO(answer.content.decode("utf-8-sig")))]
    assert rows[0][:2] == ["Area", "Period"]
    assert [row[0::3][-1] for row in rows[1:]] == ["900"]
    assert cells(analyst.get(f"{ASKED}&period=2023-24").text)[0][-1] == "900"


def test_without_a_question_there_is_a_form_and_a_question_that_is_none_is_no_page(pages):
    analyst = signed_in(pages, "dfe_statistics")
    strange = analyst.get("/figures/compare?question=%3Cscript%3E")

    assert "Compare" in plain(analyst.get("/figures/compare").text)
    assert (strange.status_code, NONE in plain(strange.text)) == (404, True)


def test_every_body_is_shown_the_same(pages):
    texts = {str(cells(signed_in(pages, *who).get(ASKED).text)) for who in (("police", story.NORTHBY), ("dfe",))}

    assert len(texts) == 1
