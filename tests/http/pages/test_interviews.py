"""Return home interviews on pages."""

from tests.support import story
from tests.support.pages_client import cells, hidden, plain, signed_in


def test_the_interview_that_is_due_first_comes_first_and_says_how_late_it_is(pages, children):
    north = signed_in(pages, "local_authority", story.NORTHBY_COUNCIL)

    rows = cells(north.get("/interviews?closed=ALL").text)

    assert rows
    assert all("Overdue by" in row[1] or "left" in row[1] for row in rows)


def test_an_interview_shows_its_facts_and_what_can_be_recorded(pages, children):
    north = signed_in(pages, "local_authority", story.NORTHBY_COUNCIL)
    asked = "{ returnInterviews { nodes { id } } }"
    key = pages.ask(asked, "local_authority", story.NORTHBY_COUNCIL).data["returnInterviews"]["nodes"][0]["id"]

    words = plain(north.get(f"/interviews/{key}").text)
    form = north.get(f"/interviews/{key}/grade").text
    refused = north.post(f"/interviews/{key}/grade", hidden(form))

    assert "Grade the interview" in words
    assert "Why the child left" in words
    assert (refused.status_code, 'href="#qualityGrade"' in refused.text) == (422, True)


def test_another_authoritys_interview_is_the_same_page_as_none(pages, children):
    asked = "{ returnInterviews { nodes { id } } }"
    keys = {
        area: {n["id"] for n in pages.ask(asked, "local_authority", area).data["returnInterviews"]["nodes"]}
        for area in (story.NORTHBY_COUNCIL, story.SOUTHBY_COUNCIL)
    }
    hidden_from_south = keys[story.NORTHBY_COUNCIL] - keys[story.SOUTHBY_COUNCIL]
    south = signed_in(pages, "local_authority", story.SOUTHBY_COUNCIL)
    none = south.get("/interviews/00000000-0000-0000-0000-000000000001")

    for key in hidden_from_south:
        assert plain(south.get(f"/interviews/{key}").text) == plain(none.text)
    assert none.status_code == 404
