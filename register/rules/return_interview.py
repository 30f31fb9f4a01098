"""Which return home interviews can be, and what can follow."""

from datetime import datetime

from register.rules.problem import Problem
from register.rules.required import is_needed, is_not_wanted
from register.rules.text import text_is_plain
from register.vocabulary import Interviewer, InterviewStatus, NotOfferedReason

LONGEST_NARRATIVE = 20_000
ONE_LINE = str.maketrans("\n\t", "  ")
OPEN = frozenset(
    {InterviewStatus.DUE, InterviewStatus.ACCEPTED, InterviewStatus.NOT_REACHED, InterviewStatus.MISSING_AGAIN}
)
# Who is not involved in the child's care, whatever else may make them so.
NOT_CARERS = frozenset({Interviewer.INDEPENDENT_SERVICE, Interviewer.ADVOCATE, Interviewer.AUTHORITY_OTHER_WORKER})


def is_independent(interviewer: Interviewer, *, cares_for_child: bool) -> bool:
    """Who holds an interview is independent if not involved in the child's care. Source: data dictionary 2.8."""
    return interviewer in NOT_CARERS and not cares_for_child


def duty_is_open(status: InterviewStatus, field: str = "interview") -> Problem | None:
    """A duty is met once: an interview is held, declined or not offered. Source: data dictionary 2.8, status."""
    if status not in OPEN:
        return Problem("RULE_INTERVIEW_CLOSED", "The interview was held, declined or not offered already.", field)
    return None


def was_offered(offered_at: datetime | None, field: str = "interview") -> Problem | None:
    """An offer has an outcome once it was made. Source: data dictionary 2.8, accepted."""
    return Problem("RULE_NOT_OFFERED", "Offer the interview first.", field) if offered_at is None else None


def reason_if_not_offered(
    offered: bool, reason: NotOfferedReason | None, field: str = "notOfferedReason"
) -> Problem | None:
    """An interview that is not offered needs a reason, and no other has one. Source: data dictionary 2.8, offered."""
    return is_not_wanted(reason, field) if offered else is_needed(reason, field)


def has_a_reason(push: object, pull: object, field: str = "pushReasons") -> Problem | None:
    """An interview names at least one reason. Source: data dictionary 2.8, reasons_push and reasons_pull."""
    if not push and not pull:
        return Problem("RULE_REASONS", "Give at least one reason in pushReasons or pullReasons.", field)
    return None


def narrative_fits(text: str | None, field: str = "narrative") -> Problem | None:
    """What is kept of an interview reads as it was written; it may have several lines. Source: data dictionary 2.8."""
    if text is None:
        return None
    return text_is_plain(text.translate(ONE_LINE), field, LONGEST_NARRATIVE)


def is_held(conducted_at: datetime | None, field: str = "interview") -> Problem | None:
    """What is approved or graded was held. Source: data dictionary 2.8, qa_grade and police_extract."""
    return Problem("RULE_NOT_HELD", "The interview was not held yet.", field) if conducted_at is None else None
