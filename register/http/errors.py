"""How a refusal and a fault are reported to the caller, logged and counted."""

import traceback
from pathlib import Path

from register.errors import RegisterError, Unauthenticated, Unavailable
from register.http.counts import COUNTS
from register.identity.security_log import security_event
from register.requests.graphql.documents import InvalidDocument


def told(refusal: RegisterError) -> list[dict[str, object]]:
    """The errors of an answer that holds only this refusal."""
    if isinstance(refusal, InvalidDocument):
        return refusal.faults
    error: dict[str, object] = {"message": refusal.message, "extensions": dict(refusal.extensions)}
    if {"line", "column"} <= refusal.details.keys():
        error["locations"] = [{"line": refusal.details["line"], "column": refusal.details["column"]}]
    elif refusal.place is not None:
        line, column = refusal.place
        error["locations"] = [{"line": line, "column": column}]
    return [error]


def log_fault(fault: Exception, number: str | None) -> None:
    """Write down where a fault of ours happened; its own words may hold a stored value and are not repeated."""
    where = [f"{Path(f.filename).name}:{f.lineno}" for f in traceback.extract_tb(fault.__traceback__)[-6:]]
    security_event("fault", kind=type(fault).__name__, at=" ".join(where), request=number)


def log_refusal(refusal: RegisterError, number: str | None) -> None:
    """Log a refusal, and count it. number: the request's.

    Of a database fault only the state is logged, because its message may hold a stored value.
    """
    COUNTS.refused(refusal)
    if isinstance(refusal, Unauthenticated):
        security_event(refusal.cause, request=number)
        return
    cause = refusal.__cause__
    state = getattr(cause, "sqlstate", None)
    kind = type(cause).__name__ if cause else None
    why = refusal.why if isinstance(refusal, Unavailable) else None
    security_event(refusal.code, request=number, status=refusal.status, why=why, kind=kind, sqlstate=state)
