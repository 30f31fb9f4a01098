"""What every way of asking has in common: which purpose is named, and how a refusal and a fault are told."""

import os
import traceback
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from register.errors import BadInput, RegisterError
from register.identity import security_event
from register.requests.graphql.documents import InvalidDocument
from register.vocabulary import Purpose

UNKNOWN_PURPOSE = "Register-Purpose names no purpose."
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
        raise BadInput(UNKNOWN_PURPOSE, hint=f"Send one of {', '.join(PURPOSES)}.")
    return PURPOSES[given[0]]


def told(refusal: RegisterError) -> list[dict[str, Any]]:
    """The errors of an answer that holds nothing but this refusal."""
    if isinstance(refusal, InvalidDocument):
        return refusal.faults
    return [{"message": refusal.message, "extensions": dict(refusal.extensions)}]


def log_fault(fault: Exception, number: str | None) -> None:
    """Write down where a fault of ours happened; its own words may hold a stored value and are not repeated."""
    where = [f"{Path(f.filename).name}:{f.lineno}" for f in traceback.extract_tb(fault.__traceback__)[-6:]]
    security_event("fault", kind=type(fault).__name__, at=" ".join(where), request=number)


def log_refusal(refusal: RegisterError, number: str | None) -> None:
    """Write down a refusal: of a fault in the database its state alone, for its message may hold a stored value."""
    cause = refusal.__cause__
    state = getattr(cause, "sqlstate", None)
    kind = type(cause).__name__ if cause else None
    security_event(refusal.code, request=number, status=refusal.status, kind=kind, sqlstate=state)
