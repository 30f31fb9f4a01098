"""What can be acknowledged of a correction."""

from datetime import datetime

from register.rules.problem import Problem


def is_acknowledged_once(acknowledged_at: datetime | None, field: str = "notice") -> Problem | None:
    """A body acknowledges a notice once; a later correction is a notice of its own. Source: UK GDPR Art 19."""
    if acknowledged_at is None:
        return None
    return Problem("RULE_ALREADY_ACKNOWLEDGED", "Your body has acknowledged the notice already.", field)
