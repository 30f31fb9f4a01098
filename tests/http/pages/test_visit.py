"""Forms: only those of this server, in the session, are taken."""

import pytest

from tests.support.pages_client import hidden, signed_in

FORM = {"purpose": "inspection", "next": "/"}


def token(browser):
    return hidden(browser.get("/purpose").text)["csrf"]


def test_a_form_of_the_page_is_taken(northby):
    assert northby.send("/purpose", **FORM).status_code == 303


@pytest.mark.parametrize("given", [{}, {"csrf": ""}, {"csrf": "0" * 80}, {"csrf": "é"}])
def test_a_form_without_the_token_of_the_session_does_nothing(northby, given):
    answer = northby.post("/purpose", FORM | given)

    assert answer.status_code == 403
    assert "REQUEST_NOT_OUR_FORM" in answer.text


def test_the_token_of_another_session_does_nothing(pages, northby):
    other = signed_in(pages, "ofsted")

    assert northby.post("/purpose", FORM | {"csrf": token(other)}).status_code == 403


@pytest.mark.parametrize(
    "header",
    [{"Origin": "https://evil.example"}, {"Origin": "null"}, {"Sec-Fetch-Site": "cross-site"}],
)
def test_a_form_that_another_site_sent_does_nothing_even_with_the_token(northby, header):
    assert northby.post("/purpose", FORM | {"csrf": token(northby)}, **header).status_code == 403


@pytest.mark.parametrize(
    ("body", "kind", "status"),
    [
        (b'{"purpose":"inspection"}', "application/json", 400),
        (b"purpose=%FF", "application/x-www-form-urlencoded", 400),
        (b"purpose=a%00b", "application/x-www-form-urlencoded", 400),
        (b"\xff\xfe", "application/x-www-form-urlencoded", 400),
        (b"&".join([b"a=b"] * 300), "application/x-www-form-urlencoded", 400),
        (b"a=" + b"b" * 70_000, "application/x-www-form-urlencoded", 413),
    ],
)
def test_what_is_no_form_is_refused_and_not_repeated(northby, body, kind, status):
    answer = northby.client.post(f"{northby.server.url}/purpose", content=body, headers={"Content-Type": kind})

    assert answer.status_code == status
