"""Verification: read the logs again, leaf by leaf, and name the first thing that is not what was sealed.

All is read in one snapshot, many leaves at a time. Everything that can be worked out is worked out and compared: leaves
from rows, nodes and roots from leaves, signatures with keys that are known from outside the database.
"""

import hmac
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from datetime import datetime

import sqlalchemy as sa
from sqlalchemy.dialects.postgresql import aggregate_order_by

from register.open_types import ResultRow
from register.sealing.leaves import SHAPES, Row, Shape, commitment_to, leaf_of, told
from register.sealing.store import State, read_state
from register.sealing.tree import Address, Growth, leaf_hash
from register.sealing.verify_heads import Broken, Witness, confirm_heads, confirm_held, heads_outside
from register.sealing.versions import Named, named_by, read_versions, what_no_entry_wrote, what_the_register_says_else
from register.tables import access_key, access_log, entry, seal_head, seal_leaf, seal_node
from register.vocabulary import ChangeOperation, Log

CHUNK = 2_000
Tell = Callable[[str, int, int], None]


@dataclass
class Verified:
    """What was found to be as it was sealed."""

    leaves: dict[Log, int] = field(default_factory=dict)
    heads: int = 0
    versions: int = 0
    held: int = 0


def verify(connection: sa.Connection, witness: Witness, tell: Tell) -> Verified:
    """Read everything that was sealed and compare it with its seals, in the transaction of the connection.

    tell: called with a log, how many leaves were read, and of how many.
    Raises: Broken at the first thing that is wrong.
    """
    done = Verified()
    for shape in SHAPES.values():
        state = read_state(connection, shape.log)
        ours = heads_outside(shape, state, witness)
        roots, last = _read_log(connection, shape, state, sizes={head.size for head in ours}, tell=tell, done=done)
        done.heads += confirm_heads(connection, shape, state, witness=witness, roots=roots)
        done.held += confirm_held(connection, shape, ours, roots=roots, state=state, witness=witness)
        if last != state.last:
            raise Broken(f"The {shape.name} is recorded as sealed up to an entry that is not its last leaf.")
        _confirm_none_left_out(connection, shape, state)
        done.leaves[shape.log] = state.size
    for finding in (*what_no_entry_wrote(connection), *what_the_register_says_else(connection)):
        raise Broken(finding)
    return done


def _read_log(
    connection: sa.Connection, shape: Shape, state: State, *, sizes: set[int], tell: Tell, done: Verified
) -> tuple[dict[int, bytes], tuple[int, int]]:
    """Read a log from its first leaf to its last. The roots at these sizes and at every head's, and the last place."""
    kept = sa.select(seal_head.c.size).where(seal_head.c.log == shape.log)
    sizes = sizes | set(connection.scalars(kept))
    growth, roots, last = Growth(), {}, (0, 0)
    for begin in range(0, state.size, CHUNK):
        end = min(begin + CHUNK, state.size)
        nodes = _nodes_of(connection, shape, begin=begin, end=end)
        for leaf, row in _sealed_rows(connection, shape, begin=begin, end=end, done=done):
            place = (row["transaction"], row[shape.number.name])
            if place <= last:
                raise Broken(f"{_entry(shape, leaf)} is out of order.")
            last = place
            sealed = _confirmed(shape, leaf, row, kept=nodes.pop((0, growth.size), None))
            for address, made in growth.add(sealed):
                if nodes.pop(address, None) != made:
                    raise Broken(f"The tree of the {shape.name} does not match its leaves at {_node(address)}.")
            if growth.size in sizes:
                roots[growth.size] = growth.root()
        if nodes:
            raise Broken(f"The tree of the {shape.name} has an extra node: {_node(min(nodes))}.")
        tell(shape.name, end, state.size)
    return roots, last


def _sealed_rows(
    connection: sa.Connection, shape: Shape, *, begin: int, end: int, done: Verified
) -> Iterator[tuple[ResultRow, Row]]:
    """Each leaf from begin to before end with its row, both there and the row's version and index as they were."""
    asked = sa.select(seal_leaf).where(seal_leaf.c.log == shape.log, seal_leaf.c.leaf >= begin, seal_leaf.c.leaf < end)
    leaves = connection.execute(asked.order_by(seal_leaf.c.leaf)).all()
    numbers = [leaf.row_number for leaf in leaves]
    rows = {row[shape.number.name]: row for row in _rows(connection, shape, numbers)}
    beside = _Entries(connection, rows.values()) if shape.log is Log.ENTRY else _Keys(connection, rows.values())
    for number, leaf in zip(range(begin, end), leaves, strict=False):
        if leaf.leaf != number:
            raise Broken(f"Leaf {number:,} of the {shape.name} was removed from the seals.")
        row = rows.get(leaf.row_number)
        if row is None:
            raise Broken(f"{_entry(shape, leaf)} was removed.")
        if leaf.form not in shape.forms:
            raise Broken(f"{_entry(shape, leaf)} is sealed in form {leaf.form}, which this version cannot read.")
        yield leaf, row
        beside.confirm(shape, leaf, row)
    if len(leaves) < end - begin:
        raise Broken(f"Leaf {begin + len(leaves):,} of the {shape.name} was removed from the seals.")
    done.versions += beside.versions


class _Entries:
    """The versions that these entries wrote, and when each was followed by the next change of its record."""

    def __init__(self, connection: sa.Connection, rows: Iterable[Row]) -> None:
        rows = list(rows)
        self.found = read_versions(connection, filter(None, map(named_by, rows)))
        self.ends = _next_changes(connection, [row["number"] for row in rows])
        self.versions = len(self.found)

    def confirm(self, shape: Shape, leaf: ResultRow, row: Row) -> None:
        """Check that the version is the one that was sealed. Raises: Broken."""
        named = named_by(row)
        version = self.found.get(named) if named else None
        if named and version is None:
            raise Broken(f"{_version(named, row)} was removed.")
        if not hmac.compare_digest(commitment_to(version, bytes(leaf.salt)), bytes(leaf.commitment or b"")):
            raise Broken(f"{_version(named, row) if named else _entry(shape, leaf)} was altered.")
        if named and version is not None and version["recorded_to"] != self.ends.get(row["number"]):
            raise Broken(f"{_version(named, row)} does not end where the next change of its record begins.")


class _Keys:
    """Which of these consultations the index does not know by the keys that they gave."""

    versions = 0

    def __init__(self, connection: sa.Connection, rows: Iterable[Row]) -> None:
        known = sa.select(sa.func.array_agg(aggregate_order_by(access_key.c["key"], access_key.c["key"])))
        known = known.where(access_key.c.access_id == access_log.c.id).correlate(access_log)
        given = sa.func.unnest(access_log.c["keys"]).column_valued("given")
        each = sa.select(sa.func.array_agg(aggregate_order_by(given.distinct(), given))).correlate(access_log)
        differs = known.scalar_subquery().is_distinct_from(each.scalar_subquery())
        asked = sa.select(access_log.c.id).where(_among(access_log.c.id, [row["id"] for row in rows]), differs)
        self.wrong = set(connection.scalars(asked))

    def confirm(self, shape: Shape, leaf: ResultRow, row: Row) -> None:
        """Check that the index leads to the entry from each of its keys and from no other. Raises: Broken."""
        if row["id"] in self.wrong:
            raise Broken(f"{_entry(shape, leaf)} cannot be found by its keys: the index was altered.")


def _confirmed(shape: Shape, leaf: ResultRow, row: Row, *, kept: bytes | None) -> bytes:
    """The hash of a leaf, worked out from its row. Raises: Broken if it is not the one that was kept."""
    if kept is None:
        raise Broken(f"The hash of leaf {leaf.leaf:,} of the {shape.name} was removed from the seals.")
    made = _hash_of(shape, leaf, row)
    if made != kept:
        raise Broken(f"{_entry(shape, leaf)} was altered.")
    return made


def _hash_of(shape: Shape, leaf: ResultRow, row: Row) -> bytes:
    commitment = None if leaf.commitment is None else bytes(leaf.commitment)
    return leaf_hash(leaf_of(shape, leaf.form, row, salt=bytes(leaf.salt), commitment=commitment))


def _rows(connection: sa.Connection, shape: Shape, numbers: list[int]) -> Iterator[Row]:
    asked = sa.select(*told(shape.columns)).select_from(shape.rows).where(_among(shape.number, numbers))
    result = connection.execute(asked)
    names = [str(name) for name in result.keys()]  # noqa: SIM118 - the names, not the rows
    for row in result:
        yield dict(zip(names, row, strict=True))


def _among(number: sa.Column[int], numbers: list[int]) -> sa.ColumnElement[bool]:
    return number == sa.any_(sa.literal(numbers, sa.ARRAY(sa.BigInteger)))


def _next_changes(connection: sa.Connection, numbers: list[int]) -> dict[int, datetime]:
    """When each of these entries was followed by the next one of the same record."""
    following = entry.alias("following")
    same = sa.and_(
        following.c.entity == entry.c.entity,
        following.c["key"] == entry.c["key"],
        following.c.number > entry.c.number,
        # That a clock ran out ends no version.
        following.c.operation != ChangeOperation.DUE,
    )
    begins = (
        sa.select(following.c.recorded_at)
        .where(same)
        .order_by(following.c.number)
        .limit(1)
        .scalar_subquery()
        .label("ends")
    )
    asked = sa.select(entry.c.number, begins).where(_among(entry.c.number, numbers))
    return {row.number: row.ends for row in connection.execute(asked)}


def _nodes_of(connection: sa.Connection, shape: Shape, *, begin: int, end: int) -> dict[Address, bytes]:
    """The kept subtrees that are complete once leaf end is there, and were not before leaf begin."""
    index, level = seal_node.c["index"], seal_node.c.level
    levels = [each for each in range(end.bit_length()) if begin >> each < end >> each]
    finished = [sa.and_(level == each, index >= begin >> each, index < end >> each) for each in levels]
    asked = sa.select(level, index, seal_node.c.hash).where(seal_node.c.log == shape.log, sa.or_(*finished))
    return {(at, number): bytes(made) for at, number, made in connection.execute(asked)}


def _confirm_none_left_out(connection: sa.Connection, shape: Shape, state: State) -> None:
    """Check that every row up to the last leaf is a leaf, and that no row names a transaction of the future."""
    number, transaction = shape.number, shape.table.c.transaction
    is_leaf = sa.exists().where(seal_leaf.c.log == shape.log, seal_leaf.c.row_number == number)
    unsealed = sa.select(number).where(~is_leaf).order_by(number).limit(1)
    passed = connection.scalar(unsealed.where(sa.tuple_(transaction, number) <= sa.tuple_(*state.last)))
    if passed is not None:
        raise Broken(f"Entry {passed:,} of the {shape.name} was added among entries that were already sealed.")
    newest = sa.func.txid_snapshot_xmax(sa.func.txid_current_snapshot(), type_=sa.BigInteger)
    early = connection.scalar(unsealed.where(transaction >= newest))
    if early is not None:
        raise Broken(f"Entry {early:,} of the {shape.name} names a transaction that has not happened yet.")
    stray = None if shape.beside is None else connection.scalar(_without_a_row(shape, shape.beside))
    if stray is not None:
        raise Broken(f"Entry {stray:,} of the {shape.name} has an author but is missing.")


def _without_a_row(shape: Shape, beside: sa.Table) -> sa.Select[tuple[int]]:
    number = beside.c[shape.number.name]
    return sa.select(sa.func.min(number)).where(~sa.exists().where(shape.number == number))


def _entry(shape: Shape, leaf: ResultRow) -> str:
    return f"Entry {leaf.row_number:,} of the {shape.name} (leaf {leaf.leaf:,})"


def _version(named: Named, row: Row) -> str:
    return f"Version {named[1]:,} of {named[0].replace('_', ' ')} (entry {row['number']:,})"


def _node(address: Address) -> str:
    begin, end = (address[1] << address[0]), (address[1] + 1 << address[0]) - 1
    return f"leaves {begin:,} to {end:,}"
