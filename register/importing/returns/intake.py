"""Bring a return in: its rows staged some at a time, its children found, compared with the register, and checked.

Everything is one transaction, which the caller ends: a file that is cut off or refused leaves nothing.
"""

import hashlib
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import islice
from pathlib import Path
from uuid import UUID, uuid4

import sqlalchemy as sa

from register.errors import SetupError
from register.importing.returns.checks import Staged, Totals, ask_rules
from register.importing.returns.comparison import compare
from register.importing.returns.form import Row
from register.importing.returns.layouts import period_before, period_end_of
from register.tables import return_row
from register.vocabulary import Agency, ReturnChannel, ReturnKind

Tell = Callable[[str, int, int], None]
BATCH = 10_000
# The next number of the period. Two files at once: the second is refused by the database, and starts again.
ADD = """
insert into register.authority_return (
    id, authority_code, kind, period_start, period_end, number, status, channel, is_nil, file_name, file_digest)
select g.*, 1 + coalesce((select max(r.number) from register.authority_return r
                           where (r.authority_code, r.kind::text, r.period_start) = (g.authority, g.kind, g.start)), 0),
       'draft', :channel, :is_nil, :name, :digest
  from (select cast(:id as uuid) as id, cast(:authority as text) as authority, cast(:kind as text) as kind,
               cast(:period_start as date) as start, cast(:period_end as date) as ends) g
"""
# Of two children of that number, which only a mistake of the authority makes, the first; of a record that was merged
# into another of the authority, that one.
OWN_CHILDREN = """
select distinct on (i.authority_reference) i.authority_reference, coalesce(k.id, c.id) as id
  from register.child c join register.child_identity i on i.child_id = c.id
  left join register.child k
    on k.id = c.merged_into_id and k.responsible_authority_code = c.responsible_authority_code
 where c.responsible_authority_code = :authority
 order by i.authority_reference, c.id
"""
# Children who were registered after the row was sent.
FIND_CHILDREN = f"""
update register.return_row s set child_id = c.id
  from ({OWN_CHILDREN}) c
 where s.return_id = :return_id and s.replaced_at is null and s.child_id is null
   and c.authority_reference = s.child_number
"""
# What was staged just now has no statistics, without which PostgreSQL would look rows up one by one.
PLAN_FOR_MANY = "select set_config('enable_nestloop', 'off', true), set_config('work_mem', '64MB', true)"
SIGN = "select set_config('register.subject', :subject, true), set_config('register.agency', :agency, true)"
SIGN_AREA = "select set_config('register.area', :area, true), set_config('register.reason', :reason, true)"
# What is written of a staged row, by the type of its array: COPY is refused on a table with row policies, by which the
# API's own login is held. Decision: rows-in-arrays
TYPES: tuple[tuple[type, str], ...] = ((sa.Date, "date"), (sa.Boolean, "boolean"), (sa.Text, "text"))
NOT_SENT = ("id", "return_id", "authority_code", "line", "child_id", "replaced_at")
WRITTEN: dict[str, str] = {
    column.name: next(written for kind, written in TYPES if isinstance(column.type, kind))
    for column in return_row.columns
    if column.name not in NOT_SENT
}
STAGE = f"""
insert into register.return_row (return_id, authority_code, line, {", ".join(WRITTEN)}, child_id)
select :return_id, :authority, given.*, own.id
  from unnest(cast(:line as integer[]), {", ".join(f"cast(:{name} as {kind}[])" for name, kind in WRITTEN.items())})
       as given (line, {", ".join(WRITTEN)})
  left join ({OWN_CHILDREN}) own on own.authority_reference = given.child_number
"""


@dataclass(frozen=True, slots=True)
class Sent:
    """What came: the list, from which authority, for which period, how, and under which name."""

    kind: ReturnKind
    authority: str
    period_start: date
    channel: ReturnChannel
    name: str | None = None
    digest: str | None = None
    is_nil: bool = False


@dataclass(frozen=True, slots=True)
class BroughtIn:
    """The return that it made."""

    return_id: UUID
    rows: int
    totals: Totals


def sign_return(connection: sa.Connection, subject: str, *, authority: str, reason: str) -> None:
    """Record who returns, for which authority, as the author of what this transaction writes."""
    agency = Agency.LOCAL_AUTHORITY.value
    connection.execute(sa.text(SIGN), {"subject": subject, "agency": agency})
    connection.execute(sa.text(SIGN_AREA), {"area": authority, "reason": reason})


def add_return(connection: sa.Connection, sent: Sent) -> Staged:
    """Add a return without rows."""
    end = period_end_of(sent.kind, sent.period_start)
    staged = Staged(
        uuid4(), sent.authority, sent.kind, sent.period_start, end, period_before(sent.kind, sent.period_start)
    )
    given = {
        "id": staged.return_id, "authority": sent.authority, "kind": sent.kind.value, "period_start": sent.period_start,
        "period_end": end, "channel": sent.channel.value, "is_nil": sent.is_nil, "name": sent.name,
        "digest": sent.digest,
    }  # fmt: skip
    connection.execute(sa.text(ADD), given)
    return staged


def bring_in(connection: sa.Connection, sent: Sent, rows: Iterable[Row], *, tell: Tell) -> BroughtIn:
    """Stage the rows of a return and check it. Raises: SetupError, FormRefused; the caller rolls back."""
    staged = add_return(connection, sent)
    count = stage(connection, staged, rows, tell=tell)
    if not count:
        raise SetupError("The file has no rows below its header. For nothing to return, declare a nil return.")
    return BroughtIn(staged.return_id, count, check_whole(connection, staged, tell))


def check_whole(connection: sa.Connection, staged: Staged, tell: Tell) -> Totals:
    """Find the children of all rows, compare them with the register, and ask every rule."""
    connection.execute(sa.text(PLAN_FOR_MANY))
    connection.execute(sa.text(FIND_CHILDREN), {"authority": staged.authority, "return_id": staged.return_id})
    compare(connection, staged)
    return ask_rules(connection, staged, lambda done, total: tell("rules", done, total))


def stage(connection: sa.Connection, staged: Staged, rows: Iterable[Row], *, tell: Tell) -> int:
    """Add rows to a return, some at a time. Returns how many there are."""
    connection.execute(sa.text(PLAN_FOR_MANY))
    count, waiting = 0, iter(rows)
    whole = {"return_id": staged.return_id, "authority": staged.authority}
    while batch := list(islice(waiting, BATCH)):
        connection.execute(sa.text(STAGE), whole | _columns(batch))
        count += len(batch)
        tell("rows", count, count)
    return count


def digest_of(content: bytes) -> str:
    """The digest by which a file that was sent is known again."""
    return hashlib.sha256(content).hexdigest()


def digest_of_file(path: Path) -> str:
    """The same of a file of a path, by its bytes. Raises: SetupError."""
    try:
        with path.open("rb") as file:
            return hashlib.file_digest(file, "sha256").hexdigest()
    except OSError as error:
        raise SetupError(f"{path} cannot be read: {error.strerror}.") from None


def _columns(batch: Sequence[Row]) -> dict[str, object]:
    read: dict[str, object] = {name: [row.get(name) for _, row in batch] for name in WRITTEN}
    return read | {"line": [line for line, _ in batch]}
