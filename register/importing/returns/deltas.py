"""Rows of a return sent one by one, day by day: added, changed and taken back by the authority's own references.

They gather in one return that is not submitted yet, and are checked by the same rules as a file. A row is never
rewritten: the one before is marked, and stays.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from uuid import UUID

import sqlalchemy as sa

from register.importing.returns.checks import Staged
from register.importing.returns.form import Value
from register.importing.returns.intake import Sent, add_return, stage
from register.importing.returns.layouts import period_before, period_end_of
from register.tables import return_row
from register.vocabulary import ReturnChannel, RowOutcome

# One sending after the other: the return is locked until this one ends.
RUNNING = """
select id from register.authority_return
 where authority_code = :authority and kind = :kind and period_start = :start and channel = :channel
   and status in ('draft', 'checked')
 order by number desc limit 1 for update
"""
HELD = """
select {columns} from register.return_row
 where return_id = :return_id and reference = any(:references) and replaced_at is null
"""
MARK = """
update register.return_row set replaced_at = now()
 where return_id = :return_id and reference = any(:references) and replaced_at is null
"""
LAST_LINE = "select coalesce(max(line), 0) from register.return_row where return_id = :return_id"
AGAIN = """
update register.authority_return set status = 'draft', version = version + 1
 where id = :return_id and authority_code = :authority and status = 'checked'
"""
COUNT = "select count(*) from register.return_row where return_id = :return_id and replaced_at is null"
FOUND = """
select line, array_agg(distinct rule order by rule) from register.return_check
 where return_id = :return_id and replaced_at is null and line = any(:lines) group by line
"""
CELLS = tuple(
    column.name
    for column in return_row.columns
    if column.name not in ("id", "return_id", "authority_code", "line", "child_id", "replaced_at")
)


@dataclass(frozen=True, slots=True)
class Delta:
    """One row that was sent. cells: by the staged row's columns; is_purged: it is taken back."""

    reference: str
    cells: Mapping[str, Value]
    is_purged: bool = False


@dataclass(frozen=True, slots=True)
class Receipt:
    """The outcome of one row. line: its place in the return, by which checks name it."""

    reference: str
    outcome: RowOutcome
    line: int | None


def running_return(connection: sa.Connection, sent: Sent) -> Staged:
    """The return that the rows of a period gather in: the one that is not submitted yet, or a new one."""
    told = {"authority": sent.authority, "kind": sent.kind.value, "start": sent.period_start}
    found = connection.execute(sa.text(RUNNING), told | {"channel": ReturnChannel.ROWS.value}).scalar()
    if found is None:
        return add_return(connection, sent)
    end, before = period_end_of(sent.kind, sent.period_start), period_before(sent.kind, sent.period_start)
    return Staged(found, sent.authority, sent.kind, sent.period_start, end, before)


def apply_deltas(connection: sa.Connection, staged: Staged, deltas: Sequence[Delta]) -> list[Receipt]:
    """Add, change and take back rows; each reference once. Returns the outcome of each, in their order."""
    references = [delta.reference for delta in deltas]
    told = {"return_id": staged.return_id, "references": references}
    columns = ", ".join(("line", *CELLS))
    rows = connection.execute(sa.text(HELD.format(columns=columns)), told).mappings()
    held = {str(row["reference"]): dict(row) for row in rows}
    line: int = connection.execute(sa.text(LAST_LINE), {"return_id": staged.return_id}).scalar_one()
    receipts, written = [], []
    for delta in deltas:
        before = held.get(delta.reference)
        whole = _whole(delta, before)
        outcome = _outcome(delta, before, whole)
        if outcome in (RowOutcome.ADDED, RowOutcome.CHANGED):
            line += 1
            written.append((line, whole))
        kept = {RowOutcome.ADDED: line, RowOutcome.CHANGED: line}
        if before is not None:
            kept[RowOutcome.UNCHANGED] = before["line"]
        receipts.append(Receipt(delta.reference, outcome, kept.get(outcome)))
    moved = [each.reference for each in receipts if each.outcome in (RowOutcome.CHANGED, RowOutcome.PURGED)]
    connection.execute(sa.text(MARK), told | {"references": moved})
    stage(connection, staged, written, tell=lambda *_: None)
    connection.execute(sa.text(AGAIN), {"return_id": staged.return_id, "authority": staged.authority})
    return receipts


def rules_by_line(connection: sa.Connection, return_id: UUID, lines: Sequence[int]) -> dict[int, list[str]]:
    """The rules that found something on these lines, when the return was last checked."""
    found = connection.execute(sa.text(FOUND), {"return_id": return_id, "lines": list(lines)})
    return {line: list(rules) for line, rules in found}


def rows_held(connection: sa.Connection, return_id: UUID) -> int:
    """How many rows a return has now."""
    count: int = connection.execute(sa.text(COUNT), {"return_id": return_id}).scalar_one()
    return count


def _whole(delta: Delta, before: Mapping[str, Value] | None) -> dict[str, Value]:
    """The row as it is to be: a cell that comes back empty takes nothing away."""
    given = {name: value for name, value in delta.cells.items() if value is not None}
    return {**{name: (before or {}).get(name) for name in CELLS}, **given, "reference": delta.reference}


def _outcome(delta: Delta, before: Mapping[str, Value] | None, whole: Mapping[str, Value]) -> RowOutcome:
    if delta.is_purged:
        return RowOutcome.PURGED if before else RowOutcome.NOT_THERE
    if before is None:
        return RowOutcome.ADDED if whole["child_number"] else RowOutcome.WITHOUT_CHILD
    return RowOutcome.UNCHANGED if all(before[name] == whole[name] for name in CELLS) else RowOutcome.CHANGED
