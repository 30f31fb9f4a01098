"""Rows sent one by one: added, changed, taken back, and never rewritten."""

from datetime import date

import sqlalchemy as sa

from register import tables
from register.importing.returns.deltas import CELLS, Delta, apply_deltas, rows_held, running_return
from register.importing.returns.intake import Sent
from register.vocabulary import MissingKind, ReturnChannel
from tests.importing.returns.world import OURS, tell
from tests.support.returned_files import MISSING, YEAR

SENT = Sent(MISSING, OURS, YEAR, ReturnChannel.ROWS)
BEGAN = {"child_number": "S0", "missing_kind": MissingKind.MISSING, "starts_on": date(2024, 5, 4)}


def send(connection, *deltas):
    """The outcome of each row, and the return that they gather in."""
    staged = running_return(connection, SENT)
    return [each.outcome.value for each in apply_deltas(connection, staged, deltas)], staged.return_id


def rows(connection, *, held=True):
    """The rows of the return: reference, end and line of those that are held, or of those that were."""
    row = tables.return_row
    found = sa.select(row.c.reference, row.c.ends_on, row.c.line).where(row.c.replaced_at.is_(None) == held)
    return sorted(map(tuple, connection.execute(found)), key=str)


def test_a_row_is_added_changed_and_taken_back_and_all_of_it_is_kept(connection):
    tell(connection)
    first, key = send(connection, Delta("a", BEGAN), Delta("b", BEGAN))
    second, again = send(connection, Delta("a", {"ends_on": date(2024, 5, 5)}))
    third, _ = send(connection, Delta("b", {}, is_purged=True), Delta("c", {}, is_purged=True))

    assert (first, second, third) == (["added", "added"], ["changed"], ["purged", "not_there"])
    assert (key == again, rows_held(connection, key)) == (True, 1)
    assert rows(connection) == [("a", date(2024, 5, 5), 3)]
    assert rows(connection, held=False) == [("a", None, 1), ("b", None, 2)]


def test_a_cell_that_comes_back_empty_takes_nothing_away(connection):
    tell(connection)
    send(connection, Delta("a", BEGAN))
    outcome, _ = send(connection, Delta("a", {"starts_on": None, "child_number": None}))

    assert outcome == ["unchanged"]
    assert len(rows(connection)) == 1


def test_a_new_row_names_its_child(connection):
    tell(connection)

    assert send(connection, Delta("a", {"starts_on": date(2024, 5, 4)}))[0] == ["without_child"]
    assert rows(connection) == []


def test_what_was_submitted_takes_no_more_rows(connection):
    tell(connection)
    _, first = send(connection, Delta("a", BEGAN))
    connection.execute(tables.authority_return.update().values(status="submitted"))
    outcome, second = send(connection, Delta("a", BEGAN))

    assert (outcome, first == second) == (["added"], False)


def test_every_cell_of_a_row_is_compared():
    assert {"child_number", "starts_on", "is_offered", "reference"} <= set(CELLS)
