"""The entry log: it only grows, what the database refuses of it, and the kind that each change is told as."""

import pytest
import sqlalchemy as sa
from sqlalchemy.exc import ProgrammingError

from register import tables
from register.tables.anchors import OfArea
from register.vocabulary import ChangeKind
from tests.support.database_refusals import refused_by

ENTRY = {"entity": "home", "key": "k", "operation": "insert"}


@pytest.mark.parametrize(
    ("given", "constraint"),
    [({}, None), ({"operation": "truncate"}, "change_operation_code_known")],
)
def test_an_entry_that_cannot_be_is_refused(connection, given, constraint):
    assert refused_by(connection, tables.entry, **ENTRY | given) == constraint


def test_every_table_whose_changes_are_kept_has_a_kind_to_be_told_as_but_the_one_that_counts_them():
    of_areas = {each.name for each in tables.HISTORY_OF if isinstance(tables.ANCHOR_OF[each], OfArea)}
    of_returns = of_areas - {"return_duty"}
    untold = {"home_version", "former_fact", "former_identity", "inspection_round"}
    untold |= {"published_inspection", "published_finding", "target_decision"}
    assert {*tables.CHANGE_KIND_OF} | untold | of_returns == {table.name for table in tables.HISTORY_OF}
    assert set(tables.CHANGE_KIND_OF.values()) == set(ChangeKind)


@pytest.mark.parametrize(("table", "column"), [("entry", "entity"), ("entry_author", "subject")])
@pytest.mark.parametrize(
    "change", ["update register.{0} set {1} = 'x'", "delete from register.{0}", "truncate register.{0}"]
)
def test_the_entry_log_only_grows_even_for_its_owner(connection, table, column, change):
    with pytest.raises(ProgrammingError, match=f"{table} only grows"):
        connection.execute(sa.text(change.format(table, column)))
