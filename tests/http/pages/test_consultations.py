"""Figures of the log are what GraphQL answers to the same caller, and nobody else gets any."""

import csv
import io

import pytest
from graphql import parse, validate

from register.http.pages.consultations import AT, PARTS, QUERY
from register.schema.assemble import graphql_schema
from tests.support import story
from tests.support.access_factories import appoint
from tests.support.pages_client import plain, signed_in


def test_the_question_is_valid_and_names_every_correction():
    assert validate(graphql_schema(), parse(QUERY)) == []
    (corrects,) = (part.roots for part in PARTS if part.name == "corrections")
    assert {"correctHome", "correctChild", "correctNotice"} <= {*corrects}


def test_an_auditor_sees_every_body_with_charts_and_the_same_as_a_file(pages):
    for agency in ("ofsted", "police"):
        pages.ask("{ homes { totalCount } }", agency, story.NORTHBY if agency == "police" else None)
    auditor = signed_in(pages, "auditor")

    page = auditor.get(AT).text
    rows = [*csv.reader(io.StringIO(auditor.get(f"{AT}.csv").content.decode("utf-8-sig")))]

    words = plain(page)
    assert f'href="{AT}"' in auditor.get("/oversight").text
    assert all(part.title in words for part in PARTS)
    assert {"Ofsted", "Police"} <= {row[2] for row in rows[1:] if row[0] == PARTS[0].title}
    assert all(int(row[4]) <= int(row[3].replace(",", "")) for row in rows[1:])


@pytest.mark.parametrize(
    ("agency", "area"),
    [("police", story.NORTHBY), ("ofsted", None), ("dfe", None), ("local_authority", story.NORTHBY_COUNCIL)],
)
def test_whoever_was_not_appointed_gets_no_figure_of_the_log(pages, agency, area):
    stranger = signed_in(pages, agency, area)

    page, file = (stranger.get(path) for path in (AT, f"{AT}.csv"))

    assert (page.status_code, file.status_code) == (200, 404)
    assert "You are shown no figures: your body has not appointed you to supervise." in plain(page.text)
    for answer in (page, file):
        assert "<table" not in answer.text
        assert not [part.title for part in PARTS if part.title in plain(answer.text)]
    assert f"{AT}.csv" not in page.text


def test_a_supervisor_sees_the_figures_of_the_own_body_and_of_no_other(pages):
    with pages.owner.begin() as owner:
        appoint(owner, subject="chief", agency="police", area=story.SOUTHBY, role="supervisor")
    pages.ask("{ homes { totalCount } }", "police", story.SOUTHBY)
    pages.ask("{ homes { totalCount } }", "ofsted")
    chief = signed_in(pages, "police", story.SOUTHBY, subject="chief")

    rows = [*csv.reader(io.StringIO(chief.get(f"{AT}.csv").content.decode("utf-8-sig")))]

    assert {row[2] for row in rows[1:]} == {"Police"}
    assert len([row for row in rows if row[0] == PARTS[0].title]) == 1
