"""Verification of heads: the database's and those held outside, against the tree and the trusted keys."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import sqlalchemy as sa

from register.errors import SetupError
from register.sealing.heads import Head, key_id
from register.sealing.leaves import Shape
from register.sealing.store import State, head_of
from register.tables import seal_head, seal_held, seal_leaf, seal_node

CHUNK = 2_000


class Broken(SetupError):
    """What was sealed is not what is there. The message is one line that names the first place."""


@dataclass(frozen=True)
class Witness:
    """What is known from outside the database. keys: the public keys that are trusted; heads: those held outside.

    name: where the heads came from; strict: true if a head of another origin is a contradiction too.
    """

    keys: frozenset[bytes]
    heads: Sequence[Head] = ()
    name: str = ""
    strict: bool = False


def confirm_heads(
    connection: sa.Connection, shape: Shape, state: State, *, witness: Witness, roots: Mapping[int, bytes]
) -> int:
    """Compare every head in the database with the tree and the trusted keys. Returns how many there are."""
    size = 0
    count = 0
    asked = sa.select(seal_head).where(seal_head.c.log == shape.log).order_by(seal_head.c.size)
    for row in connection.execute(asked.execution_options(yield_per=CHUNK)):
        head = head_of(row, state.origin)
        _confirm_signed(head, witness, f"The head of size {head.size:,} of the {shape.name}")
        if head.size > state.size:
            raise Broken(_cut(shape, head, state.size))
        if roots[head.size] != head.root:
            raise Broken(f"The head of size {head.size:,} of the {shape.name} does not match its leaves.")
        size, count = head.size, count + 1
    if size != state.size:
        raise Broken(f"The {shape.name} has {state.size:,} leaves, but its newest head has {size:,}.")
    beyond = sa.select(sa.func.count()).select_from(seal_leaf).where(seal_leaf.c.log == shape.log)
    beyond_nodes = sa.select(sa.func.count()).select_from(seal_node).where(seal_node.c.log == shape.log)
    if connection.scalar(beyond) != size or connection.scalar(beyond_nodes) != 2 * size - size.bit_count():
        raise Broken(f"The tree of the {shape.name} has more than its {size:,} leaves.")
    return count


def _confirm_signed(head: Head, witness: Witness, name: str) -> None:
    if head.public_key not in witness.keys:
        raise Broken(f"{name} is signed with key {key_id(head.public_key)}, which is not known outside the database.")
    if not head.is_genuine:
        raise Broken(f"{name} has a wrong signature.")


def heads_outside(shape: Shape, state: State, witness: Witness) -> list[Head]:
    """The heads of this log that are held outside. Raises: Broken if one is of another database's."""
    of_log = [head for head in witness.heads if head.log is shape.log]
    for head in of_log if witness.strict else ():
        if head.origin != state.origin:
            raise Broken(f"{witness.name} has a head of another {shape.name}: this one was started again.")
    return [head for head in of_log if head.origin == state.origin]


def confirm_held(
    connection: sa.Connection,
    shape: Shape,
    ours: Sequence[Head],
    *,
    roots: Mapping[int, bytes],
    state: State,
    witness: Witness,
) -> int:
    """Compare every head that is held outside with the database. Returns how many there are."""
    kept = set(connection.scalars(sa.select(seal_head.c.size).where(seal_head.c.log == shape.log)))
    for head in sorted(ours, key=lambda each: each.size):
        name = f"The head of size {head.size:,} of the {shape.name} in {witness.name}"
        _confirm_signed(head, witness, name)
        if head.size > state.size:
            raise Broken(_cut(shape, head, state.size))
        if roots[head.size] != head.root:
            raise Broken(f"{name} contradicts the database: the entries it covers were rewritten after it was signed.")
        if head.size not in kept:
            raise Broken(f"{name} is no longer in the database.")
    said = connection.scalar(sa.select(sa.func.max(seal_held.c.size)).where(seal_held.c.log == shape.log))
    if said and witness.name and not ours:
        raise Broken(f"{witness.name} has no head of the {shape.name}, although the database says it does.")
    return len(ours)


def _cut(shape: Shape, head: Head, size: int) -> str:
    return f"The {shape.name} was cut short: a head covers {head.size:,} entries, but only {size:,} are left."
