"""The list of homes: what it shows is what GraphQL answers the same caller."""

import csv
import html
import io
import re

import pytest
import sqlalchemy as sa

from register.http.pages.homes import HOMES, asked_by
from register.tables import home_identity
from tests.support import story
from tests.support.pages_client import plain, signed_in

CALLERS = [("police", story.NORTHBY), ("police", story.SOUTHBY), ("ofsted", None), ("dfe_statistics", None)]
EVIL = "<script>alert(1)</script>"


def cells(text):
    """The rows of the page's table, in words."""
    rows = re.findall(r"<tr.*?</tr>", text, re.S)[1:]
    return [
        [re.sub(r"<[^>]+>", "", html.unescape(cell)).strip() for cell in re.findall(r"<t[hd].*?</t[hd]>", row, re.S)]
        for row in rows
    ]


@pytest.mark.parametrize(("agency", "area"), CALLERS)
def test_the_list_shows_what_graphql_answers_to_the_same_caller(pages, agency, area):
    shown = cells(signed_in(pages, agency, area).get("/homes").text)
    asked = HOMES.asked(first=25, **asked_by({}))

    told = pages.ask(asked.query, agency, area, **asked.variables).data["homes"]

    assert [row[0] for row in shown] == [home["urn"] for home in told["nodes"]]
    for row, home in zip(shown, told["nodes"], strict=True):
        held = {each["field"] for each in home["withheld"]}
        for place, field in ((1, "name"), (2, "postcode")):
            expected = home[field] or ("Withheld" if field in held else "Not recorded")
            assert row[place].startswith(expected)
        assert row[4] == str(home["places"])


@pytest.mark.parametrize(
    ("filters", "urns"),
    [
        ("area=mine", story.SHOWN_IN_NORTHBY),
        ("name=ash", (story.INSIDE,)),
        ("sector=VOLUNTARY", (story.PLAIN,)),
        ("judgement=INADEQUATE", (story.OUTSIDE,)),
        ("kind=SECURE_CHILDRENS_HOME", ()),
        ("registration=NOT_A_STATUS&kind=<script>&after=", story.EVERY_URN),
    ],
)
def test_filters_stand_in_the_address(northby, filters, urns):
    text = northby.get(f"/homes?{filters}").text

    assert {row[0] for row in cells(text)} <= set(story.EVERY_URN)
    if filters == "area=mine":
        assert {row[0] for row in cells(text)} >= set(story.IN_NORTHBY)
    else:
        assert [row[0] for row in cells(text)] == list(urns)


def test_whoever_may_not_search_by_a_name_is_told_so_and_shown_nothing(pages):
    answer = signed_in(pages, "dfe_statistics").get("/homes?name=ash")

    assert cells(answer.text) == []
    assert "Your body cannot see this" in answer.text


def test_an_area_that_is_none_is_refused_in_words(northby):
    assert "No area has this code." in plain(northby.get("/homes?area=E23999999").text)


def test_pages_follow_one_another_without_a_gap(northby, monkeypatch):
    monkeypatch.setattr("register.http.pages.homes.PAGE", 3)
    found, path = [], "/homes"
    while path:
        text = northby.get(path).text
        found += [row[0] for row in cells(text)]
        link = re.search(r'href="([^"]+)" rel="next"', text)
        path = html.unescape(link[1]) if link else None

    assert found == list(story.EVERY_URN)


def test_the_file_holds_the_whole_list_as_the_caller_sees_it(southby):
    answer = southby.get("/homes.csv")

    rows = [*csv.DictReader(io.StringIO(answer.content.decode("utf-8-sig")))]
    assert [row["URN"] for row in rows] == list(story.EVERY_URN)
    named = {row["URN"]: row["Name"] for row in rows}
    assert named[story.OUTSIDE] == "Elm House"
    assert named[story.INSIDE].startswith("Withheld")
    assert "Ash House" not in answer.text


def test_a_file_of_what_may_not_be_searched_is_refused(pages):
    assert signed_in(pages, "dfe_statistics").get("/homes.csv?name=ash").status_code == 400


def test_a_name_that_is_a_script_is_shown_as_it_is_written(pages, northby):
    named = sa.update(home_identity).where(home_identity.c.name == "Oak House")
    with pages.owner.begin() as connection:
        connection.execute(named.values(name=EVIL))
    try:
        for path in ("/homes", f"/homes/{story.PLAIN}"):
            text = northby.get(path).text
            assert EVIL not in text
            assert EVIL in html.unescape(text)
    finally:
        with pages.owner.begin() as connection:
            connection.execute(sa.update(home_identity).where(home_identity.c.name == EVIL).values(name="Oak House"))


def test_what_is_typed_into_a_filter_is_shown_as_it_was_typed(northby):
    text = northby.get('/homes?name="><script>alert(1)</script>').text

    assert "<script>alert" not in text
    assert '"><script>alert(1)</script>' in html.unescape(text)
