"""Which notices may be served and lifted, and what they forbid while they are in force."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from register.rules.dates import dates_ordered, days_in_sequence
from register.rules.problem import Problem, first_of
from register.rules.registration import registration_in_force, registration_not_ended
from register.vocabulary import NoticeKind, RegistrationStatus

# An application too is met by a proposal and a decision.
SERVED_ON_APPLICANTS = frozenset({NoticeKind.NOTICE_OF_PROPOSAL, NoticeKind.NOTICE_OF_DECISION})
# An offence is answered for after the registration has ended, and where there never was one.
SERVED_AT_ANY_TIME = frozenset({NoticeKind.CAUTION, NoticeKind.PROSECUTION})
SERVED_BY_ACTS = frozenset({NoticeKind.SUSPENSION, NoticeKind.URGENT_CANCELLATION})
APPEALABLE = frozenset(
    {
        NoticeKind.RESTRICTION_OF_ACCOMMODATION,
        NoticeKind.SUSPENSION,
        NoticeKind.NOTICE_OF_DECISION,
        NoticeKind.URGENT_CANCELLATION,
        NoticeKind.URGENT_VARIATION,
    }
)


@dataclass(frozen=True, slots=True)
class ServedNotice:
    """A notice as rules look at it. effective_from: the day of service if it was left out; ends_on: its last day."""

    kind: NoticeKind
    served_on: date
    effective_from: date | None = None
    ends_on: date | None = None
    lifted_on: date | None = None


def notice_days_in_order(notice: ServedNotice) -> Problem | None:
    """A notice is served, takes effect and ends, and is lifted after service. Source: data dictionary 2.2, event."""
    return first_of(
        days_in_sequence(
            {"servedOn": notice.served_on, "effectiveFrom": notice.effective_from, "endsOn": notice.ends_on}
        ),
        dates_ordered(notice.served_on, notice.lifted_on, "liftedOn", after="servedOn"),
    )


def lifted_once(lifted_on: date | None, field: str = "liftedOn") -> Problem | None:
    """A notice that was lifted is not lifted again. Source: data dictionary 2.2, event.lifted_on."""
    if lifted_on is not None:
        return Problem("RULE_NOTICE_LIFTED", "The notice has already been lifted.", field)
    return None


def lifted_before_its_end(ends_on: date | None, lifted_on: date | None, field: str = "liftedOn") -> Problem | None:
    """A notice that has ended by itself is not lifted. Source: data dictionary 2.2, event.ends_on."""
    if ends_on is not None and lifted_on is not None and lifted_on > ends_on:
        return Problem("RULE_NOTICE_ENDED", "The notice ended before that date.", field)
    return None


def notice_suits_status(kind: NoticeKind, status: RegistrationStatus) -> Problem | None:
    """A notice meets a registration that it can act upon. Source: data dictionary 2.2, event.kind; 3.1."""
    if kind in SERVED_AT_ANY_TIME:
        return None
    return registration_not_ended(status) if kind in SERVED_ON_APPLICANTS else registration_in_force(status)


def notice_leaves_status(kind: NoticeKind, field: str = "kind") -> Problem | None:
    """What suspends or cancels is served and lifted with the registration's status. Source: data dictionary 3.1."""
    if kind in SERVED_BY_ACTS:
        return Problem(
            "RULE_NOTICE_KIND",
            "Suspend or cancel the registration to serve this notice, and lift the suspension to lift it.",
            field,
        )
    return None


def appeal_is_stated(kind: NoticeKind, appeal: str | None, field: str = "appealStatus") -> Problem | None:
    """A notice that can be appealed against has the state of an appeal. Source: Care Standards Act 2000, s. 21."""
    if kind in APPEALABLE and appeal is None:
        return Problem("RULE_APPEAL_STATUS", "Enter the state of any appeal. This notice has a right of appeal.", field)
    return None


def notice_in_force(notice: ServedNotice, day: date) -> bool:
    """True if a notice has effect on a day. It has on its first and last day, and has not on the day it is lifted."""
    return (notice.effective_from or notice.served_on) <= day and not _is_over(notice, day)


def restricts_accommodation(notices: Iterable[ServedNotice], day: date) -> bool:
    """True if a section 22B notice keeps out a child who comes to the home on a day.

    It keeps out every child who was not there when it was served, even before it takes effect. On the day of service
    itself the record does not say who came first, so it keeps nobody out. Source: data dictionary 2.2, cross-rule.
    """
    return any(
        notice.kind is NoticeKind.RESTRICTION_OF_ACCOMMODATION and notice.served_on < day and not _is_over(notice, day)
        for notice in notices
    )


def accommodation_is_unrestricted(
    notices: Iterable[ServedNotice], day: date, field: str = "firstAccommodatedOn"
) -> Problem | None:
    """No child comes to a home under a restriction of accommodation. Source: data dictionary 2.2, cross-rule."""
    if restricts_accommodation(notices, day):
        return Problem(
            "RULE_ACCOMMODATION_RESTRICTED", "A notice stops new children from moving in on that date.", field
        )
    return None


def _is_over(notice: ServedNotice, day: date) -> bool:
    ended = notice.ends_on is not None and day > notice.ends_on
    return ended or (notice.lifted_on is not None and day >= notice.lifted_on)
