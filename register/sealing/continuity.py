"""Check that a log still begins with what the sealer knows of it: a log that was cut is not sealed any further."""

from contextlib import suppress

import sqlalchemy as sa

from register.errors import SetupError
from register.sealing.heads import Head
from register.sealing.holders import Holder, NotHeld
from register.sealing.leaves import Shape
from register.sealing.store import State, newest_head, read_nodes
from register.sealing.tree import addresses, hash_of
from register.vocabulary import Log


class Cut(SetupError):
    """A log no longer begins with what was sealed. Nothing more of it is sealed, and no head of it is given."""

    def __init__(self, shape: Shape, what: str) -> None:
        super().__init__(f"The {shape.name} {what}. Nothing more is sealed: run register audit verify.")
        self.log = shape.log


# Decision: sealer-stops
class Continuity:
    """The newest head of each log that this sealer has met: its own, or at first its holder's."""

    def __init__(self, holder: Holder) -> None:
        self._holder = holder
        self._known: dict[Log, Head | None] = {}

    def confirm(self, connection: sa.Connection, shape: Shape, state: State) -> None:
        """Check that the log, as it is now, begins with what is known of it. Raises: Cut."""
        known = self._known_of(shape, state)
        if known is not None:
            _confirm_begins(connection, shape, state, known=known)
        if state.size == 0:
            return
        if not connection.scalar(sa.select(sa.exists().where(shape.place == sa.tuple_(*state.last)))):
            raise Cut(shape, "has lost the row of its last leaf")
        newest = newest_head(connection, shape.log, state.origin)
        if newest is None or newest[0].size != state.size:
            raise Cut(shape, "has another newest head than its leaves say")
        self.note(newest[0])

    def note(self, head: Head) -> None:
        """Remember a head as the newest of its log."""
        self._known[head.log] = head

    def _known_of(self, shape: Shape, state: State) -> Head | None:
        """The newest head that is known; a holder that could not be asked is asked again."""
        if shape.log not in self._known:
            with suppress(NotHeld):
                self._known[shape.log] = self._holder.newest(shape.log, state.origin)
        return self._known.get(shape.log)


def _confirm_begins(connection: sa.Connection, shape: Shape, state: State, *, known: Head) -> None:
    """Check that the tree, as it is now, has the root of a head at the size of that head. Raises: Cut."""
    if state.origin != known.origin:
        raise Cut(shape, "is of another database than before")
    if state.size < known.size:
        raise Cut(shape, f"has {state.size:,} leaves, but a head of {known.size:,} was signed")
    wanted = addresses((0, known.size))
    kept = read_nodes(connection, shape.log, wanted)
    if len(kept) < len(wanted) or hash_of((0, known.size), kept) != known.root:
        raise Cut(shape, f"does not match the head of size {known.size:,} that was signed")
