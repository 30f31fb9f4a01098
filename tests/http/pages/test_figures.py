"""Figures on pages: the published table, with a symbol where there is no figure."""

import csv
import html
import io
import re

import pytest

from register import tables
from register.http.pages.figures import NONE, PAGE, SYMBOLS, bars_of, table_of
from register.statistics.charts import Bar, figure_in_words
from register.vocabulary import StatisticsQuestion, StatisticsSymbol
from tests.http.pages.conftest import serve_pages
from tests.statistics.conftest import make_published
from tests.support import story
from tests.support.pages_client import cells, plain, signed_in
from tests.support.questions import AUTHORITY, ENGLAND, FORCE, query_of
from tests.support.statistics import VERSION, tell_of_statistics


@pytest.fixture(scope="module")
def pages(cluster, request, worker):
    """A server on which a question was published."""
    with serve_pages(cluster, request.getfixturevalue("story"), f"shown_figures_{worker}") as running:
        with running.owner.begin() as connection:
            key = tell_of_statistics(connection)
            row = {"statistic_id": key, "number": 2, "period": "2024-25", "breakdown": "", "area_code": story.REGION}
            row |= {"level": "region", "period_from": "2024-04-01", "period_to": "2025-04-01"}
            made = connection.scalar(tables.statistic_row.insert().values(**row).returning(tables.statistic_row.c.id))
            figure = {"row_id": made, "number": 1, "measure": "measure_1", "value": 300.0, "rounded_to": 10.0}
            connection.execute(tables.statistic_cell.insert().values(**figure))
        yield running


def test_a_question_shows_its_table_symbols_coverage_and_definition(pages):
    analyst = signed_in(pages, "dfe_statistics")

    listed = cells(analyst.get("/figures").text)
    text = analyst.get("/figures/INCIDENTS").text

    assert listed[0][:2] == [VERSION["title"], "2"]
    assert cells(text)[0] == ["2024-25", "North West", "setting: A placement in care", "Few.", "20", "c"]
    for each in (VERSION["coverage"], VERSION["definition"], "Invented.", *SYMBOLS.values()):
        assert each.lower() in plain(text).lower()


def test_a_filter_is_in_the_address_and_what_changed_since_the_version_before_is_shown(pages):
    analyst = signed_in(pages, "dfe_statistics")

    found = analyst.get(f"/figures/INCIDENTS?area={story.REGION}&period=2024-25&by=setting").text
    none = analyst.get("/figures/INCIDENTS?area=E12000009").text

    assert [len(cells(each)) for each in (found, none)] == [1, 0]
    assert "1 figure of version 1 changed" in plain(found)
    assert "Setting Care Measure 1 10 20" in plain(found)
    assert analyst.get("/figures/INCIDENTS?version=1").status_code == 404


def test_a_long_table_is_read_a_page_at_a_time_and_the_file_holds_all_of_it(pages, monkeypatch):
    monkeypatch.setattr("register.http.pages.figures.PAGE", 1)
    monkeypatch.setattr("register.http.pages.figures.FILE_PAGE", 1)
    analyst = signed_in(pages, "dfe_statistics")

    first = analyst.get(f"/figures/INCIDENTS?area={story.REGION}").text
    onward = html.unescape(re.search(r'href="([^"]+)" rel="next"', first)[1])
    second = analyst.get(onward).text
    file = analyst.get(f"/figures/INCIDENTS/table.csv?area={story.REGION}")

    assert onward.startswith(f"/figures/INCIDENTS?area={story.REGION}&after=")
    assert [row[2] for each in (first, second) for row in cells(each)] == ["setting: A placement in care", "Total"]
    assert [row[2] for row in csv.reader(io.StringIO(file.text))][1:] == ["setting: A placement in care", "Total"]
    assert "First page" in second
    assert 'rel="next"' not in second


def test_bars_are_of_one_period_one_breakdown_and_one_area():
    def row(period, area, label, value):
        cells = [{"measure": "children", "value": value, "symbol": None if value else "C"}]
        by = {"breakdown": "age" if label else None, "dimensions": [{"name": "age", "label": label}] if label else []}
        return {"period": period, "areaCode": area, "area": None, "cells": cells, **by}

    rows = [row("2023-24", "E92", "10", 5.0), row("2024-25", "E92", "", 9.0), row("2024-25", "E92", "10", 6.0),
            row("2024-25", "E92", "11", None), row("2024-25", "E12", "10", 3.0)]  # fmt: skip

    assert [*bars_of({"rows": {"nodes": rows}}, "children")] == [
        Bar("10 (E92, 2024-25)", "6", 6.0), Bar("11 (E92, 2024-25)", "c", None),
    ]  # fmt: skip
    assert [*bars_of({"rows": {"nodes": []}}, "children")] == []


def test_the_file_holds_the_same_table(pages):
    answer = signed_in(pages, "dfe_statistics").get("/figures/INCIDENTS/table.csv")

    rows = [*csv.reader(io.StringIO(answer.content.decode("utf-8-sig")))]
    assert rows[0][:3] == ["Period", "Area", "Broken down by"]
    assert rows[1][-2:] == ["20", "c"]


@pytest.mark.parametrize("question", ["HOMES", "nothing", "%3Cscript%3E"])
def test_what_was_not_published_is_no_page(pages, question):
    answer = signed_in(pages, "dfe_statistics").get(f"/figures/{question}")

    assert (answer.status_code, NONE in plain(answer.text)) == (404, True)


def test_every_symbol_is_explained():
    assert SYMBOLS.keys() == {each.name for each in StatisticsSymbol}


def test_what_is_not_counted_in_a_row_does_not_apply():
    row = {"period": "2024-25", "areaCode": "E92", "area": None, "coverage": None, "dimensions": None, "cells": []}
    other = row | {"cells": [{"measure": "children", "value": 1.5, "symbol": None}]}

    titles, rows = table_of({"rows": {"nodes": [row, other]}})

    assert titles[-1] == "Children"
    assert [cells[-1].text for cells in rows] == ["z", "1.5"]


NO_FIGURE = {"value": None, "symbol": "Z"}
READERS = ({"agency": "dfe_statistics"}, {"agency": "police", "area": FORCE})
READERS += ({"agency": "local_authority", "area": AUTHORITY},)


@pytest.fixture(scope="module")
def every(cluster, template, worker):
    """A server on which every question was published."""
    with serve_pages(cluster, make_published(cluster, template), f"every_figure_{worker}") as running:
        yield running


@pytest.mark.parametrize("question", StatisticsQuestion)
def test_each_question_opens_on_england_with_the_figures_that_graphql_answers_the_same_reader(every, question):
    told = [every.ask(query_of(question), **reader).data["statistics"] for reader in READERS]
    texts = [signed_in(every, **reader).get(f"/figures/{question.name}").text for reader in READERS]

    for found, text in zip(told, texts, strict=True):
        nodes = found["rows"]["nodes"]
        held = [{cell["measure"]: cell for cell in node["cells"]} for node in nodes[:PAGE]]
        measures = dict.fromkeys(name for row in held for name in row)
        assert f'value="{ENGLAND}"' in text
        assert plain(text).count(found["title"]) > 0
        assert [row[:2] + row[4:] for row in cells(text)] == [
            [node["period"], "England", *(figure_in_words(row.get(name) or NO_FIGURE) for name in measures)]
            for node, row in zip(nodes, held, strict=False)
        ]


def test_whoever_clears_the_area_sees_every_area_and_so_does_its_file(every):
    analyst = signed_in(every, **READERS[0])

    opened, cleared = (analyst.get(f"/figures/INCIDENTS{query}").text for query in ("", "?area=&measure="))
    file = analyst.get("/figures/INCIDENTS/table.csv").text

    areas = [{row[1] for row in cells(text)} for text in (opened, cleared)]
    of_file = {row[1] for row in [*csv.reader(io.StringIO(file))][1:]}
    assert areas[0] == {"England"}
    assert areas[0] < areas[1] <= of_file
