"""Return home interviews: the duty and how it was met, what was learned, and what the child said, encrypted."""

import sqlalchemy as sa
from sqlalchemy.dialects import postgresql

from register.tables.anchors import EPISODE, Of
from register.tables.codes import any_of, code
from register.tables.declare import Writes, common, declare, key
from register.tables.missing_episodes import INSTANT, missing_episode
from register.tables.organisations import organisation
from register.vocabulary import (
    Agency,
    ChangeKind,
    ClosedList,
    Group,
    InterviewAction,
    Interviewer,
    InterviewMode,
    InterviewStatus,
    NotOfferedReason,
    PullReason,
    PushReason,
    QualityGrade,
)

# A text that the register encrypted: the name of the key, the row that it belongs to, and the rest.
CIPHERTEXT_FORM = "^[a-z0-9-]{1,40}[.][0-9a-f-]{36}[.][A-Za-z0-9+/=]+$"
# What a provider may write of an interview that it was commissioned to hold.
BY_PROVIDERS = (
    "status", "offered_at", "conducted_at", "mode", "interviewer", "is_independent", "closed_at", "version",
)  # fmt: skip


def _listed(name: str, values: type[ClosedList]) -> tuple[sa.schema.SchemaItem, ...]:
    """A column that holds several codes of a closed list."""
    return (
        sa.Column(name, postgresql.ARRAY(sa.Text), nullable=False, server_default="{}", info={"codes": values}),
        sa.CheckConstraint(f"{name} <@ array[{any_of(values)}]", name=f"{name}_known"),
    )


def _by_interview() -> tuple[sa.schema.SchemaItem, ...]:
    return (
        sa.Column("interview_id", sa.ForeignKey(return_interview.c.id), primary_key=True),
        sa.Column("episode_id", sa.ForeignKey(missing_episode.c.id), nullable=False, index=True),
    )


def _ciphertext() -> tuple[sa.schema.SchemaItem, ...]:
    """A text that the register encrypted for the row that it is in."""
    return (
        sa.Column("ciphertext", sa.Text, nullable=False, info={"encrypted": True}),
        sa.CheckConstraint(f"ciphertext ~ '{CIPHERTEXT_FORM}'", name="ciphertext_form"),
    )


# The database adds one for every episode in which a child is found or comes back: no command can forget it.
return_interview = declare(
    "return_interview",
    Group.INTERVIEW,
    Of(EPISODE, by="episode_id"),
    key(),
    sa.Column("episode_id", sa.ForeignKey(missing_episode.c.id), nullable=False, unique=True),
    code("status", InterviewStatus, nullable=False),
    sa.Column("found_at", INSTANT, nullable=False),
    sa.Column("due_at", INSTANT, nullable=False),
    sa.Column("offered_at", INSTANT),
    code("not_offered_reason", NotOfferedReason),
    sa.Column("provider_code", sa.ForeignKey(organisation.c.code)),
    sa.Column("commissioned_at", INSTANT),
    sa.Column("conducted_at", INSTANT),
    code("mode", InterviewMode),
    code("interviewer", Interviewer),
    sa.Column("is_independent", sa.Boolean),
    # When the duty ended: with the interview, with its refusal, or because it was not offered.
    sa.Column("closed_at", INSTANT),
    # The interview in which this episode was spoken of too.
    sa.Column("covered_by_id", sa.ForeignKey("register.return_interview.id")),
    code("quality_grade", QualityGrade),
    *common(),
    sa.CheckConstraint("due_at >= found_at and offered_at >= found_at", name="offer_after_found"),
    sa.CheckConstraint("conducted_at >= found_at", name="held_after_found"),
    sa.CheckConstraint("(status = 'completed') = (conducted_at is not null)", name="completed_when_held"),
    sa.CheckConstraint("(status = 'not_offered') = (not_offered_reason is not null)", name="reason_if_not_offered"),
    sa.CheckConstraint("(provider_code is null) = (commissioned_at is null)", name="commission_whole"),
    sa.CheckConstraint("covered_by_id <> id", name="not_by_itself"),
    sa.Index("ix_return_interview_due", "due_at", postgresql_where=sa.text("closed_at is null")),
    sa.Index("ix_return_interview_provider_code", "provider_code"),
    sa.Index("ix_return_interview_covered_by_id", "covered_by_id"),
    changes=ChangeKind.RETURN_INTERVIEW,
    writes=Writes(
        inserted=(),
        updated={
            Agency.LOCAL_AUTHORITY: (
                *BY_PROVIDERS, "not_offered_reason", "provider_code", "commissioned_at", "covered_by_id",
                "quality_grade",
            ),
            Agency.INTERVIEW_PROVIDER: BY_PROVIDERS,
        },
    ),
)  # fmt: skip

interview_themes = declare(
    "interview_themes",
    Group.INTERVIEW_THEMES,
    Of(EPISODE, by="episode_id"),
    *_by_interview(),
    *_listed("push_reasons", PushReason),
    *_listed("pull_reasons", PullReason),
    *_listed("actions", InterviewAction),
    sa.Column("harm_disclosed", sa.Boolean),
    sa.Column("exploitation_indicated", sa.Boolean),
    changes=ChangeKind.RETURN_INTERVIEW,
)

interview_narrative = declare(
    "interview_narrative",
    Group.INTERVIEW_NARRATIVE,
    Of(EPISODE, by="episode_id"),
    *_by_interview(),
    *_ciphertext(),
    changes=ChangeKind.RETURN_INTERVIEW,
)

# A row is there only once the authority has approved it.
police_extract = declare(
    "police_extract",
    Group.POLICE_EXTRACT,
    Of(EPISODE, by="episode_id"),
    *_by_interview(),
    *_ciphertext(),
    sa.Column("approved_at", INSTANT, nullable=False),
    changes=ChangeKind.RETURN_INTERVIEW,
)
