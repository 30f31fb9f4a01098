"""How a table is declared: with its field group, its common columns and its history beside it."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import Enum

import sqlalchemy as sa
from sqlalchemy.dialects import postgresql

from register.open_types import ColumnType, TableColumn
from register.tables.anchors import Anchor, Of
from register.tables.codes import SCHEMA, Code, code
from register.vocabulary import Agency, AssertionBasis, ChangeKind, Group, ProtectiveMarking

# For a text column whose form is constrained to characters that JSON does not escape: it is written as it stands.
PLAIN: dict[str, object] = {"plain": True}

NEW_ENTITY = "as docs/how-to/new-entity.md says"

metadata = sa.MetaData(
    schema=SCHEMA,
    naming_convention={
        "ix": "ix_%(table_name)s_%(column_0_N_name)s",
        "uq": "uq_%(table_name)s_%(column_0_N_name)s",
        "ck": "ck_%(table_name)s_%(constraint_name)s",
        "fk": "fk_%(table_name)s_%(column_0_N_name)s",
        "pk": "pk_%(table_name)s",
    },
)

GROUP_OF: dict[sa.Table, Group] = {}
HISTORY_OF: dict[sa.Table, sa.Table] = {}
# What an index carries whose rows are always few, however many the table has: rows are looked up one by one from it.
FEW = "few"

ANCHOR_OF: dict[sa.Table, Anchor] = {}
# What a change of each table is reported as.
CHANGE_KIND_OF: dict[str, ChangeKind] = {}

# For a column that no field shows: an update of nothing else is no change for whoever reads the record.
SHOWN_NOWHERE: dict[str, object] = {"shown_nowhere": True}

# For a log, whose rows are never changed, and for what is worked out of published files.
UNKEPT = None


class Untold(Enum):
    """Changes that are kept and sealed, and reported to nobody."""

    UNTOLD = "untold"


UNTOLD = Untold.UNTOLD


@dataclass(frozen=True, slots=True)
class Writes:
    """Which columns a role may write, if these are not all that its grants reach.

    inserted: those of a new row, all if it is None; updated: those that a kind of body may change later, all if it is
    None. The database fills the rest. everyone: true if every role adds its own rows, whatever it is granted.
    new: by what a new row is reached, if its own links come only after it. withdrawn: true if a row that was recorded
    by mistake is removed by a role that may change it; its history is kept.
    """

    inserted: tuple[str, ...] | None = None
    updated: Mapping[Agency, tuple[str, ...]] | None = None
    everyone: bool = False
    new: Anchor | None = None
    withdrawn: bool = False


# What is recorded of a home, and by mistake.
WITHDRAWN = Writes(withdrawn=True)
# What the database alone writes.
WRITTEN_BY_NOBODY = Writes(inserted=(), updated={})


def declare(
    name: str,
    group: Group,
    reached: Anchor,
    *parts: sa.schema.SchemaItem,
    changes: ChangeKind | Untold | None,
    in_force: tuple[str, *tuple[str, ...]] | None = None,
    last_day_but: tuple[str, str] | tuple[()] | None = None,
    writes: Writes | None = None,
) -> sa.Table:
    """Declare a table of one field group.

    reached: by what its rows are reached. changes: what a change of a row is reported as to those who may read it, or
    UNTOLD; every version of the rows is kept beside the table, unless it is UNKEPT. in_force: the columns with the
    first day of a row in the real world and the day after its last, or days of which the earliest is that, if these
    are not valid_from and valid_to. last_day_but: set if the first of them is the last day itself, but on rows
    on which this column has this value. writes: which columns commands may write.
    """
    info = {"group": group, "in_force": in_force, "last_day_but": last_day_but, "writes": writes}
    table = sa.Table(name, metadata, *parts, info=info)
    GROUP_OF[table], ANCHOR_OF[table] = group, reached
    if changes is not UNKEPT:
        if isinstance(changes, ChangeKind):
            CHANGE_KIND_OF[name] = changes
        HISTORY_OF[table] = _history_of(table)
    return table


def counter_of(table: sa.Table) -> sa.Table | None:
    """The table that counts the changes of a table's records, of whatever group; None if there is no such table."""
    anchor = ANCHOR_OF[table]
    counter = anchor.subject.versions if isinstance(anchor, Of) else None
    return None if counter is None else named(counter)


def told_tables() -> tuple[sa.Table, ...]:
    """The tables whose changes are reported to those who may read what changed."""
    return tuple(table for table in HISTORY_OF if table.name in CHANGE_KIND_OF)


def refuse_undeclared() -> None:
    """Stop the import of the tables if one of them was made without a field group. Raises: TypeError."""
    found = sorted(table.name for table in metadata.tables.values() if table not in GROUP_OF)
    if found:
        raise TypeError(f"no field group for {', '.join(found)}: make each table with declare(), {NEW_ENTITY}")


def columns_shown_nowhere() -> tuple[str, ...]:
    """The names of columns that no field shows, in order."""
    return tuple(sorted({c.name for table in told_tables() for c in table.columns if c.info.get("shown_nowhere")}))


def named(name: str) -> sa.Table:
    """The table of this name."""
    return metadata.tables[f"{SCHEMA}.{name}"]


def key() -> TableColumn:
    """The opaque random key of a row."""
    return sa.Column(
        "id", sa.Uuid(as_uuid=True), primary_key=True, server_default=sa.text("gen_random_uuid()"), nullable=False
    )


def common() -> tuple[sa.schema.SchemaItem, ...]:
    """What every record has in addition to its facts: version, provenance, marking, quality and review."""
    columns: tuple[TableColumn, ...] = (
        sa.Column("version", sa.Integer, nullable=False, server_default="1"),
        sa.Column("source_agency", sa.Text, nullable=False, server_default="ofsted"),
        sa.Column("source_system", sa.Text),
        sa.Column("source_ref", sa.Text),
        code("assertion_basis", AssertionBasis, nullable=False, default=AssertionBasis.FACT),
        code("protective_marking", ProtectiveMarking, nullable=False, default=ProtectiveMarking.OFFICIAL_SENSITIVE),
        sa.Column("quality_flags", postgresql.ARRAY(sa.Text), nullable=False, server_default="{}"),
        sa.Column("retention_review_on", sa.Date),
    )
    for column in columns:
        column.info.update(SHOWN_NOWHERE)
    return columns


def text_fits(name: str, longest: int) -> sa.CheckConstraint:
    """The constraint that a text is neither empty nor over-long, and holds no control character."""
    return sa.CheckConstraint(
        f"length({name}) between 1 and {longest} and {name} !~ '[\\x01-\\x1f\\x7f]'", name=f"{name}_fits"
    )


def _history_of(table: sa.Table) -> sa.Table:
    # Constraints stay behind: a history row was right once, and must never be refused later.
    columns = [sa.Column(c.name, _kept_as(c.type), nullable=True, info=dict(c.info)) for c in table.columns]
    history = sa.Table(
        f"{table.name}_history",
        metadata,
        sa.Column("history_id", sa.BigInteger, sa.Identity(always=True), primary_key=True),
        *columns,
        sa.Column("recorded_from", sa.DateTime(timezone=True), nullable=False),
        sa.Column("recorded_to", sa.DateTime(timezone=True)),
        info={"group": GROUP_OF[table], "history": True},
    )
    first_key = next(iter(table.primary_key.columns)).name
    sa.Index(f"ix_{history.name}_key", history.c[first_key], history.c.recorded_from)
    sa.Index(f"ix_{history.name}_time", history.c.recorded_from, history.c.recorded_to)
    reached = ANCHOR_OF[table]
    if isinstance(reached, Of) and reached.by != first_key:
        sa.Index(f"ix_{history.name}_{reached.subject.kind}", history.c[reached.by])
    GROUP_OF[history], ANCHOR_OF[history] = GROUP_OF[table], reached
    return history


def _kept_as(kind: ColumnType) -> ColumnType:
    """The type of a column in its history: a code is kept as text, because its list may change."""
    return sa.Text() if isinstance(kind, Code) else kind
