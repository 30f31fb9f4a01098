"""A caller is who its headers say: the bearer of a token, or the holder of a key by Basic or X-API-Key."""

import base64
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from register.database.state_folder import state_dir
from register.errors import BadInput, Unauthenticated
from register.http.sign_in import SignIn
from register.identity.api_keys import ApiKeys, write_keys
from register.identity.development_issuer import DevelopmentIssuer
from register.identity.tokens import open_verifier
from register.settings import settings
from register.vocabulary import Agency, Purpose
from tests.identity.test_api_keys import KEY, NUMBER, SECRET
from tests.support import story

USE = {"door": "features", "peer": "192.0.2.9"}
BASIC = (b"authorization", b"Basic " + base64.b64encode(f"{NUMBER}:{SECRET}".encode()))
HEADER = (b"x-api-key", f"{NUMBER}.{SECRET}".encode())


@pytest.fixture
def token(environment):
    return DevelopmentIssuer(state_dir(), settings()).issue(Agency.POLICE, area=story.NORTHBY)


@pytest.fixture
def sign_in(environment, tmp_path):
    path = tmp_path / "keys.jsonl"
    until = datetime.now(UTC) + timedelta(days=1)
    write_keys(path, {NUMBER: replace(KEY, expires_at=until)})
    return SignIn(open_verifier(settings(), state_dir()), ApiKeys(path))


async def test_a_bearer_token_names_the_caller_and_a_header_the_purpose(sign_in, token):
    headers = [(b"authorization", f"Bearer {token}".encode()), (b"register-purpose", b"incident_response")]

    caller = await sign_in.caller(headers, **USE)

    assert (caller.agency, caller.area, caller.purpose) == (Agency.POLICE, story.NORTHBY, Purpose.INCIDENT_RESPONSE)
    assert caller.today == datetime.now(UTC).date()


async def test_an_unknown_purpose_is_refused_after_the_token_was_found_good(sign_in, token):
    with pytest.raises(BadInput):
        await sign_in.caller(
            [(b"authorization", f"Bearer {token}".encode()), (b"register-purpose", b"curiosity")], **USE
        )
    with pytest.raises(Unauthenticated):
        await sign_in.caller([(b"register-purpose", b"curiosity")], **USE)


@pytest.mark.parametrize("header", [BASIC, HEADER], ids=["basic", "header"])
async def test_a_key_names_the_body_and_the_purpose_that_it_is_bound_to(sign_in, header):
    caller = await sign_in.caller([header], **USE)

    assert (caller.subject, caller.agency, caller.area) == (f"key:{NUMBER}", Agency.POLICE, story.NORTHBY)
    assert caller.purpose is Purpose.PREVENTION_ANALYSIS


async def test_a_key_is_good_for_its_own_purpose_alone(sign_in):
    assert await sign_in.caller([HEADER, (b"register-purpose", b"prevention_analysis")], **USE)
    with pytest.raises(BadInput):
        await sign_in.caller([HEADER, (b"register-purpose", b"incident_response")], **USE)


@pytest.mark.parametrize(
    "headers",
    [
        [],
        [BASIC, HEADER],
        [HEADER, HEADER],
        [(b"authorization", b"Basic")],
        [(b"authorization", b"Basic !!!!")],
        [(b"authorization", b"Basic " + base64.b64encode(b"\xff\xff:x"))],
        [(b"authorization", b"Basic " + base64.b64encode(b"x" * 9_000))],
        [(b"authorization", f"Bearer {NUMBER}.{SECRET}".encode())],
        [(b"authorization", b"Digest x")],
        [(b"x-api-key", b"\xff.\xff")],
    ],
)
async def test_every_other_way_to_send_one_is_refused(sign_in, headers):
    with pytest.raises(Unauthenticated):
        await sign_in.caller(headers, **USE)


async def test_a_key_from_elsewhere_is_refused(sign_in):
    with pytest.raises(Unauthenticated):
        await sign_in.caller([HEADER], door="features", peer="198.51.100.1")
