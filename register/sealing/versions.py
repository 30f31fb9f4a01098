"""The versions that entries wrote: found by what the entry says, and compared with the register itself."""

from collections.abc import Iterable, Iterator, Mapping

import sqlalchemy as sa

from register.sealing.leaves import Row, told
from register.tables import HISTORY_OF, entry

HISTORIES: Mapping[str, sa.Table] = {table.name: history for table, history in HISTORY_OF.items()}

# A version is named by its entity and its number in that entity's history.
Named = tuple[str, int]


def named_by(entry: Row) -> Named | None:
    """The version that an entry says it wrote; none for a deletion."""
    return None if entry["history_id"] is None else (entry["entity"], entry["history_id"])


def read_versions(connection: sa.Connection, wanted: Iterable[Named]) -> dict[Named, dict[str, object]]:
    """These versions, as far as they are there: one statement for each kind of record."""
    by_entity: dict[str, list[int]] = {}
    for entity, number in wanted:
        by_entity.setdefault(entity, []).append(number)
    found: dict[Named, dict[str, object]] = {}
    for entity, numbers in by_entity.items():
        history = HISTORIES.get(entity)
        if history is None:
            continue
        asked = sa.select(*told(history.columns)).where(history.c.history_id == sa.any_(sa.literal(numbers, ARRAY)))
        result = connection.execute(asked)
        # Plain texts, which the encoder insists on.
        names = [str(name) for name in result.keys()]  # noqa: SIM118 - the names, not the rows
        for row in result:
            found[entity, row.history_id] = dict(zip(names, row, strict=True))
    return found


ARRAY = sa.ARRAY(sa.BigInteger)


def what_no_entry_wrote(connection: sa.Connection) -> Iterator[str]:
    """A line for the first version of each kind of record that no entry accounts for."""
    for entity, history in HISTORIES.items():
        written = sa.exists().where(entry.c.entity == entity, entry.c.history_id == history.c.history_id)
        number = connection.scalar(sa.select(sa.func.min(history.c.history_id)).where(~written))
        if number is not None:
            yield f"Version {number:,} of {entity.replace('_', ' ')} was written by no entry."


def what_the_register_says_else(connection: sa.Connection) -> Iterator[str]:
    """A line for each kind of record that the register holds otherwise than the last versions of its history."""
    for table, history in HISTORY_OF.items():
        names = [column.name for column in table.columns]
        now = sa.select(*told([table.c[name] for name in names]))
        last = sa.select(*told([history.c[name] for name in names])).where(history.c.recorded_to.is_(None))
        differs = sa.union_all(now.except_all(last), last.except_all(now)).subquery()
        key = next(iter(table.primary_key.columns)).name
        found = connection.execute(sa.select(differs.c[key]).limit(1)).first()
        if found is not None:
            yield f"The {table.name.replace('_', ' ')} with key {found[0]} does not match its last version."
