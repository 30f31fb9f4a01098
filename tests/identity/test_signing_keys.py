"""Keys: what an identity provider that fails, hangs, lies or rotates does to the register."""

import asyncio
import gzip
import json
from email.utils import formatdate
from time import time

import pytest
from cryptography.hazmat.primitives.asymmetric import ec, ed25519, rsa
from jwt.algorithms import ECAlgorithm, OKPAlgorithm, RSAAlgorithm
from structlog.testing import capture_logs

from register.errors import SetupError, Unavailable
from register.identity.signing_keys import FixedKeys, Keys, UnusableKeys, read_keys
from tests.identity.conftest import until
from tests.support.key_server import content, drip, flood, hang, key_server, published, status

EC_KEY = ec.generate_private_key(ec.SECP256R1())
RSA_KEY = rsa.generate_private_key(65_537, 2_048)
EC_JWK = ECAlgorithm.to_jwk(EC_KEY.public_key(), as_dict=True)
RSA_JWK = RSAAlgorithm.to_jwk(RSA_KEY.public_key(), as_dict=True)
ED_JWK = OKPAlgorithm.to_jwk(ed25519.Ed25519PrivateKey.generate().public_key(), as_dict=True)
SHORT_RSA_JWK = RSAAlgorithm.to_jwk(rsa.generate_private_key(65_537, 1_024).public_key(), as_dict=True)  # noqa: S505
P384_JWK = ECAlgorithm.to_jwk(ec.generate_private_key(ec.SECP384R1()).public_key(), as_dict=True)
OLD = {**EC_JWK, "kid": "old", "use": "sig"}
NEW = {**RSA_JWK, "kid": "new", "use": "sig"}

UNUSABLE = {
    "encryption": {**EC_JWK, "kid": "k", "use": "enc"},
    "encryption operations": {**EC_JWK, "kid": "k", "key_ops": ["encrypt"]},
    "operations not a list": {**EC_JWK, "kid": "k", "key_ops": "verify"},
    "symmetric": {"kty": "oct", "k": "AyM1SysPpbyDfgZld3umj1qzKObwVMkoqQ-EstJQLr_T-1qS0gZH75", "kid": "k"},
    "unknown kind": {"kty": "PQC", "kid": "k"},
    "kind not text": {"kty": ["EC"], "kid": "k"},
    "curve not text": {**EC_JWK, "crv": {"P-256": 1}, "kid": "k"},
    "another curve": {**P384_JWK, "kid": "k"},
    "another algorithm": {**RSA_JWK, "alg": "PS256", "kid": "k"},
    "symmetric algorithm": {**RSA_JWK, "alg": "HS256", "kid": "k"},
    "short": {**SHORT_RSA_JWK, "kid": "k"},
    "private": {**ECAlgorithm.to_jwk(EC_KEY, as_dict=True), "kid": "k"},
    "off the curve": {**EC_JWK, "y": EC_JWK["x"], "kid": "k"},
    "broken": {**EC_JWK, "x": 7, "kid": "k"},
    "without an id": EC_JWK,
    "id not text": {**EC_JWK, "kid": 7},
    "id too long": {**EC_JWK, "kid": "k" * 201},
    "not an object": "key",
}

OUTAGES = {
    "500": status(500),
    "204": status(204),
    "HTML": content(b"<html><body>Sign in</body></html>", Content_Type="text/html"),
    "empty": content(b""),
    "no keys": published(),
    "keys not a list": content(b'{"keys": {"kid": "old"}}'),
    "a list": content(json.dumps([OLD]).encode()),
    "encryption keys only": published({**OLD, "use": "enc"}),
    "too many keys": published(*[{**OLD, "kid": f"k{number}"} for number in range(101)]),
    "compressed": content(gzip.compress(json.dumps({"keys": [NEW]}).encode()), Content_Encoding="gzip"),
    "nested deeply": content(b"[" * 200_000),
    "hangs": hang,
    "drips": drip,
    "100 MB": flood,
}


@pytest.mark.parametrize("jwk", UNUSABLE.values(), ids=UNUSABLE.keys())
def test_a_set_with_only_an_unusable_key_is_an_error(jwk):
    with pytest.raises(UnusableKeys):
        read_keys({"keys": [jwk]})


@pytest.mark.parametrize("jwk", UNUSABLE.values(), ids=UNUSABLE.keys())
def test_an_unusable_key_does_not_spoil_the_others(jwk):
    assert list(read_keys({"keys": [jwk, OLD]})) == ["old"]


@pytest.mark.parametrize(("jwk", "algorithm"), [(RSA_JWK, "RS256"), (EC_JWK, "ES256"), (ED_JWK, "EdDSA")])
def test_the_kind_of_key_settles_the_algorithm(jwk, algorithm):
    assert read_keys({"keys": [{**jwk, "kid": "k"}]})["k"].algorithm == algorithm


def test_of_two_keys_with_one_id_the_first_counts():
    assert read_keys({"keys": [OLD, {**NEW, "kid": "old"}]})["old"].algorithm == "ES256"


async def test_fixed_keys_are_ready_without_a_network():
    keys = FixedKeys({"keys": [OLD]})

    assert (keys.ready, keys.age_s, keys.version) == (True, 0.0, 0)
    assert await keys.find("old") is not None
    assert await keys.find("new") is None


@pytest.mark.parametrize("answer", OUTAGES.values(), ids=OUTAGES.keys())
async def test_known_keys_go_on_working_through_any_outage(open_keys, server, answer):
    server.publish(OLD)
    keys = await open_keys(jwks_refresh_s=0.05, jwks_retry_s=0.05)
    server.answer = answer
    with capture_logs() as events:
        await until(lambda: len(events) >= 2)

    assert await keys.find("old") is not None
    assert keys.ready
    assert keys.version == 1
    assert {event["cause"] for event in events} == {"keys_not_refreshed"}


@pytest.mark.parametrize("answer", OUTAGES.values(), ids=OUTAGES.keys())
async def test_before_the_first_good_answer_every_token_is_unavailable_and_the_start_goes_on(open_keys, server, answer):
    server.answer = answer
    keys = await open_keys()

    assert (keys.ready, keys.age_s) == (False, None)
    with pytest.raises(Unavailable):
        await keys.find("old")


async def test_keys_come_back_without_a_request_once_the_provider_does(open_keys, server):
    keys = await open_keys(jwks_refresh_s=60, jwks_retry_s=0.05)
    server.publish(OLD)
    await until(lambda: keys.ready)

    assert await keys.find("old") is not None


async def test_keys_that_are_too_old_are_unavailable(open_keys, server):
    server.publish(OLD)
    keys = await open_keys(jwks_stale_s=0.2)
    before = await keys.find("old")
    await until(lambda: not keys.ready)

    assert before is not None
    with pytest.raises(Unavailable):
        await keys.find("old")


async def test_requests_with_known_keys_do_not_wait_for_a_fetch_that_hangs(open_keys, server):
    server.publish(OLD)
    keys = await open_keys(jwks_timeout_s=30)
    server.answer = hang
    waiting = asyncio.create_task(keys.find("unknown"))
    await until(lambda: server.arrived == 2)

    # Found while the fetch still hangs.
    assert await asyncio.wait_for(keys.find("old"), 20) is not None
    assert not waiting.done()
    waiting.cancel()


async def test_a_flood_is_cut_off_after_a_few_hundred_kilobytes(open_keys, server):
    server.answer = flood
    keys = await open_keys(jwks_timeout_s=30)

    assert not keys.ready
    assert server.sent_bytes < 20_000_000


async def test_an_answer_of_256_kb_is_read_and_one_byte_more_is_not(open_keys, server):
    body = json.dumps({"keys": [OLD]}).encode()
    server.answer = content(body.ljust(262_144))
    at_the_limit = await open_keys()
    server.answer = content(body.ljust(262_145))
    beyond = await open_keys()

    assert (at_the_limit.ready, beyond.ready) == (True, False)


async def test_a_new_key_works_when_first_seen_and_the_old_one_until_it_is_removed(open_keys, server):
    server.publish(OLD)
    keys = await open_keys()
    server.publish(OLD, NEW)

    assert await keys.find("new") is not None
    assert await keys.find("old") is not None
    assert keys.version == 2


async def test_a_removed_key_stops_working_at_the_next_refresh(open_keys, server):
    server.publish(OLD, NEW)
    keys = await open_keys(jwks_refresh_s=0.05)
    server.publish(NEW)
    await until(lambda: keys.version == 2)

    assert await keys.find("old") is None
    assert await keys.find("new") is not None


async def test_a_key_replaced_under_the_same_id_is_a_change(open_keys, server):
    server.publish(OLD)
    keys = await open_keys(jwks_refresh_s=0.05)
    server.publish({**NEW, "kid": "old"})
    await until(lambda: keys.version == 2)

    assert (await keys.find("old")).algorithm == "RS256"


async def test_unknown_key_ids_cause_one_fetch_in_the_cooldown(open_keys, server):
    server.publish(OLD)
    keys = await open_keys(jwks_cooldown_s=2)
    await asyncio.sleep(2)
    found = await asyncio.gather(*[keys.find(f"unknown {number}") for number in range(50)])
    found += [await keys.find("unknown")]

    assert found == [None] * 51
    assert server.arrived == 2


async def test_all_who_wait_for_a_new_key_share_the_fetch_that_is_under_way(open_keys, server):
    server.publish(OLD)
    keys = await open_keys(jwks_cooldown_s=0.2, jwks_timeout_s=5)
    await asyncio.sleep(0.2)
    server.answer = lambda handler: server.released.wait(60) and published(OLD, NEW)(handler)
    waiting = [asyncio.create_task(keys.find("new")) for _ in range(3)]
    await until(lambda: server.arrived == 2)
    server.released.set()

    assert None not in await asyncio.gather(*waiting)
    assert server.arrived == 2


async def test_an_unknown_key_id_soon_after_a_fetch_causes_none(open_keys, server):
    server.publish(OLD)
    keys = await open_keys(jwks_cooldown_s=30.0)
    server.publish(OLD, NEW)

    assert await keys.find("new") is None
    assert server.arrived == 1


async def test_a_caller_who_goes_away_does_not_end_the_fetch_for_others(open_keys, server):
    server.publish(OLD)
    keys = await open_keys(jwks_timeout_s=5)
    server.answer = lambda handler: server.released.wait(60) and published(OLD, NEW)(handler)
    impatient, patient = (asyncio.create_task(keys.find("new")) for _ in range(2))
    await until(lambda: server.arrived == 2)
    impatient.cancel()
    server.released.set()

    assert await patient is not None
    assert server.arrived == 2


async def test_redirects_are_not_followed(open_keys, server):
    with key_server() as elsewhere:
        elsewhere.publish(OLD)
        server.answer = status(302, Location=elsewhere.url)
        keys = await open_keys()

    assert not keys.ready
    assert elsewhere.arrived == 0


async def test_the_environment_cannot_put_a_proxy_in_between(open_keys, server, monkeypatch):
    server.publish(OLD)
    with key_server() as proxy:
        for name in ("HTTP_PROXY", "http_proxy", "ALL_PROXY", "all_proxy"):
            monkeypatch.setenv(name, proxy.url)
        keys = await open_keys()

    assert keys.ready
    assert proxy.arrived == 0


@pytest.mark.parametrize(("offset_s", "ready"), [(7_200, False), (-7_200, False), (290, True), (-290, True)])
async def test_a_clock_far_from_the_providers_is_not_ready(open_keys, server, offset_s, ready):
    server.answer = published(OLD, Date=formatdate(time() + offset_s, usegmt=True))
    with capture_logs() as events:
        keys = await open_keys()

    assert keys.ready is ready
    assert [event["cause"] for event in events] == ([] if ready else ["clock_differs"])


async def test_an_unreadable_date_says_nothing_about_the_clock(open_keys, server):
    server.answer = published(OLD, Date="yesterday")
    keys = await open_keys()

    assert keys.ready
    assert keys.clock_offset_s is None


async def test_a_cached_answer_is_dated_by_its_age(open_keys, server):
    server.answer = published(OLD, Date=formatdate(time() - 3_600, usegmt=True), Age="3600")
    keys = await open_keys()

    assert keys.ready
    assert abs(keys.clock_offset_s) < 5


async def test_a_failure_before_any_success_raises_the_alarm(open_keys, server):
    with capture_logs() as events:
        await open_keys()

    assert events == [
        {
            "event": "security",
            "log_level": "warning",
            "cause": "keys_not_refreshed",
            "reason": "UnusableKeys",
            "age_s": None,
            "alarm": True,
        }
    ]


@pytest.mark.parametrize(
    "url", ["", "keys", "ftp://host/keys", "file:///etc/passwd", "https://", "http://[::1/keys", "http://a:b/keys"]
)
def test_only_web_addresses_are_accepted(settings, url):
    with pytest.raises(SetupError, match="http or https"):
        Keys(settings(oidc_jwks_url=url))


@pytest.mark.parametrize("url", ["http://keys.example/keys", "http://10.0.0.1/keys"])
def test_production_fetches_keys_over_tls(settings, url):
    with pytest.raises(SetupError, match="https address in production"):
        Keys(settings(environment="production", oidc_jwks_url=url))
