"""Signing in at an identity provider: a real one, whose every answer is checked before anybody is let in."""

import re
from urllib.parse import urlencode

import pytest

from register.errors import Unavailable
from register.http.pages.issuer import Issuer
from register.settings import Settings
from tests.http.pages.conftest import serve_pages
from tests.support import story
from tests.support.pages_client import browser, hidden, plain
from tests.support.sign_in_issuer import CLIENT, sign_in_issuer

OFFICER = {"sub": "officer-1", "agency": "police", "area": story.NORTHBY}


@pytest.fixture(scope="module")
def provider():
    """The identity provider of a module."""
    with sign_in_issuer() as made:
        yield made


@pytest.fixture
def issuer(provider):
    """The identity provider, as it behaves when nothing is wrong."""
    provider.person, provider.wrong, provider.published, provider.returned = dict(OFFICER), {}, {}, {}
    provider.asked.clear()
    return provider


@pytest.fixture(scope="module")
def register(cluster, story, worker, provider):
    """A register whose people sign in there."""
    with serve_pages(cluster, story, f"issuer_{worker}", **provider.settings()) as server:
        yield server


def leave(visitor, path="/homes"):
    """The address of the issuer that the sign-in page leads to."""
    return visitor.post("/sign-in/start", hidden(visitor.get(path).text)).headers["location"]


def come_back(visitor, there):
    """What the register answers when the browser comes back from the issuer."""
    back = visitor.client.get(there)
    assert back.status_code == 302
    return visitor.client.get(back.headers["location"])


def test_an_officer_signs_in_at_the_issuer_and_out_again(register, issuer):
    visitor = browser(register)

    there = leave(visitor, "/homes?sector=PRIVATE")
    let_in = come_back(visitor, there)
    visitor.send("/purpose", purpose="inspection")
    shown = visitor.get("/homes")
    out = visitor.post("/sign-out", hidden(visitor.get("/sign-out").text))
    ended = visitor.client.get(out.headers["location"])

    assert let_in.headers["location"] == f"{register.url}/homes?sector=PRIVATE"
    assert "Ash House" in plain(shown.text)
    assert issuer.asked["authorize"]["scope"] == "openid"
    assert issuer.asked["end"] == {"client_id": CLIENT, "post_logout_redirect_uri": f"{register.url}/sign-in?out=yes"}
    assert ended.headers["location"] == f"{register.url}/sign-in?out=yes"
    assert visitor.get("/homes").status_code == 401


def test_the_challenge_is_sent_and_its_secret_only_to_the_issuer(register, issuer):
    visitor = browser(register)
    there = leave(visitor)
    come_back(visitor, there)

    secret = issuer.asked["token"]["code_verifier"]
    assert "code_challenge_method=S256" in there
    assert len(secret) >= 43
    assert secret not in there


def test_nobody_is_offered_to_be_an_invented_caller(register):
    text = browser(register).get("/").text

    assert "Sign in with your organisation's account" in plain(text)
    assert "Sign in as" not in plain(text)


@pytest.mark.parametrize(
    "wrong",
    [
        {"nonce": "another"},
        {"aud": "another-client"},
        {"iss": "https://evil.example"},
        {"sub": "somebody-else"},
        {"exp": 1},
        {"nonce": None},
    ],
    ids=str,
)
def test_an_id_token_that_is_not_for_this_sign_in_lets_nobody_in(register, issuer, wrong):
    issuer.wrong = wrong
    visitor = browser(register)

    refused = come_back(visitor, leave(visitor))

    assert (refused.status_code, visitor.session) == (401, None)


@pytest.mark.parametrize(
    "person",
    [
        OFFICER | {"aud": "another-service"},
        OFFICER | {"agency": "parents"},
        {"sub": "officer-1", "agency": "police"},
    ],
    ids=str,
)
def test_a_token_that_the_register_would_refuse_begins_no_session(register, issuer, person):
    issuer.person = person
    visitor = browser(register)

    refused = come_back(visitor, leave(visitor))

    assert (refused.status_code, visitor.session) == (401, None)


@pytest.mark.parametrize(
    "returned",
    [{"state": "another"}, {"state": ""}, {"iss": "https://evil.example"}, {"error": "access_denied"}, {"code": ""}],
    ids=str,
)
def test_a_return_that_was_not_begun_here_lets_nobody_in(register, issuer, returned):
    issuer.returned = returned
    visitor = browser(register)

    refused = come_back(visitor, leave(visitor))

    assert (refused.status_code, visitor.session) == (401, None)


def test_a_return_in_another_browser_lets_nobody_in(register, issuer):
    attacker, victim = browser(register), browser(register)
    address = attacker.client.get(leave(attacker)).headers["location"]
    victim.get("/")

    refused = victim.client.get(address)

    assert (refused.status_code, victim.session) == (401, None)


def test_a_code_is_good_for_one_sign_in(register, issuer):
    visitor = browser(register)
    address = visitor.client.get(leave(visitor)).headers["location"]
    first, second = (visitor.client.get(address) for _ in range(2))

    assert (first.status_code, second.status_code) == (303, 401)


def test_a_sign_in_cannot_be_begun_from_another_site(register):
    visitor = browser(register)
    form = hidden(visitor.get("/").text)

    assert visitor.post("/sign-in/start", form, Origin="https://evil.example").status_code == 403
    assert visitor.post("/sign-in/start", form | {"csrf": "x"}).status_code == 403


def test_after_the_sign_in_nobody_is_led_elsewhere(register, issuer):
    visitor = browser(register)
    form = hidden(visitor.get("/").text) | {"next": "https://evil.example"}
    there = visitor.post("/sign-in/start", form).headers["location"]

    assert come_back(visitor, there).headers["location"] == f"{register.url}/"


@pytest.mark.parametrize(
    "published",
    [
        {"issuer": "https://evil.example"},
        {"token_endpoint": "http://evil.example/token"},
        {"authorization_endpoint": None},
        {"authorization_endpoint": "javascript:alert(1)"},
    ],
    ids=str,
)
async def test_what_an_issuer_publishes_is_not_followed_blindly(issuer, published):
    issuer.published = published

    with pytest.raises(Unavailable):
        await asking(issuer).configuration()


async def test_an_issuer_that_does_not_answer_is_told_in_words(issuer):
    elsewhere = asking(issuer, sign_in_configuration_url="http://127.0.0.1:9/none")

    with pytest.raises(Unavailable, match="The identity provider does not answer"):
        await elsewhere.way_in("https://register.example")


async def test_in_production_a_secret_is_sent_over_https_only(issuer):
    with pytest.raises(Unavailable):
        await asking(issuer, environment="production").configuration()


def asking(issuer, **given):
    """The register's side of a sign-in, with settings of a test."""
    named = {name.removeprefix("REGISTER_").lower(): value for name, value in issuer.settings().items()}
    return Issuer(Settings(**named | given), verifier=None)


def test_a_form_may_lead_to_the_issuer(register, issuer):
    policy = browser(register).get("/").headers["content-security-policy"]

    assert re.search(rf"form-action 'self' {re.escape(issuer.url)}$", policy)


def test_no_token_is_in_what_the_browser_holds(register, issuer):
    visitor = browser(register)
    come_back(visitor, leave(visitor))

    assert visitor.session is not None
    assert "eyJ" not in urlencode(dict(visitor.client.cookies))
