"""The trace that a request belongs to elsewhere: passed on to every line of the log that the request causes."""

import re
from collections.abc import Iterable
from typing import Final

from structlog.contextvars import bind_contextvars

# Source: W3C Trace Context, sections 3.2.2.1 to 3.2.2.3; later versions may add parts behind.
_TRACEPARENT: Final = re.compile(rb"(?!ff)[0-9a-f]{2}-([0-9a-f]{32})-([0-9a-f]{16})-[0-9a-f]{2}(-.*)?")


def pass_on_trace(headers: Iterable[tuple[bytes, bytes]]) -> None:
    """Note the trace and the caller's span for the log of this request; what has another form is passed over."""
    given = [value for name, value in headers if name.lower() == b"traceparent"]
    found = _TRACEPARENT.fullmatch(given[0]) if len(given) == 1 else None
    if found and found[1].strip(b"0") and found[2].strip(b"0"):
        bind_contextvars(trace=found[1].decode(), span=found[2].decode())
