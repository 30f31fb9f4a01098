"""Open a period: from then on each authority is to return the list by a day, and who has not is overdue."""

from datetime import date

import sqlalchemy as sa

from register.errors import SetupError
from register.importing.returns.layouts import period_end_of
from register.rules.authority_return import period_begins
from register.vocabulary import AreaKind, ReturnKind

# Authorities of England that were there on the period's last day. One that is told twice is told once.
OPEN = """
insert into register.return_duty (authority_code, kind, period_start, period_end, due_on)
select a.code, :kind, :period_start, :period_end, :due_on from register.area a
 where a.kind = :authority and a.code like 'E%' and (a.valid_from is null or a.valid_from <= :period_end)
   and (a.valid_to is null or a.valid_to > :period_end)
on conflict (authority_code, kind, period_start) do nothing
"""


def open_period(connection: sa.Connection, kind: ReturnKind, start: date, *, due_on: date) -> int:
    """Owe a list of every authority. Returns how many owe it that did not before. Raises: SetupError."""
    wrong, end = period_begins(kind, start), period_end_of(kind, start)
    if wrong is not None:
        raise SetupError(wrong.message)
    if due_on <= end:
        raise SetupError("A return is due after the last day that it is for.")
    bound = {"kind": kind.value, "period_start": start, "period_end": end, "due_on": due_on}
    return connection.execute(sa.text(OPEN), bound | {"authority": AreaKind.AUTHORITY.value}).rowcount
