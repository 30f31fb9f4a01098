"""A caller is who its headers say: the bearer of a token, or the holder of a key by Basic or X-API-Key."""

import base64
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from register.database.state_folder import state_dir
from register.errors import BadInput, Unauthenticated
from register.http.sign_in import SignIn
from register.identity.api_keys import ApiKeys, write_keys
from register.identity.causes import Cause
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


@pytest.fixture
def sign_in_by_url(sign_in):
    return SignIn(sign_in._verifier, sign_in._keys, takes_from_url=True)


IN_URL = f"{NUMBER}.{SECRET}"


async def test_a_key_in_a_url_is_refused_unless_a_setting_allows_it(sign_in, sign_in_by_url, token):
    for headers in ([], [HEADER], [(b"authorization", f"Bearer {token}".encode())]):
        with pytest.raises(Unauthenticated) as refused:
            await sign_in.caller(headers, **USE, in_url=[IN_URL])
        assert refused.value.cause is Cause.API_KEY_IN_URL
    assert (await sign_in_by_url.caller([], **USE, in_url=[IN_URL])).subject == f"key:{NUMBER}"


async def test_a_key_in_a_url_comes_alone_lasts_a_month_at_most_and_is_held_to_what_it_is_bound_to(
    sign_in_by_url, tmp_path
):
    for headers, in_url in (([HEADER], [IN_URL]), ([BASIC], [IN_URL]), ([], [IN_URL, IN_URL]), ([], ["x"])):
        with pytest.raises(Unauthenticated):
            await sign_in_by_url.caller(headers, **USE, in_url=in_url)
    with pytest.raises(Unauthenticated):
        await sign_in_by_url.caller([], **{**USE, "door": "downloads"}, in_url=[IN_URL])
    path = tmp_path / "long.jsonl"
    write_keys(path, {NUMBER: replace(KEY, expires_at=KEY.issued_at + timedelta(days=32))})
    long_lived = SignIn(sign_in_by_url._verifier, ApiKeys(path), takes_from_url=True)
    with pytest.raises(Unauthenticated) as refused:
        await long_lived.caller([], **USE, in_url=[IN_URL])
    assert refused.value.cause is Cause.API_KEY_IN_URL
    assert await long_lived.caller([HEADER], **USE)


async def test_a_key_from_elsewhere_is_refused(sign_in):
    with pytest.raises(Unauthenticated):
        await sign_in.caller([HEADER], door="features", peer="198.51.100.1")
