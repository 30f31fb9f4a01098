"""The addresses of the pages: nobody is told anything without a session."""

import uuid
from urllib.parse import urlencode

import pytest

from register.http.pages.routes import PAGES
from tests.support import story
from tests.support.pages_client import browser, plain, signed_in

TILE = {"question": "INCIDENTS", "collection": "homes", "zoom": "6", "row": "20", "column": "31"}
NAMED = {
    "urn": story.INSIDE,
    "id": str(uuid.UUID(int=1)),
    "notice": str(uuid.UUID(int=2)),
    "check": str(uuid.UUID(int=3)),
    "question": "INCIDENTS",
    "areaCode": story.NORTHBY_COUNCIL,
    "inspection": str(uuid.UUID(int=4)),
    "finding": str(uuid.UUID(int=5)),
} | TILE
PATHS = [path.format(**NAMED) for path in PAGES]
# They say nothing of the register: what a session is for, how it ends, and what the published matrix says.
OF_NOTHING = {
    "/figures/compare", "/purpose", "/sign-out", "/desk", "/oversight", "/oversight/matrix",
    "/oversight/matrix.csv", "/why",
    f"/oversight/openings/{NAMED['id']}",
}  # fmt: skip


@pytest.mark.parametrize("path", PATHS)
def test_without_a_session_every_page_is_the_one_on_which_you_sign_in(pages, path):
    answer = browser(pages).get(path)

    assert answer.status_code == 401
    assert plain(answer.text).startswith("Sign in to the register of children's homes")


@pytest.mark.parametrize("path", PATHS)
def test_a_body_that_the_register_does_not_know_gets_no_page_that_reads(pages, path):
    answer = signed_in(pages, "police", "E23000099").get(path)

    if path in OF_NOTHING:
        assert answer.status_code == 200
    else:
        assert answer.status_code in (401, 404)
        assert story.INSIDE not in plain(answer.text)


@pytest.mark.parametrize("path", [path for path in PATHS if path not in ("/purpose", "/sign-out")])
def test_without_a_purpose_every_page_asks_for_one(pages, path):
    answer = signed_in(pages, "police", story.NORTHBY, purpose=None).get(path)

    assert (answer.status_code, answer.headers["location"]) == (303, f"/purpose?{urlencode({'next': path})}")
