"""Returns on pages."""

import pytest

from tests.http.pages.conftest import serve_pages, tell
from tests.support import story
from tests.support.pages_client import cells, plain, signed_in
from tests.support.return_factories import tell_of_authority_returns


@pytest.fixture(scope="module")
def pages(cluster, story, worker):
    """A server whose story holds returns."""
    with serve_pages(cluster, story, f"returns_{worker}") as running:
        tell(running)
        with running.owner.begin() as connection:
            tell_of_authority_returns(connection)
        yield running


def test_an_authority_sees_its_return_with_its_checks_and_who_signed_it(pages):
    council = signed_in(pages, "local_authority", story.SOUTHBY_COUNCIL)
    text = council.get("/returns").text
    links = [each.split('"')[0] for each in text.split('href="/returns/')[1:]]

    words = " ".join(plain(council.get(f"/returns/{link}").text) for link in links)

    assert {row[0] for row in cells(text)} == {"Southby Council"}
    for each in ("It is not there.", "MIS_START", "It is right.", "Sign the return off"):
        assert each in words


def test_another_authoritys_return_is_the_same_page_as_none(pages):
    ask = "{ returns { nodes { id } } }"
    key, *_ = [each["id"] for each in pages.ask(ask, "local_authority", story.NORTHBY_COUNCIL).data["returns"]["nodes"]]
    council = signed_in(pages, "local_authority", story.SOUTHBY_COUNCIL)

    other, none = (council.get(f"/returns/{each}") for each in (key, "00000000-0000-0000-0000-000000000001"))

    assert (other.status_code, plain(other.text)) == (404, plain(none.text))
