"""The security log: one line for each refusal or alarm, never with a token in it."""

import re

import structlog

MAX_FACT_CHARACTERS = 200

# A JOSE header is a JSON object, and {" is eyJ in base64url: what looks like a token starts with it.
TOKEN = re.compile(r"eyJ[A-Za-z0-9_-]+(\.[A-Za-z0-9_-]*)*")

Fact = str | int | float | bool | None


def security_event(cause: str, /, **facts: Fact) -> None:
    """Writes one event to the security log.

    facts: plain values. Text is cut at 200 characters, and whatever looks like a token is taken out.
    """
    log = structlog.get_logger("register.security")
    log.warning("security", cause=cause, **{name: _without_tokens(fact) for name, fact in facts.items()})


def _without_tokens(fact: Fact) -> Fact:
    return TOKEN.sub("[token]", fact)[:MAX_FACT_CHARACTERS] if isinstance(fact, str) else fact
