"""The list of homes: what it shows is what GraphQL answers the same caller."""

import csv
import html
import io

import pytest
import sqlalchemy as sa

from register.tables import home_identity
from tests.support import story
from tests.support.pages_client import cells, plain, signed_in

EVIL = "<script>alert(1)</script>"


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
