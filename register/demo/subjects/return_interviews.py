"""Invented return home interviews: how the duty that each ended episode of the demonstration opened was met."""

import uuid
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from register.demo.batch import Batch, Row
from register.demo.random_draws import chance, happens, pick
from register.demo.subjects.providers import SOURCE
from register.tables import interview_themes, return_interview
from register.vocabulary import (
    Agency,
    Interviewer,
    InterviewMode,
    InterviewStatus,
    NotOfferedReason,
    PullReason,
    PushReason,
)

# A duty: its key, its episode, and when the child was found.
Duty = tuple[uuid.UUID, uuid.UUID, datetime]
# Offered after nine in ten episodes, held after two in three offers. Source: Missing People, 2024.
OFFERED = 0.92
OUTCOMES: dict[InterviewStatus, int] = {
    InterviewStatus.COMPLETED: 66,
    InterviewStatus.DECLINED: 22,
    InterviewStatus.NOT_REACHED: 8,
    InterviewStatus.MISSING_AGAIN: 4,
}
# Of those that are held, within how many hours. Source: Missing People, 2024: 63% within 72.
HOURS: dict[int, int] = {24: 15, 48: 24, 72: 24, 120: 22, 240: 15}
COMMISSIONED = 0.4
DUE_AFTER = timedelta(hours=72)
COLUMNS = (
    "id", "episode_id", "found_at", "due_at", "source_agency", "source_system", "status", "offered_at",
    "not_offered_reason", "provider_code", "commissioned_at", "conducted_at", "mode", "interviewer", "is_independent",
    "closed_at",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Met:
    """How a duty was met, as it was drawn. hours: after how many it was held; provider: who held it, if one did."""

    is_offered: bool
    outcome: InterviewStatus
    hours: int
    provider: str | None


def met_duties(duties: Sequence[Duty], providers: Sequence[str], now: datetime, *, seed: int) -> tuple[Row, ...]:
    """How each duty was met, as COLUMNS name it; a young one may still be open.

    providers: the organisations that hold interviews; without any, the authorities hold all.
    """
    draws, count = chance(seed, "return home interviews"), len(duties)
    offered = happens(draws, count, OFFERED)
    outcomes = pick(draws, tuple(OUTCOMES), count, weights=tuple(OUTCOMES.values()))
    hours = pick(draws, tuple(HOURS), count, weights=tuple(HOURS.values()))
    by = pick(draws, providers, count) if providers else [None] * count
    is_by = happens(draws, count, COMMISSIONED)
    held = zip(duties, offered, outcomes, hours, by, is_by, strict=True)
    return tuple(
        _row(duty, Met(is_offered, outcome, after, who if is_one else None), now)
        for duty, is_offered, outcome, after, who, is_one in held
    )


def interviews_batch(met: Sequence[Row]) -> Batch:
    """The rows of the duties, as they were met."""
    return Batch(return_interview, COLUMNS, tuple(met))


def themes_batch(duties: Sequence[Duty], met: Sequence[Row], seed: int) -> Batch:
    """The themes of the interviews that were held."""
    draws = chance(seed, "themes of interviews")
    held = [
        duty for duty, row in zip(duties, met, strict=True) if row[COLUMNS.index("status")] is InterviewStatus.COMPLETED
    ]
    push, pull = (pick(draws, tuple(reasons), len(held)) for reasons in (PushReason, PullReason))
    rows = tuple(
        (key, episode, [pushed.value], [pulled.value], harmed, exploited)
        for (key, episode, _), pushed, pulled, harmed, exploited in zip(
            held, push, pull, happens(draws, len(held), 0.12), happens(draws, len(held), 0.09), strict=True
        )
    )
    columns = ("interview_id", "episode_id", "push_reasons", "pull_reasons", "harm_disclosed", "exploitation_indicated")
    return Batch(interview_themes, columns, rows)


def _row(duty: Duty, met: Met, now: datetime) -> Row:
    key, episode, found_at = duty
    of_it = {"id": key, "episode_id": episode, "found_at": found_at, "due_at": found_at + DUE_AFTER}
    of_it |= {"source_agency": Agency.POLICE, "source_system": SOURCE}
    offered_at, held_at = found_at + timedelta(hours=6), found_at + timedelta(hours=met.hours - 2)
    row: dict[str, object] = {"status": InterviewStatus.DUE}
    if offered_at < now and met.is_offered:
        row = {"offered_at": offered_at, **_offered(met, offered_at, held_at if held_at < now else None)}
    elif offered_at < now:
        why = NotOfferedReason.OTHER
        row = {"status": InterviewStatus.NOT_OFFERED, "not_offered_reason": why, "closed_at": offered_at}
    return tuple((dict.fromkeys(COLUMNS) | of_it | row).values())


def _offered(met: Met, offered_at: datetime, held_at: datetime | None) -> dict[str, object]:
    """The outcome of an offer. held_at: when the interview was held, if it already was."""
    by = {"provider_code": met.provider, "commissioned_at": met.provider and offered_at}
    if met.outcome is not InterviewStatus.COMPLETED:
        return {
            "status": met.outcome,
            **by,
            "closed_at": offered_at if met.outcome is InterviewStatus.DECLINED else None,
        }
    if held_at is None:
        return {"status": InterviewStatus.ACCEPTED, **by}
    return {
        "status": InterviewStatus.COMPLETED,
        **by,
        "conducted_at": held_at,
        "mode": InterviewMode.FACE_TO_FACE,
        "interviewer": Interviewer.INDEPENDENT_SERVICE if met.provider else Interviewer.SOCIAL_WORKER,
        "is_independent": met.provider is not None,
        "closed_at": held_at,
    }
