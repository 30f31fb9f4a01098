"""Ofsted's monthly list: what would change is shown first, and only what was shown so can be written."""

import pytest
import sqlalchemy as sa

from register.http.pages.comparison import OTHER_FILE, compared, mark_of
from register.tables import home
from tests.http.pages.conftest import serve_pages
from tests.support.pages_client import hidden, plain, signed_in
from tests.support.published_files import UNINSPECTED, provider_file

NAME = "providers as at 2025-03-31.csv"
AT = "/desk/list"


@pytest.fixture(scope="module")
def pages(cluster, story, worker):
    """A server of this file's own, whose homes it changes."""
    with serve_pages(cluster, story, f"comparison_{worker}") as running:
        yield running


@pytest.fixture
def monthly(tmp_path):
    """A list with these homes."""

    def made(*urns, **changes):
        rows = [{"URN": urn, "Local authority": "Northby Council", **UNINSPECTED, **changes} for urn in urns]
        path = provider_file(tmp_path, *rows)
        content = path.read_bytes()
        path.unlink()
        return content

    return made


def registered(pages):
    """The homes that a list has brought in."""
    with pages.owner.connect() as owner:
        return set(owner.scalars(sa.select(home.c.urn).where(home.c.source_system.is_not(None))))


def test_a_list_is_compared_then_imported_and_a_form_that_was_not_compared_writes_nothing(pages, monthly):
    ofsted = signed_in(pages, "ofsted")
    file, other = monthly("SC910001", "SC910002"), monthly("SC910001", "SC910003")

    def send(form, content):
        return ofsted.client.post(f"{pages.url}{AT}", data=form, files={"file": (NAME, content)})

    tried = ofsted.upload(AT, (NAME, file))
    words, form = plain(tried.text), hidden(tried.text)
    forged = send(form | {"compared": "0" * len(form["compared"])}, file)
    changed = send(form, other)
    nothing = registered(pages)
    done = send(form, file)
    again = send(form, file)

    assert (tried.status_code, "SC910002" in words, "Added 2" in words) == (200, True, True)
    assert [each.status_code for each in (forged, changed)] == [422, 422]
    assert OTHER_FILE in plain(changed.text)
    assert nothing == set()
    assert (done.status_code, done.headers["location"]) == (303, "/desk?done=importHomes")
    assert again.status_code == 303
    assert registered(pages) == {"SC910001", "SC910002"}


def test_a_list_that_breaks_a_rule_is_compared_and_cannot_be_imported(pages, monthly):
    tried = signed_in(pages, "ofsted").upload(AT, (NAME, monthly("SC910004", Places="many")))

    assert (tried.status_code, "compared" in hidden(tried.text)) == (422, False)
    assert "Refused 1" in plain(tried.text)


def test_what_was_compared_in_one_session_is_not_what_was_compared_in_another():
    assert mark_of("a", {"file": "x"}) != mark_of("b", {"file": "x"})
    assert mark_of("a", {"file": "x", "asAt": "y"}) == mark_of("a", {"asAt": "y", "file": "x"})


def test_a_file_that_could_not_be_compared_shows_no_comparison():
    assert compared({"report": None, "changes": None}) == {}
