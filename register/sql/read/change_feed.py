"""The feed of changes: a reader's place in it, and what is shown of a change.

A transaction below the snapshot's horizon has ended, so the changes below it, by transaction and then by number, only
ever grow at their end. A reader who continues from a place in that order misses none, however late a writer commits.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from uuid import UUID

import orjson
import sqlalchemy as sa
from sqlalchemy.dialects.postgresql import JSONB

from register.catalogue import CATALOGUE
from register.errors import BadInput
from register.open_types import BindParameter, Expression, TableColumn
from register.sql.as_of import From
from register.sql.read.cursor import seal_bytes, unseal_bytes

NOT_A_PLACE = "This token names no place in this register's log of changes."
BEGIN_ANEW = "Send a token of an earlier answer or, to begin at a time, sinceAt. Leave since out to start again."
PLACE_BYTES = 32
# What a reader sends instead of a token to begin after all changes that have been reported, and the last of any.
FROM_NOW = "now"
LAST = 2**63 - 1

# The order of changes.
FEED_ORDER = ("transaction", "number")

SINCE_TRANSACTION: BindParameter = sa.bindparam("since_transaction", required=False, type_=sa.BigInteger)
SINCE_NUMBER: BindParameter = sa.bindparam("since_number", required=False, type_=sa.BigInteger)
# Decision: feed-horizon
HORIZON: BindParameter = sa.bindparam("horizon", required=False, type_=sa.BigInteger)
FIELD_NAMES: BindParameter = sa.bindparam("field_names", required=False, type_=sa.Text)


@dataclass(frozen=True, slots=True)
class Place:
    """A place in the order of changes: after this transaction and number. origin: which database's log it is of."""

    origin: UUID
    transaction: int = 0
    number: int = 0

    def token(self, reader: bytes) -> str:
        """The place as a reader keeps it: sealed for its body, of one length, good for as long as the log is.

        reader: the key of the reader's body. Open, its numbers would count what is hidden.
        """
        # Decision: sealed-feed-token
        return seal_bytes(self.origin.bytes + self.transaction.to_bytes(8) + self.number.to_bytes(8), reader)


def place_of(token: str, *, reader: bytes, origin: UUID, horizon: int) -> Place:
    """The place that a token names; or the end of the log as it is, below the horizon.

    Raises: BadInput if it is another body's, of another log, or has not been reached yet.
    """
    if token == FROM_NOW:
        return Place(origin, horizon - 1, LAST)
    held = unseal_bytes(token, reader) or b""
    if len(held) == PLACE_BYTES:
        place = Place(UUID(bytes=held[:16]), int.from_bytes(held[16:24]), int.from_bytes(held[24:]))
        # A register that was restored from a dump counts its transactions anew: beyond the horizon nothing was told.
        if place.origin == origin and place.transaction <= horizon:
            return place
    raise BadInput(NOT_A_PLACE, hint=BEGIN_ANEW)


def untold(rows: From) -> tuple[sa.ColumnElement[bool], ...]:
    """True on the changes after the reader's place whose transactions have ended."""
    place = sa.tuple_(rows.c.transaction, rows.c.number)
    return place > sa.tuple_(SINCE_TRANSACTION, SINCE_NUMBER), rows.c.transaction < HORIZON


def fields_of(rows: From) -> Expression:
    """The names in the schema of the columns that changed; null if these are not known."""
    changed = sa.func.unnest(rows.c["columns"]).table_valued(sa.column("stored", sa.Text)).render_derived("changed")
    column = rows.c.entity + sa.literal(".", sa.Text, literal_execute=True) + changed.c.stored
    names = sa.func.jsonb_array_elements_text(sa.func.jsonb_extract_path(sa.cast(FIELD_NAMES, JSONB), column))
    told = names.table_valued(sa.column("name", sa.Text)).render_derived("told")
    listed = sa.select(told.c.name).distinct().select_from(changed.join(told, sa.true())).order_by(told.c.name)
    found = sa.func.array(listed.correlate(rows).scalar_subquery(), type_=sa.ARRAY(sa.Text))
    return sa.case((rows.c["columns"].is_not(None), found))


@lru_cache(maxsize=1)
def field_names() -> str:
    """By table and column, the fields of the schema that show it, as JSON. A version counts changes, and is none."""
    found: dict[str, set[str]] = {}
    for entity in CATALOGUE.values():
        shown: list[tuple[TableColumn, str]] = [(each.stored, name) for name, each in entity.columns.items()]
        for name, structure in entity.structures.items():
            parts = [each.stored for each in structure.columns.values()]
            shown += [(stored, name) for stored in (*parts, structure.present) if stored is not None]
        for name, relation in entity.relations.items():
            if not relation.many and not relation.latest:
                shown.append((relation.parent, name))
        for stored, name in shown:
            if name != "version" and not stored.primary_key:
                found.setdefault(f"{stored.table.name}.{stored.name}", set()).add(name)
    return orjson.dumps({column: sorted(names) for column, names in sorted(found.items())}).decode()


def feed_values(place: Place, horizon: int) -> Mapping[str, object]:
    """What the statements of a feed are bound to."""
    return {"since_transaction": place.transaction, "since_number": place.number, "horizon": horizon}
