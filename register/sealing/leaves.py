"""What is sealed of a row: one canonical text for each form of a leaf, and a commitment to the version it wrote.

Canonical is JSON in UTF-8 with sorted names and no spaces; instants are in UTC with microseconds, geometries are EWKB
in hexadecimal digits. Forms never change: where a log gains a column, a new form is added, and old leaves keep theirs.
"""

import hmac
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, date, datetime

import orjson
import sqlalchemy as sa
from geoalchemy2 import Geometry

from register.open_types import Expression, TableColumn, Value, Values
from register.tables import HOME, PROVIDER, access_log, entry, entry_author
from register.vocabulary import Log

SALT_BYTES = 16
Row = Values

ACCESS_COLUMNS = (
    "id", "at", "transaction", "request", "subject", "agency", "area", "organisation", "purpose", "operation",
    "document", "root", "outcome", "refusal", "groups", "row_count", "nodes", "node_sizes", "keys", "policy_version",
    "live_grants", "break_glass",
)  # fmt: skip
ENTRY_COLUMNS = (
    "number", "at", "transaction", "subject", "agency", "entity", "key", "home_id", "operation", "reason",
    "recorded_at", "history_id",
)  # fmt: skip
CHANGE_COLUMNS = (*ENTRY_COLUMNS, "provider_id", "columns")
SUBJECT_COLUMNS = (
    "number", "at", "transaction", "subject", "agency", "entity", "key", "subject_kind", "subject_id", "operation",
    "reason", "recorded_at", "history_id", "columns",
)  # fmt: skip

# What a version's commitment leaves out: its number is the entry's, and its end is set once, by the next change.
NOT_COMMITTED = frozenset({"history_id", "recorded_to"})


@dataclass(frozen=True)
class Shape:
    """How the rows of a log become leaves. number: the column that numbers them; forms: the columns of each form.

    beside: the table that holds the rest of each row, under the same number. The newest form holds every column.
    subjects: of older forms, the columns that named a subject of one kind each, by that kind.
    """

    log: Log
    table: sa.Table
    number: sa.Column[int]
    forms: Mapping[int, tuple[str, ...]]
    name: str
    beside: sa.Table | None = None
    subjects: Mapping[str, str] = field(default_factory=dict)

    def value(self, row: Row, name: str) -> Value:
        """What a row holds in a column of some form."""
        if name in self.subjects:
            return row["subject_id"] if row["subject_kind"] == self.subjects[name] else None
        return row[name]

    @property
    def place(self) -> sa.Tuple:
        """Where a row comes in the order of the leaves."""
        return sa.tuple_(self.table.c.transaction, self.number)

    @property
    def form(self) -> int:
        """The form in which leaves are made now."""
        return max(self.forms)

    @property
    def rows(self) -> sa.FromClause:
        """The whole rows of the log; the part in the table beside it is null if it is gone."""
        if self.beside is None:
            return self.table
        return self.table.outerjoin(self.beside, self.beside.c[self.number.name] == self.number)

    @property
    def columns(self) -> list[TableColumn]:
        """The columns of a whole row."""
        beside = {} if self.beside is None else dict(self.beside.c.items())
        return [self.table.c[name] if name in self.table.c else beside[name] for name in self.forms[self.form]]


SHAPES: Mapping[Log, Shape] = {
    Log.ACCESS: Shape(Log.ACCESS, access_log, access_log.c.id, {1: ACCESS_COLUMNS}, "access log"),
    Log.ENTRY: Shape(
        Log.ENTRY,
        entry,
        entry.c.number,
        {1: ENTRY_COLUMNS, 2: CHANGE_COLUMNS, 3: SUBJECT_COLUMNS},
        "entry log",
        entry_author,
        {"home_id": HOME.kind, "provider_id": PROVIDER.kind},
    ),
}


def leaf_of(shape: Shape, form: int, row: Row, *, salt: bytes, commitment: bytes | None) -> bytes:
    """The text of a leaf. Its commitment, or else its salt, keeps anybody from guessing the row from the hash."""
    sealed: dict[str, object] = {
        "form": form,
        "log": shape.log.value,
        "row": {name: shape.value(row, name) for name in shape.forms[form]},
    }
    return canonical(sealed | ({"salt": salt} if commitment is None else {"version": commitment}))


# Decision: salted-commitments
def commitment_to(version: Row | None, salt: bytes) -> bytes:
    """What binds a leaf to a version of a record, or to there being none, and tells nothing of it without the salt.

    Columns that hold nothing are left out, so that a history may gain columns. Source: HMAC-SHA-256, RFC 2104.
    """
    held = None
    if version is not None:
        held = {name: value for name, value in version.items() if name not in NOT_COMMITTED and value is not None}
    return hmac.digest(salt, canonical(held), "sha256")


def canonical(value: object) -> bytes:
    """The one text of a value."""
    return orjson.dumps(value, _text, orjson.OPT_SORT_KEYS | orjson.OPT_PASSTHROUGH_DATETIME)


def told(columns: Sequence[TableColumn] | sa.sql.base.ReadOnlyColumnCollection[str, TableColumn]) -> list[Expression]:
    """Columns as they are read for sealing: geometries as text, so that the same bytes come from every version."""
    return [sa.cast(c, sa.Text).label(c.name) if isinstance(c.type, Geometry) else c for c in columns]


def _text(value: object) -> str:
    match value:
        case datetime():
            return value.astimezone(UTC).isoformat(timespec="microseconds").replace("+00:00", "Z")
        case date():
            return value.isoformat()
        case bytes():
            return value.hex()
    raise TypeError(f"a log holds no {type(value).__name__}")
