"""Why can I not see this?"""

import csv
import io

import pytest

from register.policy.grants import grants_of
from register.vocabulary import Agency
from tests.support import story
from tests.support.pages_client import cells, plain


@pytest.mark.parametrize(("urn", "said"), [(story.INSIDE, "You may see it"), (story.OUTSIDE, "It is withheld")])
def test_the_page_says_why_as_the_policy_does(pages, northby, urn, said):
    asked = f'{{ viewer {{ explain(coordinate: "Home.name", key: "{urn}") {{ line }} }} }}'
    line = pages.ask(asked, "police", story.NORTHBY).data["viewer"]["explain"]["line"]

    words = plain(northby.get(f"/why?coordinate=Home.name&key={urn}").text)

    assert said in words
    assert line in words


def test_a_home_leads_to_why_something_is_withheld(northby):
    assert f"/why?coordinate=Home.name&amp;key={story.OUTSIDE}" in northby.get(f"/homes/{story.OUTSIDE}").text


@pytest.mark.parametrize("coordinate", ["x", "<script>alert(1)</script>", "Home.nothing", "a" * 3000])
def test_what_is_no_field_is_refused_in_words(northby, coordinate):
    answer = northby.get("/why?coordinate=" + coordinate)

    assert answer.status_code in (200, 400)
    assert "<script>alert" not in answer.text


def test_the_matrix_of_a_body_is_that_of_the_policy(northby):
    own, whole = (cells(northby.get(f"/oversight/matrix{query}").text) for query in ("", "?agency=all"))

    assert [row[0] for row in own] == [grant.group.value for grant in grants_of(Agency.POLICE)]
    assert len(whole) == sum(len(grants_of(agency)) for agency in Agency)
    assert cells(northby.get("/oversight/matrix?agency=<script>").text) == whole


def test_the_matrix_is_a_file_too_and_why_names_the_body_to_ask(northby):
    rows = [*csv.reader(io.StringIO(northby.get("/oversight/matrix.csv?agency=all").content.decode("utf-8-sig")))]
    why = plain(northby.get(f"/why?coordinate=Home.name&key={story.OUTSIDE}").text)

    assert rows[1:] == cells(northby.get("/oversight/matrix?agency=all").text)
    assert "Whom to ask Ask the body that keeps it (Ofsted)" in why
