"""The page of a home."""

import csv
import io

import pytest

from register.http.pages.home import HOME
from register.http.pages.records import withheld_by
from tests.support import story
from tests.support.child_factories import note_consultations
from tests.support.pages_client import plain, signed_in


def test_a_home_shows_its_facts_people_notices_inspections_and_history(ofsted):
    words = plain(ofsted.get(f"/homes/{story.INSIDE}").text)

    for each in ("Ash House", "Mossy Homes Ltd", "Perpetua Moss", "No more than three children.", "INSIDE2024"):
        assert each in words
    assert "Records were not kept." in words
    assert "What is withheld" not in words


@pytest.mark.parametrize(
    ("agency", "area"), [("police", story.NORTHBY), ("police", story.SOUTHBY), ("dfe_statistics", None)]
)
def test_a_home_shows_what_graphql_answers_and_names_what_is_withheld(pages, agency, area):
    words = plain(signed_in(pages, agency, area).get(f"/homes/{story.INSIDE}").text)
    told = pages.ask(HOME.text(("urn",)), agency, area, urn=story.INSIDE).data["home"]

    for field, value in (("name", "Ash House"), ("postcode", "ZZ16 7AB")):
        assert (value in words) is (told[field] is not None)
    assert ("Perpetua Moss" in words) is bool(told["people"])
    for each in withheld_by(told):
        assert f"{each['why']}. {each['ask']}" in words
    fields = [field for each in withheld_by(told) for field in each["fields"]]
    assert sorted(fields) == sorted(each["field"] for each in told["withheld"])


def test_a_home_shows_each_of_its_buildings_and_the_same_as_a_file(ofsted):
    page = ofsted.get(f"/homes/{story.INSIDE}")
    rows = [*csv.reader(io.StringIO(ofsted.get(f"/homes/{story.INSIDE}/record.csv").text))]

    assert "Buildings" in plain(page.text)
    assert f'href="/homes/{story.INSIDE}/record.csv"' in page.text
    assert ["Facts", "1", "Name", "Ash House"] in rows
    assert ["Buildings", "1", "Postcode", "ZZ16 7AB"] in rows
    assert {"People", "Notices", "Conditions", "Inspections", "History of the record"} <= {row[0] for row in rows}


def test_the_force_of_a_home_sees_which_bodies_looked_it_up_and_nobody_else_does(pages, northby, southby):
    looked = "Which bodies looked this home up"
    council = signed_in(pages, "local_authority", story.SOUTHBY_COUNCIL)
    council.get(f"/homes/{story.INSIDE}")
    note_consultations(pages)

    assert "Local authority" in plain(northby.get(f"/homes/{story.INSIDE}").text).split(looked)[-1]
    assert plain(southby.get(f"/homes/{story.INSIDE}").text).split(looked)[-1].startswith(" Withheld: outside")
    assert looked not in plain(signed_in(pages, "ofsted").get(f"/homes/{story.INSIDE}").text)


def test_a_home_that_is_not_there_is_the_same_page_for_everybody(pages, northby):
    provider = signed_in(pages, "interview_provider", organisation="story-trust")

    answers = {
        plain(answer.text)
        for answer in (
            northby.get("/homes/SC999999"),
            northby.get("/homes/9999999"),
            provider.get(f"/homes/{story.INSIDE}"),
        )
    }

    assert len(answers) == 1


@pytest.mark.parametrize("urn", ["x", "%3Cscript%3E", "SC900001%00"])
def test_what_is_no_urn_is_refused_and_not_repeated(northby, urn):
    answer = northby.get(f"/homes/{urn}")

    assert answer.status_code in (400, 404)
    assert "script>" not in plain(answer.text)
