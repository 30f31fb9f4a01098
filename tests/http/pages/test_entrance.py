"""Signing in and out: as invented callers in a demonstration, and never in production."""

import pytest

from register.errors import SetupError
from register.http.app import create_app
from register.http.pages.cookies import DOOR, open_seal
from register.http.pages.session import Sessions
from register.settings import settings
from register.tables import ended_session
from tests.hostile.conftest import make_server as make_server
from tests.support import story
from tests.support.pages_client import HOST, PAGES, browser, hidden, plain, signed_in


def sign_in(browser, visitor=f"police of {story.NORTHBY}", path="/homes?kind=CHILDRENS_HOME", **changed):
    return browser.post("/sign-in/as", hidden(browser.get(path).text) | {"visitor": visitor} | changed)


def test_a_visitor_signs_in_says_why_and_gets_the_page_that_was_asked_for(pages):
    visitor = browser(pages)

    let_in = sign_in(visitor)
    asks = visitor.get("/homes?kind=CHILDRENS_HOME")
    answered = visitor.send(asks.headers["location"], purpose="inspection")
    shown = visitor.get(answered.headers["location"])

    assert (let_in.status_code, let_in.headers["location"]) == (303, f"{pages.url}/homes?kind=CHILDRENS_HOME")
    assert asks.headers["location"] == "/purpose?next=%2Fhomes%3Fkind%3DCHILDRENS_HOME"
    assert shown.status_code == 200
    assert "Purpose: To inspect a home or an area" in shown.text


def test_a_browser_is_sent_to_the_sign_in_and_comes_back(pages):
    visitor = browser(pages)

    sent = visitor.get("/homes?sector=PRIVATE", Accept="text/html,*/*;q=0.8")
    let_in = sign_in(visitor, path=sent.headers["location"].removeprefix(pages.url))

    assert sent.status_code == 303
    assert sent.headers["location"] == f"{pages.url}/sign-in?next=%2Fhomes%3Fsector%3DPRIVATE"
    assert let_in.headers["location"] == f"{pages.url}/homes?sector=PRIVATE"


def test_no_purpose_is_a_problem_at_the_field(pages):
    answer = signed_in(pages, "police", story.NORTHBY, purpose=None).send("/purpose", purpose="")

    assert answer.status_code == 422
    assert 'href="#purpose"' in answer.text


@pytest.mark.parametrize("elsewhere", ["https://evil.example", "//evil.example", "/\\evil.example"])
def test_a_sign_in_leads_nowhere_else(pages, elsewhere):
    let_in = sign_in(browser(pages), next=elsewhere)

    assert let_in.headers["location"] == f"{pages.url}/"


def test_nobody_can_be_signed_in_by_a_form_of_another_site(pages):
    victim, attacker = browser(pages), browser(pages)

    stolen = hidden(attacker.get("/").text)
    victim.get("/")
    sent = victim.post("/sign-in/as", stolen | {"visitor": "ofsted"})

    assert (sent.status_code, victim.session) == (403, None)
    assert sign_in(victim, csrf="").status_code == 403


def test_a_session_that_was_there_before_the_sign_in_is_not_gone_on_with(pages):
    fixed = signed_in(pages, "police", story.SOUTHBY)
    before = fixed.session

    sign_in(fixed, path="/sign-in")

    assert fixed.session not in (None, before)
    assert "dashboards" not in fixed.get("/purpose").text


def test_whoever_is_not_on_the_list_cannot_be_signed_in_as(pages):
    assert sign_in(browser(pages), visitor="admin").status_code == 404


def test_after_the_sign_out_neither_the_browser_nor_a_copy_of_its_cookie_opens_anything(pages, northby):
    copied = northby.session

    out = northby.post("/sign-out", hidden(northby.get("/sign-out").text))
    after = northby.get("/homes")
    thief = browser(pages)
    thief.client.cookies.set("register_session", copied, domain=HOST)

    assert (out.status_code, out.headers["location"]) == (303, f"{pages.url}/sign-in?out=yes")
    assert out.headers["clear-site-data"] == '"cache"'
    assert (after.status_code, thief.get("/homes").status_code) == (401, 401)
    assert "You have signed out." in plain(northby.get("/sign-in?out=yes").text)


def test_a_session_that_was_ended_in_another_process_opens_nothing_here(pages):
    here, another = (signed_in(pages, "police", story.NORTHBY) for _ in range(2))
    given = settings()
    session = Sessions(open_seal(given), given).find(here.session)
    before = here.get("/homes").status_code
    who = {"subject": "tester", "agency": "police", "area": story.NORTHBY}

    with pages.owner.begin() as elsewhere:
        elsewhere.execute(ended_session.insert().values(id=session.number, **who))

    assert (before, here.get("/homes").status_code, another.get("/homes").status_code) == (200, 401, 200)


def test_a_link_signs_nobody_out(northby):
    assert northby.get("/sign-out").status_code == 200
    assert northby.get("/homes").status_code == 200


def test_the_cookie_from_before_the_sign_in_opens_no_page(pages):
    visitor = browser(pages)
    visitor.get("/")
    visitor.client.cookies.set("register_session", visitor.client.cookies[DOOR], domain=HOST)

    assert visitor.get("/homes").status_code == 401


def test_where_nobody_is_invented_nobody_is_offered_and_nobody_let_in(make_server):
    with make_server(REGISTER_SIGN_IN_AS="false") as server:
        visitor = browser(server)

        assert "Nobody can sign in here yet" in plain(visitor.get("/").text)
        assert visitor.post("/sign-in/as", {"visitor": "ofsted"}).status_code == 404


def test_production_refuses_to_start_with_invented_callers(settings_of):
    settings_of(
        ENVIRONMENT="production",
        PSEUDONYM_KEY="for tests",
        OIDC_ISSUER="https://issuer.example",
        OIDC_JWKS_URL="https://issuer.example/keys",
        **{name.removeprefix("REGISTER_"): value for name, value in PAGES.items()},
    )

    with pytest.raises(SetupError, match="REGISTER_SIGN_IN_AS"):
        create_app()


def test_production_signs_people_in_only_with_a_key_that_lasts(settings_of, monkeypatch):
    monkeypatch.delenv("REGISTER_SESSION_KEY", raising=False)
    settings_of(
        ENVIRONMENT="production",
        PSEUDONYM_KEY="for tests",
        OIDC_ISSUER="https://issuer.example",
        OIDC_JWKS_URL="https://issuer.example/keys",
        SIGN_IN_CLIENT_ID="register-pages",
        SIGN_IN_AS="false",
    )

    with pytest.raises(SetupError, match="REGISTER_SESSION_KEY"):
        create_app()
