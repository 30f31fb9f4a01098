"""What the demonstration has beside its records: returns of some authorities for the last year, and statistics."""

from datetime import UTC, date, datetime

import sqlalchemy as sa

from register.demo.subjects.authority_returns import SUBMITS, accept, rows_of
from register.importing.returns.duties import open_period
from register.importing.returns.intake import Sent, add_return, bring_in, check_whole, sign_return
from register.statistics.publication import publish
from register.statistics.questions import QUESTIONS
from register.vocabulary import ReturnChannel, ReturnKind

# Manchester and Salford returned, Oldham's return waits for its mistakes, and the Isles of Scilly have nothing.
RETURNED, WITH_MISTAKES, NIL = ("E08000003", "E08000006"), "E08000004", "E06000053"
# The questions whose figures are public as they are. To make the others safe takes minutes.
PUBLISHED = tuple(code for code, question in QUESTIONS.items() if question.is_public)
SUBJECT = "demonstration"


def closed_year() -> date:
    """The first day of the last year from 1 April that is over."""
    today = datetime.now(UTC).date()
    return date(today.year - (1 if today >= date(today.year, 4, 1) else 2), 4, 1)


def return_some(connection: sa.Connection) -> None:
    """Open the last year for returns, and let some authorities return; the others are overdue from July on."""
    start = closed_year()
    open_period(connection, ReturnKind.MISSING_YEARLY, start, due_on=date(start.year + 1, 6, 30))
    for authority in (*RETURNED, WITH_MISTAKES):
        rows = list(rows_of(connection, authority, start, with_mistakes=authority == WITH_MISTAKES))
        if rows:
            _sign(connection, authority)
            sent = Sent(ReturnKind.MISSING_YEARLY, authority, start, ReturnChannel.COMMAND_LINE, name="missing.csv")
            brought = bring_in(connection, sent, rows, tell=_tell_nobody)
            if not brought.totals.errors and authority != WITH_MISTAKES:
                accept(connection, authority, brought.return_id)
    _sign(connection, NIL)
    declared = add_return(connection, Sent(ReturnKind.MISSING_YEARLY, NIL, start, ReturnChannel.DECLARED, is_nil=True))
    check_whole(connection, declared, _tell_nobody)
    accept(connection, NIL, declared.return_id)


def _sign(connection: sa.Connection, authority: str) -> None:
    sign_return(connection, SUBMITS, authority=authority, reason="demonstration data")


def _tell_nobody(name: str, done: int, total: int) -> None:
    """Nobody follows the progress of so few rows."""


def publish_some(connection: sa.Connection) -> None:
    """Publish the figures that need not be made safe, so that a dashboard of the demonstration has some at once."""
    publish(connection, PUBLISHED, agreed_by=SUBJECT)
