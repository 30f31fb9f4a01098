"""Figures of now are the tallies that GraphQL answers to the same caller."""

import csv
import io
import re

import pytest
from graphql import parse, validate

from register.http.pages.tallies import COUNTED, MOST_GROUPS, UNKNOWN, counted_for
from register.schema.assemble import graphql_schema
from register.vocabulary import Agency
from tests.support import story
from tests.support.pages_client import cells, plain, signed_in

PERIODS = {
    "MONTH": r"[A-Z][a-z]+ 20\d\d",
    "QUARTER": r"[A-Z][a-z]+ to [A-Z][a-z]+ 20\d\d",
    "YEAR": r"20\d\d",
    "FINANCIAL_YEAR": r"20\d\d-\d\d",
}
ASKED = "{ homeTally(by: [REGION, KIND]) { rows { key { regionName kind } count places } } }"


def test_a_tally_is_what_graphql_answers_with_a_chart_and_a_file(pages):
    told = pages.ask(ASKED, "police", story.NORTHBY).data["homeTally"]["rows"]
    northby = signed_in(pages, "police", story.NORTHBY)

    text = northby.get("/figures/now?of=homes&by=REGION&and=KIND").text
    file = csv.reader(
        io.StringIO(northby.get("/figures/now.csv?of=homes&by=REGION&and=KIND").content.decode("utf-8-sig"))
    )

    shown = cells(text)
    assert [(row[2], row[3]) for row in shown] == [(str(each["count"]), str(each["places"])) for each in told]
    assert [*file][1:] == shown
    assert ("<svg" in text) == (len(told) > 1)


def test_a_tally_of_what_a_body_cannot_read_is_not_offered(pages):
    analyst = signed_in(pages, "dfe_statistics")

    assert {each.name for each in counted_for(Agency.DFE_STATISTICS)} == {"homes", "inspections"}
    assert "Homes now" in plain(analyst.get("/figures/now?of=children").text)
    assert signed_in(pages, "auditor").get("/figures/now").status_code in (200, 404)


@pytest.mark.parametrize("counted", COUNTED, ids=lambda each: each.name)
def test_every_fact_can_be_counted_by(counted):
    for dimension in counted.dimensions:
        text = counted.question((dimension,)).text(("by", "first"))

        assert counted.keys(dimension)
        assert validate(graphql_schema(), parse(text)) == []


def test_periods_are_said_in_words(pages, council, children):
    told = [cells(council.get(f"/figures/now?of=episodes&by=STARTED_{each}").text)[0][0] for each in PERIODS]

    assert [re.fullmatch(form, words) is not None for form, words in zip(PERIODS.values(), told, strict=True)] == [
        True
    ] * len(PERIODS), told


def test_what_is_no_fact_is_left_out_and_nothing_typed_is_repeated(pages):
    text = signed_in(pages, "ofsted").get("/figures/now?of=%3Cscript%3E&by=%3Cscript%3E&area=mine").text

    assert "&lt;script" not in text
    assert len(cells(text)) == 1


def in_figures(value):
    if value is None:
        return UNKNOWN
    return f"{value:,.0f}" if value == int(value) else f"{value:,.1f}"


@pytest.mark.parametrize(
    ("counted", "dimension"),
    [(each, dimension) for each in COUNTED for dimension in each.dimensions],
    ids=lambda each: getattr(each, "name", each),
)
def test_each_tally_by_each_fact_is_what_graphql_answers_the_same_reader(pages, council, children, counted, dimension):
    asked = counted.question((dimension,)).text(("by", "first"))
    told = pages.ask(asked, "local_authority", story.SOUTHBY_COUNCIL, by=[dimension], first=MOST_GROUPS)
    rows = told.data[counted.root]["rows"]

    shown = cells(council.get(f"/figures/now?of={counted.name}&by={dimension}").text)

    assert [row[1:] for row in shown] == [[in_figures(row[each]) for each in row if each != "key"] for row in rows]
