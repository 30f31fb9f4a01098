"""The page of a home."""

import pytest

from register.http.pages.home import HOME
from register.http.pages.records import withheld_by
from tests.support import story
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
    for reason, found in withheld_by(told).items():
        assert found["ask"] in words
        assert found["fields"] == [each["field"] for each in told["withheld"] if each["reason"] == reason]


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
