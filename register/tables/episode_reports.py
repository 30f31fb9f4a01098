"""Reports of missing episodes: who is to be notified of each, by when, and when each was."""

import sqlalchemy as sa
from sqlalchemy.dialects import postgresql

from register.tables.anchors import EPISODE, Of
from register.tables.codes import any_of
from register.tables.declare import Writes, declare
from register.tables.missing_episodes import INSTANT, missing_episode
from register.vocabulary import Agency, ChangeKind, Group, ReportStep

# What a command may say; the database works out the rest, and adds the row with the episode.
BY_COMMAND = ("host_authority_at", "home_at")


def _clocks() -> list[sa.schema.SchemaItem]:
    names = (f"{step.value}_{clock}" for step in ReportStep for clock in ("at", "due_at"))
    return [sa.Column(name, INSTANT) for name in names]


def _missing() -> str:
    """The steps that are due at some time and not done."""
    step = "case when {0}_at is null and {0}_due_at is not null then '{0}' end"
    return f"array_remove(array[{', '.join(step.format(each.value) for each in ReportStep)}]::text[], null)"


def _due() -> str:
    """When the first of those is due."""
    step = "case when {0}_at is null then {0}_due_at end"
    return f"least({', '.join(step.format(each.value) for each in ReportStep)})"


# Source: data dictionary 2.7.
episode_report = declare(
    "episode_report",
    Group.REPORTS,
    Of(EPISODE, by="episode_id"),
    sa.Column("episode_id", sa.ForeignKey(missing_episode.c.id), primary_key=True),
    *_clocks(),
    sa.Column(
        "missing", postgresql.ARRAY(sa.Text), sa.Computed(_missing(), persisted=True), info={"codes": ReportStep}
    ),
    sa.Column("due_at", INSTANT, sa.Computed(_due(), persisted=True)),
    sa.CheckConstraint(f"missing <@ array[{any_of(ReportStep)}]", name="missing_known"),
    sa.Index("ix_episode_report_due_at", "due_at", postgresql_where=sa.text("due_at is not null")),
    changes=ChangeKind.EPISODE,
    writes=Writes(inserted=(), updated=dict.fromkeys((Agency.POLICE, Agency.LOCAL_AUTHORITY), BY_COMMAND)),
)
