"""What a request says of itself before its body is read, and the number that it is known by."""

import os
from collections.abc import Iterable

from register.errors import BadInput
from register.vocabulary import Purpose

UNKNOWN_PURPOSE = "The Register-Purpose header is not a known purpose."
PURPOSES = {purpose.value: purpose for purpose in Purpose}


def new_number() -> str:
    """A number under which the access log and the security log know a request."""
    return os.urandom(8).hex()


def purpose_of(headers: Iterable[tuple[bytes, bytes]]) -> Purpose | None:
    """The purpose that the one header Register-Purpose names. Raises: BadInput."""
    given = [value.decode("latin-1") for name, value in headers if name.lower() == b"register-purpose"]
    if not given:
        return None
    if len(given) > 1 or given[0] not in PURPOSES:
        refusal = BadInput(UNKNOWN_PURPOSE, hint=f"Send one of {', '.join(PURPOSES)}.")
        # It is about the request as a whole, whose document begins here.
        refusal.place = 1, 1
        raise refusal
    return PURPOSES[given[0]]
