"""What is known only by an area passes to the areas that replace it: homes, children, placements and episodes."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Final, NamedTuple

import sqlalchemy as sa

# Of which records the area is a fact by itself: the table of each kind, and its column.
# Decision: reorganised-by-operators
WRITTEN: Final[Mapping[str, tuple[str, str]]] = {
    "homes": ("home", "authority_code"),
    "children": ("child", "responsible_authority_code"),
    "placements": ("placement", "host_authority_code"),
    "missing episodes, by the authority": ("missing_episode", "responsible_authority_code"),
    "missing episodes, by the force": ("missing_episode", "owning_force_code"),
    "missing episodes, by the force that is asked to take over": ("missing_episode", "offered_force_code"),
    "missing episodes, by the former force": ("missing_episode", "former_force_code"),
}
# By what a record is known to whoever assigns it, and which records pass on, where it is not its key and all of them.
# Past placements say where a child lived then, and stay.
KNOWN_BY: Final[Mapping[str, str]] = {"homes": "urn"}
PASSES: Final[Mapping[str, str]] = {
    "homes": " and (merged_into_id is null or :is_sole)",
    "placements": " and ended_on is null",
}
# All names are of this module, and nothing of a caller's.
RECORDS: Final[Mapping[str, str]] = {
    what: f"select id, {KNOWN_BY.get(what, 'id')}::text as key"  # noqa: S608
    f" from register.{table} where {column} = :code{PASSES.get(what, '')}"
    for what, (table, column) in WRITTEN.items()
}
# A child in a home is hosted where the home is.
HOSTED_WITH_HOME = """
update register.placement p set host_authority_code = h.authority_code
  from register.home h
 where h.id = p.home_id and p.host_authority_code = :code and p.ended_on is null and h.authority_code <> :code
"""
# Between a force that ends and those that replace it nothing is left to be taken over.
TAKEN_OVER = """
update register.missing_episode e set (offered_force_code) = row (null)
 where (e.owning_force_code = :code and e.offered_force_code = any(:successors))
    or (e.offered_force_code = :code and e.owning_force_code = any(:successors))
"""


class Undecided(NamedTuple):
    """A record of which nobody has said to which of several areas it passes: its kind, and the key that names it."""

    what: str
    key: str


@dataclass(frozen=True, slots=True)
class Handover:
    """How many records passed to a successor, by kind, and those that did not."""

    moved: Mapping[str, int] = field(default_factory=dict)
    undecided: tuple[Undecided, ...] = ()


def hand_over(
    connection: sa.Connection, code: str, successors: Sequence[str], *, assigned: Mapping[str, str] | None = None
) -> Handover:
    """Move the records that are still an ended area's to its only successor, or to the one that each is assigned to.

    assigned: the code of a successor, by the URN or key of the record.
    """
    moved: dict[str, int] = {}
    undecided: list[Undecided] = []
    connection.execute(sa.text(TAKEN_OVER), {"code": code, "successors": list(successors)})
    for what in RECORDS:
        if what == "placements":
            connection.execute(sa.text(HOSTED_WITH_HOME), {"code": code})
        moved[what], left = _pass_on(connection, what, code=code, successors=successors, assigned=assigned or {})
        undecided += left
    return Handover(moved, tuple(undecided))


def _pass_on(
    connection: sa.Connection, what: str, *, code: str, successors: Sequence[str], assigned: Mapping[str, str]
) -> tuple[int, list[Undecided]]:
    """Move the records of one kind. Returns how many moved, and which could not."""
    is_sole = len(successors) == 1
    bound = {"code": code, "is_sole": is_sole} if what == "homes" else {"code": code}
    found = connection.execute(sa.text(RECORDS[what]), bound).all()
    passes = {row.id: successors[0] if is_sole else assigned.get(row.key) for row in found}
    table, column = WRITTEN[what]
    for successor in successors:
        keys = [key for key, to in passes.items() if to == successor]
        # Both names are of this module, and nothing of a caller's.
        write = f"update register.{table} set {column} = :successor where id = any(:keys) and {column} = :code"  # noqa: S608
        if keys:
            connection.execute(sa.text(write), {"successor": successor, "keys": keys, "code": code})
    left = [Undecided(what, row.key) for row in found if passes[row.id] is None]
    return len(found) - len(left), left
