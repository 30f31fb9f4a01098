"""The statements that keep published versions: written whole by publication, and read again for the next one."""

from collections.abc import Iterator, Mapping, Sequence
from uuid import UUID, uuid4

import sqlalchemy as sa

from register import tables
from register.open_types import Value, Values

ALONE = sa.text("select pg_advisory_xact_lock(hashtext('register statistics'))")
VERSION = tables.statistic


def begin(connection: sa.Connection) -> None:
    """Let nobody else publish until the end of the transaction."""
    connection.execute(ALONE)


def versions(connection: sa.Connection) -> list[Values]:
    """Every version of every question, the latest of each first."""
    asked = sa.select(*VERSION.columns).order_by(VERSION.c.question, VERSION.c.version.desc())
    return [dict(row) for row in connection.execute(asked).mappings()]


def workings(connection: sa.Connection, facts_of: Sequence[str]) -> Iterator[tuple[str, int, str, str]]:
    """What is kept of every version of these questions: the question, its version, the counts and the report."""
    kept = tables.statistic_workings
    asked = (
        sa.select(sa.cast(VERSION.c.question, sa.Text), VERSION.c.version, kept.c.counts, kept.c.report)
        .join(VERSION, VERSION.c.id == kept.c.statistic_id)
        .where(sa.cast(VERSION.c.question, sa.Text).in_(list(facts_of)))
        .order_by(VERSION.c.question, VERSION.c.version)
    )
    for row in connection.execute(asked):
        yield row[0], row[1], row[2], row[3]


def figures(connection: sa.Connection, statistic_id: UUID) -> list[Values]:
    """Every figure of a version in its order, with its row; the codes of the row's dimensions as one text."""
    row, cell, part = tables.statistic_row, tables.statistic_cell, tables.statistic_dimension
    codes = (
        sa.select(sa.func.string_agg(part.c.code, sa.literal(",")).label("codes"))
        .where(part.c.row_id == row.c.id)
        .scalar_subquery()
    )
    labels = (
        sa.select(sa.func.string_agg(part.c.label, sa.literal("; "))).where(part.c.row_id == row.c.id).scalar_subquery()
    )
    asked = (
        sa.select(
            *(row.c[name] for name in ("number", "period", "level", "area_code", "breakdown", "coverage")),
            tables.area.c.name,
            sa.func.coalesce(codes, "").label("category"),
            sa.func.coalesce(labels, "").label("label"),
            *(cell.c[name] for name in ("measure", "value", "symbol", "rounded_to")),
        )
        .join(cell, cell.c.row_id == row.c.id)
        .join(tables.area, tables.area.c.code == row.c.area_code)
        .where(row.c.statistic_id == statistic_id)
        .order_by(row.c.number, cell.c.number)
    )
    return [dict(each) for each in connection.execute(asked).mappings()]


def add_version(connection: sa.Connection, of: Mapping[str, Value]) -> UUID:
    """Write the description of a new version. Returns its key."""
    key = uuid4()
    connection.execute(sa.insert(VERSION).values(id=key, published_at=sa.func.now(), **of))
    return key


def keep_workings(connection: sa.Connection, key: UUID, counts: str, *, report: str) -> None:
    """Keep what a version was made of, and the report of the attacks on it."""
    kept = {"statistic_id": key, "counts": counts, "report": report}
    connection.execute(sa.insert(tables.statistic_workings).values(**kept))


def add_rows(connection: sa.Connection, table: sa.Table, rows: Sequence[Mapping[str, Value]]) -> None:
    """Write rows of a table of statistics at once."""
    if not rows:
        return
    names = list(rows[0])
    driver = connection.connection.driver_connection
    assert driver is not None
    with driver.cursor() as cursor:
        copied = f"copy {table.fullname} ({', '.join(names)}) from stdin"
        with cursor.copy(copied) as copy:
            for row in rows:
                copy.write_row([row[name] for name in names])


def take_keys(connection: sa.Connection, table: sa.Table, count: int) -> int:
    """Reserve so many keys of a table. Returns the first."""
    sequence = sa.func.pg_get_serial_sequence(table.fullname, "id")
    last = connection.scalar(sa.select(sa.func.nextval(sa.cast(sequence, sa.Text))))
    assert last is not None
    connection.execute(sa.select(sa.func.setval(sa.cast(sequence, sa.Text), last + count)))
    return int(last)


def withdraw(connection: sa.Connection, question: str, version: int, *, why: str) -> bool:
    """Take the rows of a version away and say why; what was kept of it stays. True if there was one to withdraw."""
    standing = (VERSION.c.question == question, VERSION.c.version == version, VERSION.c.withdrawn_at.is_(None))
    told = sa.update(VERSION).where(*standing).values(withdrawn_at=sa.func.now(), withdrawn_because=why)
    key = connection.scalar(told.returning(VERSION.c.id))
    if key is None:
        return False
    for table in (tables.statistic_row, tables.statistic_change):
        connection.execute(sa.delete(table).where(table.c.statistic_id == key))
    return True
