"""One record that a read names by its key: looked for when the caller's own links have said that it may be read.

Only those links are read before, so that a hidden record and none are the same work.
"""

# Decision: named-key-first
from collections.abc import Callable, Collection, Iterator

import sqlalchemy as sa

from register.open_types import TableColumn
from register.plan.parameters import Slot
from register.plan.read import Compare, Every, Matches, Predicate, Read
from register.sql.as_of import Clock, From
from register.sql.membership import FENCE, Member, probed
from register.sql.read.filters import parameter
from register.tables import ANCHOR_OF
from register.tables.anchors import Of

# What rows must fulfil, each said of these rows and by how a key is compared.
Scopes = Callable[[From], Iterator[Callable[[Member], sa.ColumnElement[bool]]]]


def named_record(read: Read, clock: Clock, columns: Collection[str], *, scopes: Scopes) -> From | None:
    """The row of the one key that a read names, with these of its columns.

    None if it names none, asks for the past or an area, or if the caller reads everywhere. Only of records that have
    links of their own: the key of any other row does not say who reaches it.
    scopes: what rows must fulfil to be read.
    """
    table = read.entity.table
    anchor = ANCHOR_OF[table]
    if not isinstance(anchor, Of) or anchor.subject.links is None or clock.is_past or read.area is not None:
        return None
    key = table.c[anchor.by]
    slot = _equal_to(key, read.where) if key.primary_key else None
    if slot is None:
        return None
    asked = sa.select(parameter(slot, key.type).label(key.name)).subquery()
    held = [scoped(probed) for scoped in scopes(asked)]
    if not held:
        return None
    reached = sa.select(asked.c[key.name]).where(*held).offset(FENCE).subquery()
    stored = clock.table(table)
    shown = [column for column in stored.c if column.name in columns]
    found = sa.select(*shown).select_from(reached.join(stored, stored.c[key.name] == reached.c[key.name]))
    return found.offset(FENCE).subquery()


def _equal_to(column: TableColumn, where: Predicate | None) -> Slot | None:
    """The parameter that a column equals in every row that fulfils a predicate; None if none does."""
    match where:
        case Matches(column=compared, compare=Compare.EQUAL, slot=slot) if compared.stored is column:
            return slot
        case Every(parts=parts):
            return next(filter(None, (_equal_to(column, below) for below in parts)), None)
    return None
