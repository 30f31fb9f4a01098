"""Returns by local authorities: the duty, the return, its rows as staged, its checks, bypasses and sign-offs."""

import sqlalchemy as sa

from register.open_types import TableColumn
from register.tables.anchors import OfArea
from register.tables.areas import area
from register.tables.children import child
from register.tables.codes import any_of, code
from register.tables.declare import UNKEPT, UNTOLD, Writes, common, declare, key
from register.tables.missing_episodes import INSTANT, missing_episode
from register.tables.texts import text
from register.vocabulary import (
    Agency,
    BypassDecision,
    ChangeKind,
    CheckSeverity,
    Group,
    MatchOutcome,
    MissingKind,
    ReturnChannel,
    ReturnFigure,
    ReturnKind,
    ReturnStatus,
    SignOffAct,
    UnableReason,
)

OF_AUTHORITY = OfArea(by="authority_code")
IN_FORCE = (ReturnStatus.ACCEPTED, ReturnStatus.ACCEPTED_WITH_CAVEAT)
# The name under which the database refuses the person who submitted a return as the one who signs it off.
SECOND_SIGNATURE = "uq_return_sign_off_return_id_person"


def _authority() -> TableColumn:
    return sa.Column("authority_code", sa.ForeignKey(area.c.code), nullable=False, index=True)


def _period() -> tuple[sa.schema.SchemaItem, ...]:
    return (
        code("kind", ReturnKind, nullable=False),
        sa.Column("period_start", sa.Date, nullable=False),
        sa.Column("period_end", sa.Date, nullable=False),
        sa.CheckConstraint("period_end > period_start", name="period_ordered"),
    )


authority_return = declare(
    "authority_return",
    Group.RETURN,
    OF_AUTHORITY,
    key(),
    _authority(),
    *_period(),
    # The first return for a period is 1. One that is sent again has the next number.
    sa.Column("number", sa.Integer, nullable=False),
    code("status", ReturnStatus, nullable=False),
    code("channel", ReturnChannel, nullable=False),
    sa.Column("is_nil", sa.Boolean, nullable=False, server_default="false"),
    *text("file_name", 200),
    sa.Column("file_digest", sa.Text),
    sa.CheckConstraint("file_digest ~ '^[0-9a-f]{64}$'", name="file_digest_form"),
    sa.Column("row_total", sa.Integer, nullable=False, server_default="0"),
    sa.Column("error_total", sa.Integer, nullable=False, server_default="0"),
    sa.Column("query_total", sa.Integer, nullable=False, server_default="0"),
    sa.Column("checked_at", INSTANT),
    sa.Column("submitted_at", INSTANT),
    sa.Column("accepted_at", INSTANT),
    *common(),
    sa.CheckConstraint("row_total >= 0 and error_total >= 0 and query_total >= 0", name="totals_not_negative"),
    sa.CheckConstraint("not is_nil or row_total = 0", name="nil_without_rows"),
    sa.CheckConstraint("accepted_at >= submitted_at", name="submitted_first"),
    sa.UniqueConstraint("authority_code", "kind", "period_start", "number"),
    sa.Index(
        "ix_authority_return_in_force",
        "authority_code",
        "kind",
        "period_start",
        unique=True,
        postgresql_where=sa.text(f"status in ({any_of(IN_FORCE)})"),
    ),
    changes=UNTOLD,
    writes=Writes(
        inserted=(
            "id", "authority_code", "kind", "period_start", "period_end", "number", "status", "channel", "is_nil",
            "file_name", "file_digest",
        ),
        updated={
            Agency.LOCAL_AUTHORITY: (
                "status", "row_total", "error_total", "query_total", "checked_at", "submitted_at", "accepted_at",
                "version",
            )
        },
    ),
)  # fmt: skip


def _of_return() -> tuple[sa.schema.SchemaItem, ...]:
    return (
        sa.Column("return_id", sa.ForeignKey(authority_return.c.id), nullable=False),
        _authority(),
    )


# What is due, from the day on which the receiver opens a period. The database notes each return on it.
return_duty = declare(
    "return_duty",
    Group.RETURN,
    OF_AUTHORITY,
    key(),
    _authority(),
    *_period(),
    sa.Column("due_on", sa.Date, nullable=False),
    sa.Column("submitted_at", INSTANT),
    sa.Column("accepted_at", INSTANT),
    sa.Column("is_nil", sa.Boolean),
    # What the authority says itself, of which no text could name a child. Decision: unable-by-code
    code("unable_reason", UnableReason),
    sa.Column("unable_at", INSTANT),
    sa.Column("records_away_apart", sa.Boolean),
    sa.CheckConstraint("due_on > period_end", name="due_after_its_period"),
    sa.CheckConstraint("(unable_reason is null) = (unable_at is null)", name="unable_with_its_reason"),
    sa.UniqueConstraint("authority_code", "kind", "period_start"),
    sa.Index("ix_return_duty_due_on", "due_on"),
    # Decision: duties-in-the-feed
    changes=ChangeKind.RETURN_DUTY,
    writes=Writes(inserted=(), updated={Agency.LOCAL_AUTHORITY: ("unable_reason", "unable_at", "records_away_apart")}),
)

return_figure = declare(
    "return_figure",
    Group.RETURN,
    OF_AUTHORITY,
    key(),
    *_of_return(),
    code("figure", ReturnFigure, nullable=False),
    *text("field", 40),
    sa.Column("value", sa.Integer, nullable=False),
    sa.Column("out_of", sa.Integer),
    sa.Column("before", sa.Integer),
    # A change from last year so large that the authority is to confirm it.
    sa.Column("is_large_change", sa.Boolean, nullable=False, server_default="false"),
    sa.Column("replaced_at", INSTANT),
    sa.Index("ix_return_figure_return_id", "return_id"),
    changes=UNKEPT,
    writes=Writes(updated={Agency.LOCAL_AUTHORITY: ("replaced_at",)}),
)

# What a rule found. It says where in the file, and never what is written there.
return_check = declare(
    "return_check",
    Group.RETURN_CHECKS,
    OF_AUTHORITY,
    key(),
    *_of_return(),
    *text("rule", 12, nullable=False),
    code("severity", CheckSeverity, nullable=False),
    # None if it is about the whole return, or stands for all lines beyond those that are listed one by one.
    sa.Column("line", sa.Integer),
    *text("field", 40),
    sa.Column("row_total", sa.Integer, nullable=False, server_default="1"),
    *text("message", 300, nullable=False),
    sa.Column("replaced_at", INSTANT),
    sa.CheckConstraint("line > 0 and row_total > 0", name="counted_from_1"),
    sa.Index("ix_return_check_return_id", "return_id", "rule", "line"),
    changes=UNKEPT,
    writes=Writes(updated={Agency.LOCAL_AUTHORITY: ("replaced_at",)}),
)

return_bypass = declare(
    "return_bypass",
    Group.RETURN_BYPASSES,
    OF_AUTHORITY,
    sa.Column("check_id", sa.ForeignKey(return_check.c.id), primary_key=True),
    *_of_return(),
    *text("reason", 500, nullable=False),
    sa.Column("asked_at", INSTANT, nullable=False, server_default=sa.text("now()")),
    sa.Index("ix_return_bypass_return_id", "return_id"),
    changes=UNTOLD,
    writes=Writes(inserted=("check_id", "return_id", "authority_code", "reason"), updated={}),
)

return_judgement = declare(
    "return_judgement",
    Group.RETURN_JUDGEMENTS,
    OF_AUTHORITY,
    sa.Column("check_id", sa.ForeignKey(return_bypass.c.check_id), primary_key=True),
    *_of_return(),
    code("decision", BypassDecision, nullable=False),
    *text("judgement", 500),
    sa.Column("judged_at", INSTANT, nullable=False, server_default=sa.text("now()")),
    sa.Index("ix_return_judgement_return_id", "return_id"),
    changes=UNTOLD,
    writes=Writes(inserted=("check_id", "return_id", "authority_code", "decision", "judgement"), updated={}),
)

# Who acted is signed by the database.
return_sign_off = declare(
    "return_sign_off",
    Group.RETURN_SIGN_OFFS,
    OF_AUTHORITY,
    key(),
    *_of_return(),
    code("act", SignOffAct, nullable=False),
    sa.Column(
        "person",
        sa.Text,
        nullable=False,
        server_default=sa.text("coalesce(nullif(current_setting('register.subject', true), ''), session_user)"),
    ),
    sa.Column("at", INSTANT, nullable=False, server_default=sa.text("now()")),
    sa.UniqueConstraint("return_id", "act"),
    sa.UniqueConstraint("return_id", "person"),
    changes=UNTOLD,
    writes=Writes(inserted=("id", "return_id", "authority_code", "act"), updated={}),
)

# A row as it was sent. It is never changed: one that is sent again is added, and the one before is marked.
return_row = declare(
    "return_row",
    Group.RETURN_ROWS,
    OF_AUTHORITY,
    key(),
    *_of_return(),
    sa.Column("line", sa.Integer, nullable=False),
    # The authority's own name for the row, of one that is sent row by row.
    *text("reference", 60),
    *text("child_number", 60, nullable=False),
    sa.Column("born_on", sa.Date),
    code("missing_kind", MissingKind),
    sa.Column("starts_on", sa.Date),
    sa.Column("ends_on", sa.Date),
    *text("reason_began", 4),
    *text("legal_status", 4),
    *text("need", 4),
    *text("placement", 4),
    *text("placement_provider", 4),
    *text("reason_ended", 4),
    *text("reason_changed", 6),
    *text("home_postcode", 8),
    *text("placement_postcode", 8),
    *text("urn", 8),
    *text("placement_authority", 10),
    sa.Column("is_offered", sa.Boolean),
    sa.Column("is_accepted", sa.Boolean),
    sa.Column("interviewed_on", sa.Date),
    # The authority's own child on the register of that number, once it is found.
    sa.Column("child_id", sa.ForeignKey(child.c.id)),
    sa.Column("replaced_at", INSTANT),
    sa.CheckConstraint("line > 0", name="counted_from_1"),
    sa.Index("ix_return_row_return_id", "return_id", "child_number", "starts_on"),
    sa.Index("ix_return_row_child_id", "child_id"),
    sa.Index("ix_return_row_reference", "return_id", "reference", postgresql_where=sa.text("reference is not null")),
    changes=UNKEPT,
    writes=Writes(updated={Agency.LOCAL_AUTHORITY: ("child_id", "replaced_at")}),
)

return_match = declare(
    "return_match",
    Group.RETURN_ROWS,
    OF_AUTHORITY,
    key(),
    *_of_return(),
    sa.Column("line", sa.Integer),
    sa.Column("episode_id", sa.ForeignKey(missing_episode.c.id)),
    code("outcome", MatchOutcome, nullable=False),
    sa.Column("days_apart", sa.Integer),
    sa.Column("replaced_at", INSTANT),
    sa.CheckConstraint("num_nulls(line, episode_id) < 2", name="of_one_side"),
    sa.Index("ix_return_match_return_id", "return_id", "line"),
    sa.Index("ix_return_match_episode_id", "episode_id"),
    changes=UNKEPT,
    writes=Writes(updated={Agency.LOCAL_AUTHORITY: ("replaced_at",)}),
)
