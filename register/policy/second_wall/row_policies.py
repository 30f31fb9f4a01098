"""Row policies of each role: which rows of each table the grants of the matrix reach.

Each kind of body has a role that cannot log in; a request takes it on for one transaction. This repeats in its own
words what sql/scope.py says, and shares no line with it: a wall that leans on the other would fall with it. What both
read is the declaration of each table, and the opening of the request, which says who asks and what a person opened.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date

import sqlalchemy as sa

from register.policy.grants import Grant
from register.policy.roles import SEALS_ROLE, role_of
from register.policy.second_wall.rights import changes, granted, inserted, is_removed, updated, written_by_all
from register.policy.second_wall.scopes import (
    Scopes,
    given_by,
    looked_up_by,
    of_what_is_shown,
    reported,
    rows_in,
)
from register.tables import ANCHOR_OF, metadata, told_tables
from register.tables.anchors import Hashes, Of, OfBody, OfHolder
from register.tables.declare import Writes
from register.vocabulary import Agency, Scope, Use

# The changes of these are reported by the rows themselves: whom they were given to, and by whom.
BY_ROW = frozenset({Scope.SELF, Scope.SUPERVISED, Scope.ORGANISATION, Scope.KNOWN})


@dataclass(frozen=True, slots=True, order=True)
class RowPolicy:
    """The rows of a table that a role may use with a verb. using: rows that are there; check: rows that it leaves."""

    role: str
    table: str
    verb: str
    using: str | None
    check: str | None

    @property
    def name(self) -> str:
        """The policy's name in the database."""
        return f"{self.role}_{self.verb}"


def row_policies(today: date) -> Iterator[RowPolicy]:
    """Every row policy that the grants give. today: from when a basis needs no date beside it any more."""
    for table in metadata.sorted_tables:
        for agency in Agency:
            yield from _row_policies(agency, table, today)
        if isinstance(ANCHOR_OF[table], Hashes):
            yield RowPolicy(SEALS_ROLE, table.name, "select", "true", None)


def _row_policies(agency: Agency, table: sa.Table, today: date) -> Iterator[RowPolicy]:
    role = role_of(agency)
    read = granted(agency, table, Use.READ)
    if read:
        yield RowPolicy(role, table.name, "select", _rows(agency, table, read, today=today), None)
    if written_by_all(table):
        yield RowPolicy(role, table.name, "insert", None, rows_in((Scope.SELF,), agency, table))
        return
    changed = changes(agency, table)
    if changed:
        rows = _rows(agency, table, changed, today=today)
        left = given_by(agency, changed, table) if isinstance(ANCHOR_OF[table], OfHolder) else rows
        new = _new_rows(agency, table, changed, today=today)
        if inserted(table):
            yield RowPolicy(role, table.name, "insert", None, left if new is None else new)
        if updated(agency, table):
            yield RowPolicy(role, table.name, "update", rows, rows)
        if is_removed(table):
            yield RowPolicy(role, table.name, "delete", rows, None)


def _rows(agency: Agency, table: sa.Table, grants: Iterable[Grant], *, today: date) -> str:
    """The rows that any of these grants reaches, each from the day on which its law begins."""
    held = dict.fromkeys(
        _since(day, _reached(scopes, agency, table, today=today)) for day, scopes in _at_once(grants, today)
    )
    if "true" in held:
        return "true"
    # In the order of the grants: what most rows are reached by is asked first.
    return " or ".join(rows for rows in held if rows != "false") or "false"


def _new_rows(agency: Agency, table: sa.Table, grants: Iterable[Grant], *, today: date) -> str | None:
    """The rows that may be added, if the table says it of them apart; None if it does not."""
    writes: Writes | None = table.info["writes"]
    if writes is None or writes.new is None:
        return None
    held = (_since(day, rows_in(scopes, agency, table, is_new=True)) for day, scopes in _at_once(grants, today))
    return " or ".join(rows for rows in dict.fromkeys(held) if rows != "false") or "false"


def _at_once(grants: Iterable[Grant], today: date) -> Iterator[tuple[date | None, Scopes]]:
    """The scopes of grants, with the day from when they hold if it is to come: those together that one look answers."""
    found: dict[tuple[date | None, object], list[Scope]] = {}
    for grant in grants:
        day = grant.basis.in_force_from if grant.basis.in_force_from > today else None
        found.setdefault((day, looked_up_by(grant.scope)), []).append(grant.scope)
    for (day, _), scopes in found.items():
        yield day, tuple(dict.fromkeys(scopes))


def _since(day: date | None, rows: str) -> str:
    return rows if rows == "false" or day is None else f"(current_date >= date '{day}' and {rows})"


def _reached(scopes: Scopes, agency: Agency, table: sa.Table, *, today: date) -> str:
    return _known(agency, table, today) if Scope.KNOWN in scopes else rows_in(scopes, agency, table)


def _known(agency: Agency, log: sa.Table, today: date) -> str:
    """Changes of what the same kind of body may read: of some tables all, of others those of records it reaches."""
    named: dict[str, list[str]] = {}
    for table in told_tables():
        by_record = (grant for grant in granted(agency, table, Use.READ) if _is_reported(grant, table))
        for day, scopes in _at_once(by_record, today):
            where = _since(day, reported(scopes, agency, log, table=table))
            named.setdefault(where, []).append(f"'{table.name}'")
    everywhere = set(named.get("true", ()))
    held = []
    for where, names in named.items():
        left = sorted(set(names) if where == "true" else set(names) - everywhere)
        if left and where != "false":
            of = f"entity in ({', '.join(left)})"
            held.append(f"({of})" if where == "true" else f"({of} and {where})")
    return f"{of_what_is_shown(log)} and ({' or '.join(held)})" if held else "false"


def _is_reported(grant: Grant, table: sa.Table) -> bool:
    anchor = ANCHOR_OF[table]
    if grant.scope is Scope.ORGANISATION:
        return isinstance(anchor, OfBody)
    return grant.scope not in BY_ROW or (grant.scope is Scope.SUPERVISED and isinstance(anchor, Of))
