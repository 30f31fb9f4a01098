"""The logs: they only grow, and they hold words of the closed lists alone."""

import pytest
import sqlalchemy as sa
from sqlalchemy.exc import ProgrammingError

from register import tables
from register.vocabulary import ChangeKind
from tests.support.database_refusals import refused_by

ACCESS = {
    "request": "r", "subject": "s", "agency": "ofsted", "document": "d", "root": "homes", "outcome": "allowed",
    "row_count": 0, "policy_version": "p",
}  # fmt: skip
ENTRY = {"entity": "home", "key": "k", "operation": "insert"}


@pytest.mark.parametrize(
    ("table", "row", "given", "constraint"),
    [
        (tables.access_log, ACCESS, {}, None),
        (tables.access_log, ACCESS, {"agency": "press"}, "agency_code_known"),
        (tables.access_log, ACCESS, {"purpose": "curiosity"}, "purpose_code_known"),
        (tables.access_log, ACCESS, {"outcome": "maybe"}, "outcome_code_known"),
        (tables.access_log, ACCESS, {"subject": None}, "subject is empty"),
        (tables.entry, ENTRY, {}, None),
        (tables.entry, ENTRY, {"operation": "truncate"}, "change_operation_code_known"),
    ],
)
def test_an_entry_that_cannot_be_is_refused(connection, table, row, given, constraint):
    assert refused_by(connection, table, **row | given) == constraint


def test_every_table_whose_changes_are_kept_has_a_kind_to_be_told_as():
    assert set(tables.CHANGE_KIND_OF) == {table.name for table in tables.HISTORY_OF}
    assert set(tables.CHANGE_KIND_OF.values()) == set(ChangeKind)


@pytest.mark.parametrize("table", ["access_log", "entry", "entry_author"])
@pytest.mark.parametrize(
    "change", ["update register.{0} set {1} = 'x'", "delete from register.{0}", "truncate register.{0}"]
)
def test_a_log_only_grows_even_for_its_owner(connection, table, change):
    with pytest.raises(ProgrammingError, match=f"{table} only grows"):
        connection.execute(sa.text(change.format(table, "entity" if table == "entry" else "subject")))
