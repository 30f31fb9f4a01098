"""Return home interviews: whether one was offered and held, and what was learned."""

from datetime import datetime
from typing import Annotated

import strawberry

from register import tables
from register.catalogue import Beside, Relation, column, entity, relation, withheld
from register.schema.building.connections import connection_of
from register.schema.building.withheld import Withheld
from register.vocabulary import (
    InterviewAction,
    Interviewer,
    InterviewMode,
    InterviewStatus,
    NotOfferedReason,
    PullReason,
    PushReason,
    QualityGrade,
)


@entity(
    tables.return_interview,
    audited=tables.return_interview.c.id,
    order=(("dueAt", False), ("id", False)),
    beside=(
        Beside(tables.interview_themes, tables.interview_themes.c.interview_id),
        Beside(tables.interview_narrative, tables.interview_narrative.c.interview_id),
        Beside(tables.police_extract, tables.police_extract.c.interview_id),
    ),
)
class ReturnInterview:
    """The duty to offer a child an interview after a missing episode, and the interview itself."""

    id: strawberry.ID = column(
        tables.return_interview.c.id, "The register's own identifier. It never changes and has no meaning."
    )
    version: int = column(
        tables.return_interview.c.version,
        "The record's version number. Commands on the interview send it as expectedVersion.",
    )
    status: InterviewStatus | None = column(tables.return_interview.c.status, "How far the duty has come.")
    found_at: datetime | None = column(
        tables.return_interview.c.found_at, "When the child was found or came back: the duty begins then."
    )
    due_at: datetime | None = column(
        tables.return_interview.c.due_at, "When the interview is to have been held: 72 hours after foundAt."
    )
    offered_at: datetime | None = column(
        tables.return_interview.c.offered_at, "When the interview was offered; null if it was not."
    )
    not_offered_reason: NotOfferedReason | None = column(
        tables.return_interview.c.not_offered_reason, "Why no interview was offered."
    )
    provider_code: str | None = column(
        tables.return_interview.c.provider_code, "The code of the organisation that is to hold the interview."
    )
    commissioned_at: datetime | None = column(
        tables.return_interview.c.commissioned_at, "When the authority asked that organisation to hold it."
    )
    conducted_at: datetime | None = column(
        tables.return_interview.c.conducted_at, "When the interview was held; null if it was not."
    )
    mode: InterviewMode | None = column(tables.return_interview.c.mode, "How the interview was held.")
    interviewer: Interviewer | None = column(tables.return_interview.c.interviewer, "Who held the interview.")
    is_independent: bool | None = column(
        tables.return_interview.c.is_independent,
        "True if the interviewer is not involved in the child's care.",
    )
    closed_at: datetime | None = column(
        tables.return_interview.c.closed_at,
        "When the duty ended: held, declined or not offered; null until then.",
    )
    quality_grade: QualityGrade | None = column(
        tables.return_interview.c.quality_grade, "How good the interview was, by the authority's own sampling."
    )
    push_reasons: list[PushReason] | None = column(
        tables.interview_themes.c.push_reasons, "What drove the child away; null if nothing is recorded."
    )
    pull_reasons: list[PullReason] | None = column(
        tables.interview_themes.c.pull_reasons, "What drew the child elsewhere; null if nothing is recorded."
    )
    actions: list[InterviewAction] | None = column(
        tables.interview_themes.c.actions, "What follows from the interview."
    )
    harm_disclosed: bool | None = column(tables.interview_themes.c.harm_disclosed, "True if the child disclosed harm.")
    exploitation_indicated: bool | None = column(
        tables.interview_themes.c.exploitation_indicated, "True if what the child said indicates exploitation."
    )
    narrative: str | None = column(
        tables.interview_narrative.c.ciphertext,
        "What the child said, in full. It is kept encrypted, and cannot be searched or ordered by.",
    )
    police_extract: str | None = column(
        tables.police_extract.c.ciphertext,
        "What the authority approved for the police of what the child said. It is kept encrypted.",
    )
    extract_approved_at: datetime | None = column(
        tables.police_extract.c.approved_at, "When the extract for the police was approved; null if there is none."
    )
    covered_by: Annotated["ReturnInterview", strawberry.lazy("register.schema.types.return_interview")] | None = (
        relation(
            Relation(
                "",
                "ReturnInterview",
                tables.return_interview.c.covered_by_id,
                tables.return_interview.c.id,
                matchable=False,
            ),
            "The interview in which this episode was spoken of, if that was held for another one.",
        )
    )
    episode: Annotated["MissingEpisode", strawberry.lazy("register.schema.types.missing_episode")] | None = relation(  # type: ignore[name-defined]  # noqa: F821
        Relation("", "MissingEpisode", tables.return_interview.c.episode_id, tables.missing_episode.c.id),
        "The missing episode after which the interview is to be held.",
    )
    withheld: list[Withheld] = withheld()


ReturnInterviewConnection = connection_of("ReturnInterview", __name__)
