"""When a prevention interview can be recorded."""

from datetime import datetime

from register.rules.problem import Problem


def child_was_found(since: datetime | None, field: str = "episode") -> Problem | None:
    """The police speak with a child who is back. Source: data dictionary 2.7, prevention_interview.

    since: when the child was found or came back.
    """
    return Problem("RULE_NOT_FOUND", "The child was not found yet.", field) if since is None else None
