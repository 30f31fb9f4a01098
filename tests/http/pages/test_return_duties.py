"""Lists that are owed, on pages: what an authority says of them, and who reads it."""

import pytest

from register.vocabulary import Agency, Purpose
from tests.http.pages.conftest import serve_pages, tell
from tests.support import story
from tests.support.page_walk import SCOPES, tell_of_everything
from tests.support.pages_client import plain, signed_in

DUTIES = "{ returnDuties { nodes { id authorityCode } } }"


@pytest.fixture(scope="module")
def pages(cluster, story, worker):
    """A server whose story holds a list that each authority owes."""
    with serve_pages(cluster, story, f"duties_{worker}") as running:
        tell(running)
        tell_of_everything(running)
        yield running


def owed(pages, authority):
    """The address of the list that an authority owes."""
    nodes = pages.ask(DUTIES, "local_authority", authority).data["returnDuties"]["nodes"]
    return f"/returns/duties/{nodes[0]['id']}"


def test_an_authority_says_that_it_cannot_return_a_list_and_oversight_reads_why(pages):
    council, at = signed_in(pages, "local_authority", story.SOUTHBY_COUNCIL), owed(pages, story.SOUTHBY_COUNCIL)
    said = council.send(f"{at}/unable", unableReason="PARTNERS")
    recorded = council.send(f"{at}/practice", recordsAwayApart="no")
    department = signed_in(pages, "dfe", purpose=Purpose.STATISTICS)

    assert (said.status_code, recorded.status_code) == (303, 303)
    for reader in (council, department):
        assert "Partners" in plain(reader.get(at).text)
        assert "Southby Council" in plain(reader.get("/returns/duties?overdue=yes").text)
    assert council.send(f"{at}/able", reason="They sent it.").status_code == 303
    assert "Partners" not in plain(department.get(at).text)


def test_another_authority_finds_no_such_list_and_no_form(pages):
    council, at = signed_in(pages, "local_authority", story.NORTHBY_COUNCIL), owed(pages, story.SOUTHBY_COUNCIL)
    none = "/returns/duties/00000000-0000-0000-0000-000000000001"
    answers = [council.get(each) for each in (at, none)]

    assert [answer.status_code for answer in answers] == [404, 404]
    assert plain(answers[0].text) == plain(answers[1].text)
    assert "Southby Council" not in plain(council.get("/returns/duties").text)
    assert council.get(f"{at}/unable").status_code == council.get(f"{none}/unable").status_code == 404


@pytest.mark.parametrize("agency", [each for each in Agency if each is not Agency.LOCAL_AUTHORITY])
def test_nobody_else_is_shown_a_form(pages, agency):
    person, at = signed_in(pages, agency.value, **SCOPES.get(agency, {})), owed(pages, story.SOUTHBY_COUNCIL)

    for word in ("unable", "able", "practice"):
        assert person.get(f"{at}/{word}").status_code == 404
