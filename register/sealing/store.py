"""What the seals' own tables hold: read and added to, with the sealer's login."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

import sqlalchemy as sa
from psycopg import sql

from register.database.connections import owner_url, psycopg_below, with_driver
from register.errors import SetupError
from register.open_types import ResultRow
from register.sealing.heads import Head
from register.sealing.tree import Address, Growth, peaks
from register.settings import Settings
from register.tables import SCHEMA, seal_head, seal_held, seal_leaf, seal_node, seal_state
from register.vocabulary import Log

ALONE = sa.select(sa.func.pg_try_advisory_lock(sa.func.hashtext("register seal")))
ALONE_NO_LONGER = sa.select(sa.func.pg_advisory_unlock(sa.func.hashtext("register seal")))

# Every transaction below this has ended, and what it wrote can be seen.
HORIZON = sa.func.txid_snapshot_xmin(sa.func.txid_current_snapshot(), type_=sa.BigInteger)


@dataclass(frozen=True, slots=True)
class State:
    """How far a log is sealed. last: the transaction and the number of the last leaf's row."""

    origin: UUID
    size: int
    last: tuple[int, int]
    checked_at: datetime


@dataclass(frozen=True, slots=True)
class Leaf:
    """What is kept of a leaf beside its hash."""

    number: int
    row_number: int
    form: int
    salt: bytes
    commitment: bytes | None


def sealer_engine(given: Settings) -> sa.Engine:
    """An engine with the sealer's login, or the owner's if none is set."""
    url = with_driver(given.sealing_url, "postgresql+psycopg") if given.sealing_url else owner_url()
    return sa.create_engine(url, pool_pre_ping=True)


def read_state(connection: sa.Connection, log: Log) -> State:
    """How far a log is sealed. Raises: SetupError if the database was never migrated to seals."""
    row = connection.execute(sa.select(seal_state).where(seal_state.c.log == log)).one_or_none()
    if row is None:
        raise SetupError("The database has no tables for seals. Run register migrate first.")
    return State(row.origin, row.size, (row.sealed_transaction, row.sealed_number), row.checked_at)


def move_state(connection: sa.Connection, log: Log, size: int, *, last: tuple[int, int]) -> None:
    """Say how far a log is sealed now."""
    moved = {"size": size, "sealed_transaction": last[0], "sealed_number": last[1]}
    connection.execute(sa.update(seal_state).where(seal_state.c.log == log).values(moved))


def move_checked(connection: sa.Connection, log: Log, checked_at: datetime) -> None:
    """Say until when all that was written down is sealed and held. It never goes back."""
    later = sa.func.greatest(seal_state.c.checked_at, checked_at)
    connection.execute(sa.update(seal_state).where(seal_state.c.log == log).values(checked_at=later))


def read_growth(connection: sa.Connection, log: Log, size: int) -> Growth:
    """The right edge of a log's tree. Raises: SetupError if nodes of it are missing."""
    edge = peaks(size)
    kept = read_nodes(connection, log, edge)
    if len(kept) < len(edge):
        raise SetupError(f"Nodes of the tree of the {log} log are missing: run register audit verify.")
    return Growth(size, [kept[address] for address in edge])


def read_nodes(connection: sa.Connection, log: Log, wanted: Sequence[Address]) -> dict[Address, bytes]:
    """The hashes of these complete subtrees, as far as they are kept."""
    here = sa.tuple_(seal_node.c.level, seal_node.c["index"])
    asked = sa.select(seal_node.c.level, seal_node.c["index"], seal_node.c.hash)
    rows = connection.execute(asked.where(seal_node.c.log == log, here.in_(wanted)))
    return {(level, index): bytes(made) for level, index, made in rows}


def add_leaves(connection: sa.Connection, log: Log, leaves: Iterable[Leaf]) -> None:
    """Add leaves, without their hashes."""
    rows = ((log.value, each.number, each.row_number, each.form, each.salt, each.commitment) for each in leaves)
    _copy(connection, seal_leaf, rows)


def add_nodes(connection: sa.Connection, log: Log, nodes: Mapping[Address, bytes]) -> None:
    """Add complete subtrees, leaves among them."""
    _copy(connection, seal_node, ((log.value, level, index, made) for (level, index), made in nodes.items()))


def add_head(connection: sa.Connection, head: Head) -> None:
    """Add a signed head."""
    row = {name: getattr(head, name) for name in ("log", "size", "root", "signed_at", "public_key", "signature")}
    connection.execute(sa.insert(seal_head).values(row))


def add_held(connection: sa.Connection, log: Log, size: int) -> None:
    """Say that a head is held outside."""
    connection.execute(sa.insert(seal_held).values(log=log, size=size))


def newest_head(connection: sa.Connection, log: Log, origin: UUID) -> tuple[Head, bool] | None:
    """The newest head of a log, and true if it is held; None if nothing was ever sealed."""
    held = sa.exists().where(seal_held.c.log == seal_head.c.log, seal_held.c.size == seal_head.c.size)
    newest = sa.select(seal_head, held.label("held")).where(seal_head.c.log == log)
    row = connection.execute(newest.order_by(seal_head.c.size.desc()).limit(1)).one_or_none()
    return None if row is None else (head_of(row, origin), row.held)


def head_of(row: ResultRow, origin: UUID) -> Head:
    """A head as its table keeps it."""
    root, public_key, signature = bytes(row.root), bytes(row.public_key), bytes(row.signature)
    return Head(origin, Log(row.log), row.size, root, row.signed_at, public_key, signature)


def _copy(connection: sa.Connection, table: sa.Table, rows: Iterable[tuple[object, ...]]) -> None:
    names = sql.SQL(", ").join(map(sql.Identifier, table.columns.keys()))
    into = sql.SQL("copy {} ({}) from stdin").format(sql.Identifier(SCHEMA, table.name), names)
    with psycopg_below(connection, "Logs are sealed").cursor() as cursor, cursor.copy(into) as copy:
        for row in rows:
            copy.write_row(row)
