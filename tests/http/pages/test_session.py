"""Sessions: they end when nobody comes, at the latest after a working day, and at once when somebody signs out."""

import time
from datetime import UTC, datetime

import pytest

from register.errors import Unauthenticated
from register.http.pages.cookies import Seal
from register.http.pages.session import Sessions
from register.identity.claims import Claims
from register.settings import settings
from register.vocabulary import Agency, Purpose

CLAIMS = Claims("somebody", Agency.POLICE, "E23000005", None, "token-1", datetime(2030, 1, 1, tzinfo=UTC))


@pytest.fixture
def sessions():
    """Sessions under the settings of a test."""
    return Sessions(Seal(b"1" * 32), settings())


@pytest.fixture
def pass_time(monkeypatch):
    """Lets seconds pass."""
    now = time.time()
    return lambda seconds: monkeypatch.setattr("register.http.pages.session.time.time", lambda: now + seconds)


def refused(sessions, cookie):
    with pytest.raises(Unauthenticated) as refusal:
        sessions.find(cookie)
    return refusal.value.cause


def test_a_session_comes_back_as_it_was_kept(sessions):
    begun = sessions.begin(CLAIMS, at_issuer=True).with_purpose(Purpose.INSPECTION)

    found = sessions.find(sessions.close(begun))

    assert (found.id, found.purpose, found.at_issuer) == (begun.id, Purpose.INSPECTION, True)
    caller = found.caller
    assert (caller.subject, caller.agency, caller.area, caller.purpose) == (
        "somebody", Agency.POLICE, "E23000005", Purpose.INSPECTION,
    )  # fmt: skip
    assert found.claims.token_id == CLAIMS.token_id


def test_every_sign_in_begins_another_session(sessions):
    assert sessions.begin(CLAIMS, at_issuer=False).id != sessions.begin(CLAIMS, at_issuer=False).id


def test_a_session_ends_when_nobody_comes(sessions, pass_time):
    kept = sessions.close(sessions.begin(CLAIMS, at_issuer=False))

    pass_time(settings().session_idle_s - 2)
    again = sessions.close(sessions.find(kept))
    pass_time(settings().session_idle_s + 2)

    assert refused(sessions, kept) == "session_ended"
    assert sessions.find(again)


def test_a_session_ends_although_somebody_comes(sessions, pass_time):
    kept = sessions.close(sessions.begin(CLAIMS, at_issuer=False))
    for seconds in range(0, settings().session_life_s - 600, 600):
        pass_time(seconds)
        kept = sessions.close(sessions.find(kept))

    pass_time(settings().session_life_s + 2)

    assert refused(sessions, kept) == "session_ended"


def test_no_cookie_is_no_session(sessions):
    assert refused(sessions, None) == "no_session"
    assert refused(sessions, "AAAA") == "no_session"
