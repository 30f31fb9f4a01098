"""What stands around every page."""

from register.http.pages.cookies import open_seal
from register.http.pages.frame import Frame
from register.settings import settings
from tests.support import story


def test_a_page_says_who_is_signed_in_and_for_which_purpose(northby):
    text = northby.get("/").text

    assert "Police force" in text
    assert story.NORTHBY in text
    assert "Purpose: To protect a child from harm" in text
    assert "Sign out" in text


def test_the_page_that_is_shown_is_marked_in_the_navigation(northby):
    assert 'aria-current="true"' in northby.get("/homes").text
    assert 'aria-current="true"' not in northby.get("/").text


def test_behind_a_prefix_every_address_of_a_page_begins_with_it():
    text = Frame(open_seal(settings()), settings()).render("sign_out.html", root="/register")

    assert 'action="/register/sign-out"' in text
    assert [part for part in text.split('href="/')[1:] if not part.startswith("register/")] == []
