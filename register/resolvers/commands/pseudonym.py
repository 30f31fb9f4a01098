"""The pseudonym of a child in one home."""

import hashlib
import hmac
from uuid import UUID

from register.settings import settings

DIGITS = 32


def pseudonym_of(child: UUID, home: UUID) -> str | None:
    """The same for one child in one home, and another in every other home; None without a key to make it with."""
    key = settings().pseudonym_key
    if key is None:
        return None
    return hmac.new(key.get_secret_value().encode(), child.bytes + home.bytes, hashlib.sha256).hexdigest()[:DIGITS]
