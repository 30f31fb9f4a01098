"""The development issuer: tokens that the register accepts, and never in production."""

from concurrent.futures import ThreadPoolExecutor
from stat import S_IMODE

import pytest
from cryptography.hazmat.primitives.asymmetric import ec, rsa
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat

from register.errors import SetupError
from register.identity.development_issuer import KEY_FILE, DevelopmentIssuer
from register.identity.tokens import open_verifier
from register.vocabulary import Agency

SCOPES = {
    Agency.POLICE: {"area": "E23000001"},
    Agency.LOCAL_AUTHORITY: {"area": "E10000003"},
    Agency.HEALTH: {"organisation": "north-board"},
    Agency.INTERVIEW_PROVIDER: {"organisation": "listeners"},
}


def pem(key) -> bytes:
    return key.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption())


@pytest.mark.parametrize("agency", Agency)
async def test_the_register_accepts_what_the_issuer_issues(tmp_path, settings, agency):
    issuer = DevelopmentIssuer(tmp_path, settings())
    verifier = open_verifier(settings(), tmp_path)
    claims = await verifier.verify(issuer.issue(agency, subject="someone", **SCOPES.get(agency, {})))

    assert (claims.subject, claims.agency) == ("someone", agency)
    assert (claims.area, claims.organisation) == tuple(SCOPES.get(agency, {}).get(n) for n in ("area", "organisation"))
    assert claims.token_id


async def test_a_demonstration_can_issue_tokens_for_eight_hours(tmp_path, settings):
    demonstration = settings(token_life_s=28_800)
    token = DevelopmentIssuer(tmp_path, demonstration).issue(Agency.OFSTED, life_s=28_800)

    assert (await open_verifier(demonstration, tmp_path).verify(token)).agency is Agency.OFSTED


def test_no_two_tokens_are_the_same(tmp_path, settings):
    issuer = DevelopmentIssuer(tmp_path, settings())

    assert issuer.issue(Agency.DFE) != issuer.issue(Agency.DFE)


def test_the_key_is_kept_and_readable_by_its_owner_alone(tmp_path, settings):
    first, second = (DevelopmentIssuer(tmp_path / "state", settings()) for _ in range(2))

    assert first.jwks() == second.jwks()
    assert S_IMODE((tmp_path / "state" / KEY_FILE).stat().st_mode) == 0o600
    assert [path.name for path in (tmp_path / "state").iterdir()] == [KEY_FILE]


def test_all_who_start_at_once_share_one_key(tmp_path, settings):
    with ThreadPoolExecutor(8) as threads:
        issuers = list(threads.map(lambda _: DevelopmentIssuer(tmp_path, settings()), range(8)))

    assert len({issuer.key_id for issuer in issuers}) == 1


def test_only_the_public_key_is_published(issuer):
    (jwk,) = issuer.jwks()["keys"]

    assert set(jwk) == {"kty", "crv", "x", "y", "kid", "use", "alg"}


def test_production_has_no_development_issuer(tmp_path, settings):
    with pytest.raises(SetupError, match="production"):
        DevelopmentIssuer(tmp_path, settings(environment="production"))

    assert list(tmp_path.iterdir()) == []


def test_a_key_that_others_can_read_is_refused(tmp_path, settings):
    DevelopmentIssuer(tmp_path, settings())
    (tmp_path / KEY_FILE).chmod(0o640)

    with pytest.raises(SetupError, match="chmod 600"):
        DevelopmentIssuer(tmp_path, settings())


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"hello",
        pem(ec.generate_private_key(ec.SECP384R1())),
        pem(rsa.generate_private_key(65_537, 2_048)),
    ],
    ids=["empty", "text", "another curve", "another kind"],
)
def test_a_file_that_is_not_the_key_is_refused(tmp_path, settings, content):
    (tmp_path / KEY_FILE).write_bytes(content)
    (tmp_path / KEY_FILE).chmod(0o600)

    with pytest.raises(SetupError, match="not a private key"):
        DevelopmentIssuer(tmp_path, settings())


def test_a_folder_that_cannot_hold_the_key_is_named(tmp_path, settings):
    (tmp_path / "file").write_text("in the way")

    with pytest.raises(SetupError, match="cannot be written"):
        DevelopmentIssuer(tmp_path / "file" / "state", settings())


@pytest.mark.parametrize(
    ("agency", "scope", "advice"),
    [
        (Agency.POLICE, {}, "A token for police needs an area: an ONS code that starts with E23 or W15."),
        (Agency.POLICE, {"area": "E06000001"}, "starts with E23 or W15"),
        (Agency.HEALTH, {}, "A token for health needs an organisation: small letters, digits and hyphens."),
        (Agency.OFSTED, {"area": "E23000001"}, "A token for ofsted cannot be issued: its area would be refused."),
        (Agency.OFSTED, {"subject": ""}, "its subject would be refused"),
        (Agency.OFSTED, {"life_s": 0}, "its life would be refused"),
    ],
)
def test_a_token_that_would_be_refused_is_not_issued(issuer, agency, scope, advice):
    with pytest.raises(SetupError, match=advice):
        issuer.issue(agency, **scope)
