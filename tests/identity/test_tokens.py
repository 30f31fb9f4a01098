"""Tokens: which are believed, and the cause for which each other one is not."""

import asyncio
import socket
import time
from importlib.metadata import version

import jwt
import pytest
from cryptography.hazmat.primitives.asymmetric import ec, ed25519, rsa
from jwt.algorithms import ECAlgorithm, OKPAlgorithm, RSAAlgorithm

from register.errors import SetupError, Unauthenticated, Unavailable
from register.identity import tokens
from register.identity.development_issuer import DEVELOPMENT_ISSUER
from register.identity.signing_keys import FixedKeys, Keys
from register.identity.tokens import REMEMBERED_TOKENS, Verifier, bearer_token, open_verifier
from register.vocabulary import Agency
from tests.identity.conftest import until
from tests.support.bad_tokens import bad_in_production, bad_tokens, payload, token, token_of_length

SIGNERS = {
    "RS256": (rsa.generate_private_key(65_537, 2_048), RSAAlgorithm),
    "ES256": (ec.generate_private_key(ec.SECP256R1()), ECAlgorithm),
    "EdDSA": (ed25519.Ed25519PrivateKey.generate(), OKPAlgorithm),
}
PUBLISHED = [
    {**kind.to_jwk(key.public_key(), as_dict=True), "kid": name, "use": "sig"} for name, (key, kind) in SIGNERS.items()
]


def signed(algorithm: str, **changes: object) -> str:
    key, _ = SIGNERS[algorithm]
    return jwt.encode(payload(**changes), key, algorithm, {"kid": algorithm, "typ": "at+jwt"})


@pytest.fixture
def verifier(issuer, settings) -> Verifier:
    return Verifier(FixedKeys(issuer.jwks()), DEVELOPMENT_ISSUER, settings())


@pytest.fixture
def production(issuer, settings) -> Verifier:
    return Verifier(FixedKeys(issuer.jwks()), DEVELOPMENT_ISSUER, settings(environment="production"))


async def start_of_second() -> int:
    """The present second, with at least half of it to come."""
    if (spent := time.time() % 1) > 0.5:
        await asyncio.sleep(1.01 - spent)
    return int(time.time())


async def cause_of_refusal(verifier: Verifier, text: str) -> str:
    with pytest.raises(Unauthenticated) as refusal:
        await verifier.verify(text)
    assert refusal.value.message == "Authentication required."
    assert dict(refusal.value.extensions) == {"code": "IDENTITY_UNAUTHENTICATED", "hint": Unauthenticated.hint}
    return refusal.value.cause


async def test_every_bad_request_is_refused_for_its_own_cause(issuer, verifier):
    causes = {}
    for name, bad in bad_tokens(issuer).items():
        with pytest.raises(Unauthenticated) as refusal:
            await verifier.verify(bearer_token([(n.encode(), v.encode("latin-1")) for n, v in bad.headers]))
        causes[name] = refusal.value.cause

    assert causes == {name: bad.cause for name, bad in bad_tokens(issuer).items()}


async def test_every_bad_token_is_refused_in_production_too(issuer, production):
    for bad in bad_tokens(issuer).values():
        with pytest.raises(Unauthenticated):
            await production.verify(bearer_token([(n.encode(), v.encode("latin-1")) for n, v in bad.headers]))


async def test_what_only_production_refuses_is_refused_for_its_cause(issuer, verifier, production):
    cases = bad_in_production(issuer)
    causes = {name: await cause_of_refusal(production, text) for name, (text, _) in cases.items()}

    assert causes == {name: cause for name, (_, cause) in cases.items()}
    for text, _ in cases.values():
        assert (await verifier.verify(text)).subject == "officer-1"


@pytest.mark.parametrize("environment", ["development", "test", "production"])
async def test_a_good_token_is_believed(issuer, settings, environment):
    verifier = Verifier(FixedKeys(issuer.jwks()), DEVELOPMENT_ISSUER, settings(environment=environment))
    claims = await verifier.verify(token(issuer))

    assert (claims.subject, claims.agency, claims.area) == ("officer-1", Agency.POLICE, "E23000001")
    assert (claims.organisation, claims.token_id) == (None, "token-1")


@pytest.mark.parametrize("kind", ["at+jwt", "AT+JWT", "application/at+jwt"])
async def test_production_takes_access_tokens_however_they_are_written(issuer, production, kind):
    assert (await production.verify(token(issuer, {"typ": kind}))).agency is Agency.POLICE


@pytest.mark.parametrize("audience", ["register", ["register"]])
async def test_the_one_audience_may_be_written_as_a_list(issuer, verifier, audience):
    assert (await verifier.verify(token(issuer, aud=audience))).agency is Agency.POLICE


@pytest.mark.parametrize("algorithm", SIGNERS)
async def test_all_three_algorithms_are_accepted(settings, algorithm):
    verifier = Verifier(FixedKeys({"keys": PUBLISHED}), DEVELOPMENT_ISSUER, settings())

    assert (await verifier.verify(signed(algorithm))).agency is Agency.POLICE


@pytest.mark.parametrize(("named", "used"), [(a, b) for a in SIGNERS for b in SIGNERS if a != b])
async def test_a_key_is_used_with_its_own_algorithm_only(settings, named, used):
    verifier = Verifier(FixedKeys({"keys": PUBLISHED}), DEVELOPMENT_ISSUER, settings())
    crossed = jwt.encode(payload(), SIGNERS[used][0], used, {"kid": named, "typ": "at+jwt"})

    assert await cause_of_refusal(verifier, crossed) == "algorithm"


async def test_a_token_is_good_29_seconds_past_its_end_and_bad_31_seconds_past(issuer, verifier):
    now = await start_of_second()

    assert (await verifier.verify(token(issuer, iat=now - 300, exp=now - 29))).agency is Agency.POLICE
    assert await cause_of_refusal(verifier, token(issuer, iat=now - 300, exp=now - 31)) == "expired"


@pytest.mark.parametrize("claim", ["nbf", "iat"])
async def test_a_clock_may_be_29_seconds_behind_and_not_32(issuer, verifier, claim):
    now = await start_of_second()

    assert (await verifier.verify(token(issuer, **{claim: now + 29}))).agency is Agency.POLICE
    assert await cause_of_refusal(verifier, token(issuer, **{claim: now + 32})) == "not_yet_valid"


async def test_a_token_lives_600_seconds_at_most(issuer, verifier):
    now = await start_of_second()

    assert (await verifier.verify(token(issuer, iat=now, exp=now + 600))).agency is Agency.POLICE
    assert await cause_of_refusal(verifier, token(issuer, iat=now, exp=now + 601)) == "life"


async def test_a_token_has_8192_characters_at_most(issuer, verifier):
    assert (await verifier.verify(token_of_length(issuer, 8_192))).agency is Agency.POLICE
    assert await cause_of_refusal(verifier, token_of_length(issuer, 8_193)) == "too_long"


async def test_fractions_of_a_second_are_numbers_too(issuer, verifier):
    now = time.time()

    assert (await verifier.verify(token(issuer, iat=now - 0.5, exp=now + 299.5))).agency is Agency.POLICE


@pytest.mark.parametrize("scheme", ["Bearer", "bearer", "BEARER", "bEaReR"])
def test_the_scheme_is_bearer_in_any_case(issuer, scheme):
    good = token(issuer)

    assert bearer_token([(b"Host", b"x"), (b"AUTHORIZATION", f"{scheme} {good}".encode())]) == good


@pytest.mark.parametrize("ending", [" ", "\t", "\n", "\r\n", "\x00", "\xa0"])
def test_nothing_may_follow_the_token(issuer, ending):
    with pytest.raises(Unauthenticated) as refusal:
        bearer_token([(b"authorization", f"Bearer {token(issuer)}{ending}".encode("latin-1"))])

    assert refusal.value.cause == "malformed"


async def test_addresses_named_in_a_token_are_never_called(issuer, open_keys, server, settings):
    server.publish(*PUBLISHED, *issuer.jwks()["keys"])
    keys = await open_keys()
    verifier = Verifier(keys, DEVELOPMENT_ISSUER, settings())
    with socket.create_server(("127.0.0.1", 0)) as listener:
        listener.setblocking(False)
        cases = bad_tokens(issuer, f"http://127.0.0.1:{listener.getsockname()[1]}/keys")
        for bad in (cases["AU-05 jku"], cases["AU-05 x5u"], cases["AU-05 jku and its kid"]):
            await cause_of_refusal(verifier, bad.headers[0][1].removeprefix("Bearer "))

        with pytest.raises(BlockingIOError):
            listener.accept()


async def test_a_verified_token_is_remembered(issuer, verifier):
    good = token(issuer)

    assert await verifier.verify(good) is await verifier.verify(good)


async def test_a_remembered_token_ends_with_its_life(issuer, settings):
    verifier = Verifier(FixedKeys(issuer.jwks()), DEVELOPMENT_ISSUER, settings(token_leeway_s=0))
    now = await start_of_second()
    short = token(issuer, exp=now + 2)
    before = await verifier.verify(short)
    await asyncio.sleep(now + 2.01 - time.time())

    assert before.agency is Agency.POLICE
    assert await cause_of_refusal(verifier, short) == "expired"


async def test_a_remembered_token_ends_with_its_key(open_keys, server, settings):
    server.publish(*PUBLISHED)
    keys = await open_keys(jwks_refresh_s=0.05, jwks_cooldown_s=30.0)
    verifier = Verifier(keys, DEVELOPMENT_ISSUER, settings())
    good = signed("ES256")
    before = await verifier.verify(good)
    server.publish(*[jwk for jwk in PUBLISHED if jwk["kid"] != "ES256"])
    await until(lambda: keys.version == 2)

    assert before.agency is Agency.POLICE
    assert await cause_of_refusal(verifier, good) == "unknown_key"


async def test_a_remembered_token_ends_when_all_keys_are_too_old(open_keys, server, settings):
    server.publish(*PUBLISHED)
    keys = await open_keys(jwks_stale_s=0.2)
    verifier = Verifier(keys, DEVELOPMENT_ISSUER, settings())
    good = signed("EdDSA")
    before = await verifier.verify(good)
    await until(lambda: not keys.ready)

    assert before.agency is Agency.POLICE
    with pytest.raises(Unavailable):
        await verifier.verify(good)


@pytest.mark.parametrize("line", ["jti:token-1", "sub:officer-1"])
async def test_a_remembered_token_ends_when_it_is_revoked(issuer, settings, tmp_path, line):
    path = tmp_path / "revoked"
    path.write_text("")
    with_list = settings(revoked_file=path, revoked_reread_s=0.0)
    verifier = Verifier(FixedKeys(issuer.jwks()), DEVELOPMENT_ISSUER, with_list)
    good = token(issuer)
    before = await verifier.verify(good)
    path.write_text(line)

    assert before.agency is Agency.POLICE
    assert await cause_of_refusal(verifier, good) == "revoked"


async def test_only_so_many_tokens_are_remembered_and_the_oldest_goes_first(issuer, verifier):
    oldest = token(issuer, jti="oldest")
    first = await verifier.verify(oldest)
    for number in range(REMEMBERED_TOKENS):
        last = token(issuer, jti=f"token-{number}")
        newest = await verifier.verify(last)

    assert await verifier.verify(last) is newest
    assert await verifier.verify(oldest) is not first


async def test_a_token_in_use_outlasts_those_that_came_later(issuer, verifier):
    used = token(issuer, jti="used")
    first = await verifier.verify(used)
    for number in range(REMEMBERED_TOKENS - 1):
        await verifier.verify(token(issuer, jti=f"token-{number}"))
    await verifier.verify(used)
    await verifier.verify(token(issuer, jti="one more"))

    assert await verifier.verify(used) is first


async def test_a_token_is_forgotten_when_its_30_seconds_are_over(issuer, verifier, monkeypatch):
    monkeypatch.setattr(tokens, "REMEMBERED_S", tokens.REMEMBERED_S - 30.0)
    good = token(issuer)

    assert await verifier.verify(good) is not await verifier.verify(good)


async def test_a_refused_token_is_not_remembered(open_keys, server, settings):
    server.publish(PUBLISHED[0])
    verifier = Verifier(await open_keys(), DEVELOPMENT_ISSUER, settings())
    early = signed("EdDSA")
    refused = await cause_of_refusal(verifier, early)
    server.publish(*PUBLISHED)

    assert refused == "unknown_key"
    assert (await verifier.verify(early)).agency is Agency.POLICE


async def test_without_keys_a_token_is_neither_good_nor_bad(open_keys, settings):
    verifier = Verifier(await open_keys(), DEVELOPMENT_ISSUER, settings())

    with pytest.raises(Unavailable):
        await verifier.verify(signed("RS256"))


async def test_with_no_provider_set_the_development_issuer_is_trusted(settings, tmp_path):
    verifier = open_verifier(settings(), tmp_path)

    assert type(verifier.keys) is FixedKeys
    assert (tmp_path / "development-issuer.pem").exists()


async def test_with_a_provider_set_the_development_issuer_is_not_trusted(issuer, settings, server, tmp_path):
    server.publish(*PUBLISHED, *issuer.jwks()["keys"])
    verifier = open_verifier(settings(oidc_issuer="https://id.example", oidc_jwks_url=server.url), tmp_path)
    await verifier.keys.start()

    assert type(verifier.keys) is Keys
    assert await cause_of_refusal(verifier, token(issuer)) == "issuer"
    assert (await verifier.verify(signed("RS256", iss="https://id.example"))).agency is Agency.POLICE
    assert not list(tmp_path.iterdir())
    await verifier.keys.close()


@pytest.mark.parametrize(
    "changes",
    [
        {"environment": "production"},
        {"environment": "production", "oidc_issuer": "https://id.example"},
        {"environment": "production", "oidc_jwks_url": "https://id.example/keys"},
        {"oidc_issuer": "https://id.example"},
        {"oidc_jwks_url": "https://id.example/keys"},
        {"oidc_issuer": DEVELOPMENT_ISSUER, "oidc_jwks_url": "https://id.example/keys"},
    ],
)
def test_half_a_provider_or_none_in_production_stops_the_start(settings, tmp_path, changes):
    with pytest.raises(SetupError, match="REGISTER_OIDC_ISSUER"):
        open_verifier(settings(**changes), tmp_path)

    assert not list(tmp_path.iterdir())


def test_the_token_library_is_one_without_known_holes():
    assert tuple(map(int, version("pyjwt").split(".")[:2])) >= (2, 15)
