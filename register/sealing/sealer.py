"""The sealer: takes what the logs have gained, grows their trees, signs the heads, and has them held outside.

A transaction below the snapshot's horizon has ended, so the rows below it, ordered by transaction and number, only ever
gain rows at their end: that order is the order of the leaves, and the last leaf's place says where to continue. A row
whose number is lower but whose transaction ended later comes later, and none is missed.
"""

import secrets
import threading
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from datetime import datetime, timedelta

import sqlalchemy as sa
import structlog
from sqlalchemy.exc import DBAPIError

from register.errors import SetupError
from register.sealing.continuity import Continuity, Cut
from register.sealing.heads import sign
from register.sealing.holders import Holder, NotHeld
from register.sealing.keys import SealingKey
from register.sealing.leaves import SALT_BYTES, SHAPES, Row, Shape, commitment_to, leaf_of, told
from register.sealing.store import (
    ALONE,
    ALONE_NO_LONGER,
    HORIZON,
    Leaf,
    State,
    add_head,
    add_held,
    add_leaves,
    add_nodes,
    move_checked,
    move_state,
    newest_head,
    read_growth,
    read_state,
)
from register.sealing.tree import Address, leaf_hash
from register.sealing.versions import named_by, read_versions
from register.settings import Settings
from register.tables import SUBJECTS, access_key, access_log, seal_state
from register.vocabulary import Log

BATCH = 1_000
# What is due is announced so often: clocks run out by the hour, and are looked for over a month.
DUE_EVERY_S = 60.0
STOP_WITHIN_S = 10.0
BETWEEN_ALARMS_S = 60.0
RESTORED = (
    "The database's transaction counter is below its logs, as after a restore from a dump. Raise it "
    "with pg_resetwal before sealing."
)


@dataclass(frozen=True, slots=True)
class Pass:
    """The result of one pass. sealed: rows; behind_s: seconds since all was last known to be sealed and held.

    held: true if the holder has the newest heads; alone: false if another sealer was at work and nothing was done.
    """

    sealed: int
    behind_s: float
    held: bool
    alone: bool


LINK_TABLES = [name for s in SUBJECTS if s.links for name in (s.links.reach, s.links.areas) if name is not None]


class Sealer:
    """Seals both logs, pass by pass. Of several that run, one at a time does the work."""

    def __init__(self, engine: sa.Engine, key: SealingKey, holder: Holder, *, given: Settings) -> None:
        self.engine = engine
        self.key = key
        self.holder = holder
        self.settings = given
        self.continuity = Continuity(holder)
        self._stopped = threading.Event()
        self._well_at = time.monotonic()
        self._due_at = 0.0
        self._alarmed_at = float("-inf")

    def once(self) -> Pass:
        """One pass: seal all that is behind the horizon, have the heads held, and record until when all is well.

        Raises: Cut if a log does not begin with what was sealed of it; SetupError if the database cannot be sealed
        in its present state.
        """
        with self.engine.connect() as connection:
            if not connection.scalar(ALONE):
                return Pass(0, _behind_s(connection), held=True, alone=False)
            connection.commit()
            try:
                self._confirm_uncut(connection)
                self._announce(connection)
                sealed = {log: self._seal(connection, shape) for log, shape in SHAPES.items()}
                held = [self._confirm(connection, shape, sealed[log]) for log, shape in SHAPES.items()]
            finally:
                connection.rollback()
                connection.execute(ALONE_NO_LONGER)
                connection.commit()
            return Pass(sum(sealed.values()), _behind_s(connection), held=all(held), alone=True)

    def run(self) -> None:
        """Pass after pass until stopped, whatever happens to the database or the holder.

        Raises: Cut, after the alarm: from then on this sealer signs nothing.
        """
        while not self._stopped.is_set():
            try:
                self._well_at = time.monotonic() - self.once().behind_s
            except Cut as cut:
                _tell("cut", log=cut.log.value, reason=str(cut), alarm=True)
                raise
            except (DBAPIError, SetupError) as fault:
                _tell("failed", reason=type(fault).__name__)
            self._sound_alarm()
            self._stopped.wait(self.settings.seal_every_s)

    def stop(self) -> None:
        """Ends run after the current batch."""
        self._stopped.set()

    def _confirm_uncut(self, connection: sa.Connection) -> None:
        for shape in SHAPES.values():
            with connection.begin():
                self.continuity.confirm(connection, shape, read_state(connection, shape.log))

    def _announce(self, connection: sa.Connection) -> None:
        """Enter in the log each link whose end has passed and each clock that ran out, for those who follow it."""
        with connection.begin():
            for name in LINK_TABLES:
                connection.execute(sa.select(sa.func.register.announce_ended(name)))
            if time.monotonic() >= self._due_at:
                connection.execute(sa.select(sa.func.register.announce_due()))
                connection.execute(sa.select(sa.func.register.announce_unnotified()))
                connection.execute(sa.select(sa.func.register.announce_overdue()))
                self._due_at = time.monotonic() + DUE_EVERY_S

    def _seal(self, connection: sa.Connection, shape: Shape) -> int:
        sealed = 0
        while not self._stopped.is_set():
            with connection.begin():
                taken = self._seal_batch(connection, shape)
            sealed += taken
            if taken < BATCH:
                break
        return sealed

    def _seal_batch(self, connection: sa.Connection, shape: Shape) -> int:
        state = read_state(connection, shape.log)
        rows = _waiting(connection, shape, state)
        if not rows:
            return 0
        growth = read_growth(connection, shape.log, state.size)
        leaves: list[Leaf] = []
        nodes: dict[Address, bytes] = {}
        for leaf, text in _leaves(connection, shape, state.size, rows=rows):
            leaves.append(leaf)
            nodes[0, leaf.number] = leaf_hash(text)
            nodes.update(growth.add(nodes[0, leaf.number]))
        add_leaves(connection, shape.log, leaves)
        add_nodes(connection, shape.log, nodes)
        add_head(connection, sign(self.key, state.origin, shape.log, size=growth.size, root=growth.root()))
        last = rows[-1]
        move_state(connection, shape.log, growth.size, last=(last["transaction"], last[shape.number.name]))
        if shape.log is Log.ACCESS:
            _index_keys(connection, [leaf.row_number for leaf in leaves])
        return len(rows)

    def _confirm(self, connection: sa.Connection, shape: Shape, sealed: int) -> bool:
        """Have the newest head held, and say until when all is well. Without the holder, nothing is said."""
        with connection.begin():
            state = read_state(connection, shape.log)
            checked_at = _all_sealed_until(connection, shape, state)
            newest = newest_head(connection, shape.log, state.origin)
        if newest is not None:
            self.continuity.note(newest[0])
        handed = False
        if newest is not None and not newest[1]:
            try:
                self.holder.hold(newest[0])
            except NotHeld as refusal:
                _tell("not_held", log=shape.log.value, reason=str(refusal))
                return False
            handed = True
        quiet = checked_at - state.checked_at < timedelta(seconds=self.settings.seal_note_s)
        if quiet and not handed and not sealed:
            return True
        with connection.begin():
            if handed and newest is not None:
                add_held(connection, shape.log, newest[0].size)
            move_checked(connection, shape.log, checked_at)
        return True

    def _sound_alarm(self) -> None:
        now = time.monotonic()
        behind_s = now - self._well_at
        if behind_s > self.settings.seal_alarm_s and now - self._alarmed_at >= BETWEEN_ALARMS_S:
            self._alarmed_at = now
            _tell("behind", behind_s=round(behind_s), grace_s=self.settings.seal_grace_s, alarm=True)


@contextmanager
def sealing_beside(sealer: Sealer) -> Iterator[None]:
    """The sealer at work in a thread for as long as the block lasts."""
    thread = threading.Thread(target=_run_until_cut, args=[sealer], name="sealer", daemon=True)
    thread.start()
    try:
        yield
    finally:
        sealer.stop()
        thread.join(STOP_WITHIN_S)
        sealer.engine.dispose()


def _run_until_cut(sealer: Sealer) -> None:
    with suppress(Cut):
        sealer.run()


def _waiting(connection: sa.Connection, shape: Shape, state: State) -> Sequence[Row]:
    """The next rows to be sealed, in the order of their leaves. Raises: SetupError after a restore from a dump."""
    if connection.execute(sa.select(HORIZON)).scalar_one() <= state.last[0]:
        raise SetupError(RESTORED)
    asked = (
        sa.select(*told(shape.columns))
        .select_from(shape.rows)
        .where(shape.place > sa.tuple_(*state.last), shape.table.c.transaction < HORIZON)
        .order_by(shape.table.c.transaction, shape.number)
        .limit(BATCH)
    )
    return [dict(row) for row in connection.execute(asked).mappings()]


def _leaves(connection: sa.Connection, shape: Shape, size: int, *, rows: Sequence[Row]) -> Iterator[tuple[Leaf, bytes]]:
    """The leaves of these rows, each with its text."""
    changes = rows if shape.log is Log.ENTRY else []
    versions = read_versions(connection, filter(None, map(named_by, changes)))
    for number, row in enumerate(rows, size):
        salt = secrets.token_bytes(SALT_BYTES)
        commitment = None
        if shape.log is Log.ENTRY:
            named = named_by(row)
            commitment = commitment_to(versions.get(named) if named else None, salt)
        leaf = Leaf(number, row[shape.number.name], shape.form, salt, commitment)
        yield leaf, leaf_of(shape, shape.form, row, salt=salt, commitment=commitment)


def _index_keys(connection: sa.Connection, numbers: list[int]) -> None:
    """Note under each key which of these consultations gave it."""
    given = (
        sa.select(sa.func.unnest(access_log.c["keys"]), access_log.c.id).distinct().where(access_log.c.id.in_(numbers))
    )
    connection.execute(sa.insert(access_key).from_select(["key", "access_id"], given))


def _all_sealed_until(connection: sa.Connection, shape: Shape, state: State) -> datetime:
    """The instant up to which every row that can be seen is a leaf: now, or the first that waits for the horizon."""
    waiting = sa.select(sa.func.min(shape.table.c.at)).where(shape.place > sa.tuple_(*state.last))
    until: datetime = connection.execute(
        sa.select(sa.func.least(sa.func.clock_timestamp(), waiting.scalar_subquery()))
    ).scalar_one()
    return until


def _behind_s(connection: sa.Connection) -> float:
    age = sa.func.clock_timestamp() - sa.func.min(seal_state.c.checked_at)
    return float(connection.scalar(sa.select(sa.extract("epoch", age))) or 0)


def _tell(event: str, **facts: str | float | bool) -> None:
    structlog.get_logger("register.sealing").warning("sealing", cause=event, **facts)
