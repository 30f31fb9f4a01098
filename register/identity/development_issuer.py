"""The development issuer: tokens for a demonstration or a test, never for production."""

import base64
import hashlib
import json
import secrets
import time
from collections.abc import Mapping
from pathlib import Path

import jwt
from cryptography.hazmat.primitives.asymmetric.ec import SECP256R1, EllipticCurvePrivateKey, generate_private_key
from jwt.algorithms import ECAlgorithm

from register.errors import SetupError, Unauthenticated
from register.identity.claims import read_claims
from register.identity.key_files import create_key, read_key
from register.settings import Settings
from register.vocabulary import AREA_PREFIXES, BODIES, Agency

DEVELOPMENT_ISSUER = "https://development-issuer.invalid"
KEY_FILE = "development-issuer.pem"


class DevelopmentIssuer:
    """Issues access tokens with its own key, kept in the state folder and readable by its owner only.

    Raises: SetupError in production, or if the key file is not a usable private key.
    """

    def __init__(self, state_dir: Path, settings: Settings) -> None:
        if settings.environment == "production":
            raise SetupError("The development issuer does not work in production: set REGISTER_OIDC_ISSUER.")
        self._settings = settings
        self.key = _kept_key(state_dir / KEY_FILE)
        self._jwk = ECAlgorithm.to_jwk(self.key.public_key(), as_dict=True)
        self.key_id = _thumbprint(self._jwk)

    def issue(
        self,
        agency: Agency,
        *,
        area: str | None = None,
        organisation: str | None = None,
        subject: str = "development-user",
        life_s: int | None = None,
    ) -> str:
        """A signed access token that this register accepts.

        life_s: seconds; the longest life that the settings allow, if none is given. Raises: SetupError if the
        register would refuse the token.
        """
        life_s = self._settings.token_life_s if life_s is None else life_s
        now = int(time.time())
        payload: dict[str, object] = {
            "iss": DEVELOPMENT_ISSUER,
            "aud": self._settings.oidc_audience,
            "sub": subject,
            "iat": now,
            "exp": now + life_s,
            "jti": secrets.token_urlsafe(16),
            "agency": agency.value,
        }
        payload |= {name: value for name, value in (("area", area), ("organisation", organisation)) if value}
        try:
            read_claims(payload, life_s)
        except Unauthenticated as refusal:
            raise SetupError(_advice(agency, refusal.cause)) from None
        return jwt.encode(payload, self.key, "ES256", {"kid": self.key_id, "typ": "at+jwt"})

    def jwks(self) -> dict[str, object]:
        """The public key as a JSON Web Key Set."""
        return {"keys": [{**self._jwk, "kid": self.key_id, "use": "sig", "alg": "ES256"}]}


def _advice(agency: Agency, cause: str) -> str:
    """What to do instead of asking for a token that would be refused."""
    body = BODIES[agency]
    if cause == "area" and body.area_kind is not None:
        either = " or ".join(AREA_PREFIXES[body.area_kind])
        return f"A token for {agency.value} needs an area: an ONS code that starts with {either}."
    if cause == "organisation" and body.named_by_organisation:
        return f"A token for {agency.value} needs an organisation: small letters, digits and hyphens."
    return f"A token for {agency.value} cannot be issued: its {cause} would be refused."


def _kept_key(path: Path) -> EllipticCurvePrivateKey:
    if not path.exists():
        create_key(path, generate_private_key(SECP256R1()), kept="the development issuer keeps its key there.")
    key = read_key(path, advice="run chmod 600 on it, or delete it to get a new key.")
    if not isinstance(key, EllipticCurvePrivateKey) or not isinstance(key.curve, SECP256R1):
        raise SetupError(f"{path} is not a private key of the development issuer: delete it to get a new one.")
    return key


def _thumbprint(jwk: Mapping[str, object]) -> str:
    """The key's id, which follows from the key. Source: RFC 7638, section 3."""
    members = json.dumps({name: jwk[name] for name in ("crv", "kty", "x", "y")}, separators=(",", ":"), sort_keys=True)
    return base64.urlsafe_b64encode(hashlib.sha256(members.encode()).digest()).rstrip(b"=").decode()
