"""Who is asking: tokens, the keys they are checked with, and the log of refusals."""

from register.identity.api_keys import KEYS_FILE, ApiKeys
from register.identity.claims import Claims
from register.identity.development_issuer import DEVELOPMENT_ISSUER, DevelopmentIssuer
from register.identity.revocation_list import Revoked
from register.identity.security_log import Cause, security_event
from register.identity.signing_keys import FixedKeys, Keys
from register.identity.tokens import Verifier, bearer_token, open_verifier

__all__ = [
    "DEVELOPMENT_ISSUER",
    "KEYS_FILE",
    "ApiKeys",
    "Cause",
    "Claims",
    "DevelopmentIssuer",
    "FixedKeys",
    "Keys",
    "Revoked",
    "Verifier",
    "bearer_token",
    "open_verifier",
    "security_event",
]
