"""When a home that was opened has been reviewed: once, by somebody else."""

from datetime import datetime

from register.rules.problem import Problem


def reviewer_is_another(opened_by_reviewer: bool) -> Problem | None:
    """Nobody reviews what they opened themselves. Source: joint protocol of April 2013, use and storage."""
    if opened_by_reviewer:
        return Problem("RULE_SECOND_PERSON", "You cannot review a home that you opened.", "id")
    return None


def reviewed_once(reviewed_at: datetime | None) -> Problem | None:
    """A review that was recorded is kept. Source: docs/explanation/two-walls.md."""
    return Problem("RULE_ALREADY_REVIEWED", "This opening has already been reviewed.", "id") if reviewed_at else None
