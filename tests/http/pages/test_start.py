"""The first page."""

from tests.support.pages_client import plain


def test_the_first_page_says_who_you_are_and_where_to_go(northby):
    text = northby.get("/").text

    assert "You are signed in as tester, for Police of Northby." in plain(text)
    assert 'href="/homes"' in text
