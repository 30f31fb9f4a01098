"""Requests that must be refused as unauthenticated, each with the cause that only the security log may name."""

import base64
import hashlib
import hmac
import json
import time
from dataclasses import dataclass
from typing import Any

import jwt
from cryptography.hazmat.primitives.asymmetric import ec, rsa
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat
from jwt.algorithms import ECAlgorithm
from jwt.utils import base64url_decode

from register.identity.causes import Cause
from register.identity.development_issuer import DEVELOPMENT_ISSUER, DevelopmentIssuer

TEN_YEARS_S = 315_360_000
ABSENT = object()


@dataclass(frozen=True)
class BadRequest:
    """What to send: headers, and a query string for the address. cause: what the log must say."""

    headers: tuple[tuple[str, str], ...]
    cause: Cause
    query: str = ""


def bad_tokens(issuer: DevelopmentIssuer, elsewhere: str = "https://attacker.invalid/keys") -> dict[str, BadRequest]:
    """Every request that is refused outside production too, by name.

    elsewhere: an address that tokens name in jku and x5u, where nothing may arrive.
    """
    return _bad_headers(issuer) | {
        name: BadRequest((("Authorization", f"Bearer {token}"),), cause)
        for cases in (_forged, _misnamed, _untimely, _incomplete, _misaddressed, _ambiguous, _ill_scoped, _oversized)
        for name, (token, cause) in cases(issuer, elsewhere).items()
    }


def bad_in_production(issuer: DevelopmentIssuer) -> dict[str, tuple[str, Cause]]:
    """Tokens that development accepts and production refuses."""
    return {
        "AU-10 no jti": (token(issuer, jti=ABSENT), Cause.MISSING_CLAIM),
        "AU-13 an ID token": (token(issuer, {"typ": "JWT"}), Cause.TYPE),
        "AU-13 no typ": (token(issuer, {"typ": None}), Cause.TYPE),
    }


def payload(**changes: Any) -> dict[str, Any]:
    """The payload of a good token for a police force, with changes; ABSENT takes a claim out."""
    now = int(time.time())
    claims = {
        "iss": DEVELOPMENT_ISSUER,
        "aud": "register",
        "sub": "officer-1",
        "iat": now,
        "exp": now + 300,
        "jti": "token-1",
        "agency": "police",
        "area": "E23000001",
    }
    return {name: value for name, value in (claims | changes).items() if value is not ABSENT}


def token(issuer: DevelopmentIssuer, header: dict[str, Any] | None = None, **changes: Any) -> str:
    """A token signed by the issuer, good unless the header or claims are changed."""
    return raw_token(issuer, json.dumps(payload(**changes)).encode(), header)


def raw_token(issuer: DevelopmentIssuer, text: bytes, header: dict[str, Any] | None = None) -> str:
    """Any payload, signed by the issuer."""
    headers = {"kid": issuer.key_id, "typ": "at+jwt"} | (header or {})
    return jwt.PyJWS().encode(text, issuer.key, "ES256", {n: v for n, v in headers.items() if v is not ABSENT})


def segment(content: bytes) -> str:
    """Base64url without padding."""
    return base64.urlsafe_b64encode(content).rstrip(b"=").decode()


def _unsigned(algorithm: str, issuer: DevelopmentIssuer) -> str:
    header = {"alg": algorithm, "kid": issuer.key_id, "typ": "at+jwt"}
    return f"{segment(json.dumps(header).encode())}.{segment(json.dumps(payload()).encode())}"


def _keyed_by_public_key(issuer: DevelopmentIssuer) -> str:
    public_pem = issuer.key.public_key().public_bytes(Encoding.PEM, PublicFormat.SubjectPublicKeyInfo)
    unsigned = _unsigned("HS256", issuer)
    return f"{unsigned}.{segment(hmac.digest(public_pem, unsigned.encode(), hashlib.sha256))}"


def _bad_headers(issuer: DevelopmentIssuer) -> dict[str, BadRequest]:
    good = token(issuer)
    head, body, signature = good.split(".")
    bearer = ("Authorization", f"Bearer {good}")
    cases = {
        "AU-20 no scheme": (good, Cause.SCHEME),
        "AU-20 another scheme": (f"Basic {good}", Cause.SCHEME),
        "AU-20 scheme alone": ("Bearer", Cause.MALFORMED),
        "AU-20 empty": ("", Cause.SCHEME),
        "AU-20 two spaces": (f"Bearer  {good}", Cause.MALFORMED),
        "AU-20 tab": (f"Bearer\t{good}", Cause.SCHEME),
        "AU-20 space inside": (f"Bearer {head}. {body}.{signature}", Cause.MALFORMED),
        "AU-20 two tokens": (f"Bearer {good} {good}", Cause.MALFORMED),
        "AU-20 two tokens, comma": (f"Bearer {good},{good}", Cause.MALFORMED),
        "AU-20 trailing padding": (f"Bearer {good}=", Cause.MALFORMED),
        "AU-20 no signature": (f"Bearer {head}.{body}", Cause.MALFORMED),
        "AU-20 empty signature": (f"Bearer {head}.{body}.", Cause.MALFORMED),
        "AU-20 fourth part": (f"Bearer {good}.{signature}", Cause.MALFORMED),
        "AU-20 not a token": ("Bearer password", Cause.MALFORMED),
    }
    return {name: BadRequest((("Authorization", value),), cause) for name, (value, cause) in cases.items()} | {
        "AU-01 no header": BadRequest((), Cause.NO_TOKEN),
        "AU-20 two headers": BadRequest((bearer, bearer), Cause.REPEATED_HEADER),
        "AU-29 in a cookie": BadRequest((("Cookie", f"token={good}; access_token={good}"),), Cause.NO_TOKEN),
        "AU-29 in the query": BadRequest((), Cause.NO_TOKEN, f"access_token={good}&token={good}"),
    }


def _forged(issuer: DevelopmentIssuer, elsewhere: str) -> dict[str, tuple[str, Cause]]:
    other = ec.generate_private_key(ec.SECP256R1())
    embedded = ECAlgorithm.to_jwk(other.public_key(), as_dict=True)
    rsa_key = rsa.generate_private_key(65_537, 2_048)
    named = {"kid": issuer.key_id, "typ": "at+jwt"}
    head, body, signature = token(issuer).split(".")
    altered = segment(json.dumps(payload(agency="ofsted", area=ABSENT)).encode())
    return {
        **{f"AU-02 alg {name}": (f"{_unsigned(name, issuer)}.", Cause.MALFORMED) for name in _NONES},
        **{f"AU-02 alg {name}, signed": (f"{_unsigned(name, issuer)}.{signature}", Cause.ALGORITHM) for name in _NONES},
        "AU-02 no alg": (f"{segment(json.dumps(named).encode())}.{body}.{signature}", Cause.ALGORITHM),
        "AU-03 HS256 with the public key": (_keyed_by_public_key(issuer), Cause.ALGORITHM),
        "AU-03 RS256 under this key's id": (jwt.encode(payload(), rsa_key, "RS256", named), Cause.ALGORITHM),
        "AU-03 PS256": (jwt.encode(payload(), rsa_key, "PS256", named), Cause.ALGORITHM),
        "AU-04 another key": (jwt.encode(payload(), other, "ES256", named), Cause.SIGNATURE),
        "AU-04 embedded jwk": (jwt.encode(payload(), other, "ES256", named | {"jwk": embedded}), Cause.SIGNATURE),
        "AU-04 another key's id": (jwt.encode(payload(), other, "ES256", named | {"kid": "new"}), Cause.UNKNOWN_KEY),
        "AU-05 jku": (jwt.encode(payload(), other, "ES256", named | {"jku": elsewhere}), Cause.SIGNATURE),
        "AU-05 x5u": (jwt.encode(payload(), other, "ES256", named | {"x5u": elsewhere}), Cause.SIGNATURE),
        "AU-05 jku and its kid": (
            jwt.encode(payload(), other, "ES256", named | {"jku": elsewhere, "kid": elsewhere}),
            Cause.UNKNOWN_KEY,
        ),
        "AU-20 cut signature": (f"{head}.{body}.{_cut(signature)}", Cause.SIGNATURE),
        "AU-20 altered signature": (f"{head}.{body}.{_altered(signature)}", Cause.SIGNATURE),
        "AU-20 altered payload": (f"{head}.{altered}.{signature}", Cause.SIGNATURE),
    }


_NONES = ("none", "None", "nOnE", "NONE")


def _cut(signature: str) -> str:
    return segment(base64url_decode(signature)[:-3])


def _altered(signature: str) -> str:
    return ("B" if signature[0] == "A" else "A") + signature[1:]


def _misnamed(issuer: DevelopmentIssuer, _: str) -> dict[str, tuple[str, Cause]]:
    ids = {"path": "../../dev/null", "SQL": "k1' OR '1'='1", "NUL": "k1\x00", "200 long": "k" * 200}
    _, body, signature = token(issuer).split(".")
    not_text = segment(json.dumps({"alg": "ES256", "kid": 7}).encode())
    return {
        **{f"AU-06 kid {name}": (token(issuer, {"kid": kid}), Cause.UNKNOWN_KEY) for name, kid in ids.items()},
        "AU-06 kid 201 long": (token(issuer, {"kid": "k" * 201}), Cause.KEY_ID),
        "AU-06 kid empty": (token(issuer, {"kid": ""}), Cause.KEY_ID),
        "AU-06 no kid": (token(issuer, {"kid": ABSENT}), Cause.KEY_ID),
        "AU-06 kid not text": (f"{not_text}.{body}.{signature}", Cause.KEY_ID),
        "AU-13 typ of something else": (token(issuer, {"typ": "secevent+jwt"}), Cause.TYPE),
        "header not an object": (f"{segment(b'[]')}.{body}.{signature}", Cause.MALFORMED),
        "header not JSON": (f"{segment(b'hello')}.{body}.{signature}", Cause.MALFORMED),
        "header not UTF-8": (f"{segment(b'{' + bytes([255]) + b'}')}.{body}.{signature}", Cause.MALFORMED),
        "critical extension": (token(issuer, {"crit": ["exp"], "exp": 1}), Cause.MALFORMED),
    }


def _untimely(issuer: DevelopmentIssuer, _: str) -> dict[str, tuple[str, Cause]]:
    now = int(time.time())
    text = json.dumps(payload())
    return {
        "AU-08 expired 31 s ago": (token(issuer, iat=now - 300, exp=now - 31), Cause.EXPIRED),
        "AU-09 nbf in 60 s": (token(issuer, nbf=now + 60), Cause.NOT_YET_VALID),
        "AU-09 iat in 60 s": (token(issuer, iat=now + 60), Cause.NOT_YET_VALID),
        "AU-14 ten years": (token(issuer, exp=now + TEN_YEARS_S), Cause.LIFE),
        "AU-14 exp before iat": (token(issuer, iat=now + 20, exp=now - 5), Cause.LIFE),
        "AU-14 exp 1e300": (token(issuer, exp=1e300), Cause.TIMES),
        "AU-14 exp infinite": (
            raw_token(issuer, text.replace(f'"exp": {now + 300}', '"exp": 1e999').encode()),
            Cause.MALFORMED,
        ),
        "AU-14 exp Infinity": (token(issuer, exp=float("inf")), Cause.MALFORMED),
        "AU-14 exp NaN": (token(issuer, exp=float("nan")), Cause.MALFORMED),
        "AU-14 iat -Infinity": (token(issuer, iat=float("-inf")), Cause.MALFORMED),
        "AU-14 exp as text": (token(issuer, exp=str(now + 300)), Cause.TIMES),
        "AU-14 iat as text": (token(issuer, iat=str(now)), Cause.TIMES),
        "AU-14 iat true": (token(issuer, iat=True), Cause.TIMES),
        "AU-14 iat negative": (token(issuer, iat=-now), Cause.TIMES),
        "AU-14 nbf a list": (token(issuer, nbf=[now]), Cause.MALFORMED),
        "AU-14 nbf true": (token(issuer, nbf=True), Cause.TIMES),
        "AU-28 clock two hours slow": (token(issuer, iat=now + 7_200, exp=now + 7_500), Cause.NOT_YET_VALID),
        "AU-28 clock two hours fast": (token(issuer, iat=now - 7_200, exp=now - 6_900), Cause.EXPIRED),
    }


def _incomplete(issuer: DevelopmentIssuer, _: str) -> dict[str, tuple[str, Cause]]:
    required = ("exp", "aud", "iss", "sub", "iat")
    return {
        **{f"AU-10 no {claim}": (token(issuer, **{claim: ABSENT}), Cause.MISSING_CLAIM) for claim in required},
        **{f"AU-10 {claim} null": (token(issuer, **{claim: None}), Cause.MISSING_CLAIM) for claim in required},
    }


def _misaddressed(issuer: DevelopmentIssuer, _: str) -> dict[str, tuple[str, Cause]]:
    right = DEVELOPMENT_ISSUER
    issuers = [right[:-1], f"{right}.org", f"{right}/", right.upper(), f" {right}", "https", [right], {right: 1}]
    audiences = ["registe", "register2", "Register", "register/", ["registrar"], {"register": 1}, 7, ["register", 7]]
    audiences += [["other", "register"], ["register", "other"], ["register", "register"]]
    empties = ["", []]
    return {
        **{f"AU-12 iss {value}": (token(issuer, iss=value), Cause.ISSUER) for value in issuers},
        **{f"AU-12 aud {value}": (token(issuer, aud=value), Cause.AUDIENCE) for value in audiences},
        **{f"AU-12 aud {value!r}": (token(issuer, aud=value), Cause.MISSING_CLAIM) for value in empties},
    }


def _ambiguous(issuer: DevelopmentIssuer, _: str) -> dict[str, tuple[str, Cause]]:
    text = json.dumps(payload())
    _, body, signature = token(issuer).split(".")
    twice = segment(f'{{"alg":"none","alg":"ES256","kid":"{issuer.key_id}"}}'.encode())
    escaped = text.replace('"agency"', '"\\u0061gency": "ofsted", "agency"')
    nested = text.replace('"jti"', '"other": {"a": 1, "a": 2}, "jti"')
    return {
        "AU-17 agency twice": (
            raw_token(issuer, text.replace('"agency"', '"agency": "ofsted", "agency"').encode()),
            Cause.REPEATED_NAME,
        ),
        "AU-17 agency twice, escaped": (raw_token(issuer, escaped.encode()), Cause.REPEATED_NAME),
        "AU-17 a name twice, nested": (raw_token(issuer, nested.encode()), Cause.REPEATED_NAME),
        "AU-17 alg twice": (f"{twice}.{body}.{signature}", Cause.REPEATED_NAME),
        "payload a list": (raw_token(issuer, f"[{text}]".encode()), Cause.MALFORMED),
        "payload UTF-16": (raw_token(issuer, text.encode("utf-16")), Cause.MALFORMED),
        "payload nested deeply": (raw_token(issuer, b"[" * 5_000), Cause.MALFORMED),
        "payload a long number": (raw_token(issuer, b'{"exp": ' + b"9" * 5_000 + b"}"), Cause.MALFORMED),
    }


def _ill_scoped(issuer: DevelopmentIssuer, _: str) -> dict[str, tuple[str, Cause]]:
    agencies = ["", "*", ["police"], [], "POLICE", "Police", " police", "mi5", {"police": 1}, True, None, "police\x00"]
    areas = ["", "*", "E23", "E0600000A", "e23000001", "E23000001 ", "E230000011", "E06000001", ["E23000001"], 23]
    organisations = ["", "*", "A B", "ÄB", "a" * 65, "a_b", "a\n", ["a"], 7]
    subjects = ["", " ", "a\nb", "a\x00", "a\u202eb", "a\u2028b", "a" * 201, " a"]
    authority = {"agency": "local_authority"}
    health = {"agency": "health", "area": ABSENT}
    return {
        "AU-21 no agency": (token(issuer, agency=ABSENT), Cause.AGENCY),
        **{f"AU-21 agency {v!r}": (token(issuer, agency=v), Cause.AGENCY) for v in agencies},
        "sub of half a character": (token(issuer, sub="\ud800"), Cause.MALFORMED),
        "number of 21 digits": (token(issuer, badge=10**20), Cause.MALFORMED),
        "area missing": (token(issuer, area=ABSENT), Cause.AREA),
        **{f"area {v!r}": (token(issuer, area=v), Cause.AREA) for v in areas},
        "authority with a force": (token(issuer, **authority), Cause.AREA),
        "authority without an area": (token(issuer, agency="local_authority", area=ABSENT), Cause.AREA),
        "authority with a region": (token(issuer, agency="local_authority", area="E12000001"), Cause.AREA),
        "national agency with an area": (token(issuer, agency="ofsted"), Cause.AREA),
        "police with an organisation": (token(issuer, organisation="acme"), Cause.ORGANISATION),
        "health without an organisation": (token(issuer, **health), Cause.ORGANISATION),
        **{f"organisation {v!r}": (token(issuer, **health, organisation=v), Cause.ORGANISATION) for v in organisations},
        "sub a number": (token(issuer, sub=7), Cause.SUBJECT),
        **{f"sub {v!r:.20}": (token(issuer, sub=v), Cause.SUBJECT) for v in subjects},
        "jti a number": (token(issuer, jti=7), Cause.TOKEN_ID),
        "jti empty": (token(issuer, jti=""), Cause.TOKEN_ID),
    }


def _oversized(issuer: DevelopmentIssuer, _: str) -> dict[str, tuple[str, Cause]]:
    return {
        "AU-06 kid of 10 KB": (token(issuer, {"kid": "k" * 10_240}), Cause.TOO_LONG),
        "AU-18 one character too long": (token_of_length(issuer, 8_193), Cause.TOO_LONG),
    }


def token_of_length(issuer: DevelopmentIssuer, characters: int) -> str:
    """A good token of exactly that many characters, filled up with names that grant nothing."""
    room = (characters - len(token(issuer))) * 3 // 4
    fillings = ((note, filling) for note in range(3) for filling in range(room - 40, room))
    candidates = (token(issuer, {"note": "n" * note}, filling="x" * filling) for note, filling in fillings)
    return next(candidate for candidate in candidates if len(candidate) == characters)
