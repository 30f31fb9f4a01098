"""The versions that entries wrote: every entry names its own, however often a record was changed at once."""

import pytest
import sqlalchemy as sa

from register import tables
from register.sealing.versions import HISTORIES, named_by, read_versions, what_no_entry_wrote
from register.tables import HISTORY_OF
from tests.support import factories as make


def entries(connection, entity):
    asked = sa.select(tables.entry).where(tables.entry.c.entity == entity).order_by(tables.entry.c.number)
    return connection.execute(asked).mappings().all()


def versions(connection, entity):
    """The versions of the entries of one kind of record, in the order of the entries; none for a deletion."""
    rows = entries(connection, entity)
    found = read_versions(connection, filter(None, map(named_by, rows)))
    return [found.get(named_by(row)) for row in rows]


def test_every_kind_of_record_has_its_history_here():
    assert set(HISTORIES.values()) == set(HISTORY_OF.values())


def test_a_record_that_is_changed_again_and_again_in_one_transaction_has_one_version_for_each_entry(connection):
    make.create_provider(connection, reference="P", name="First")
    for name in ("Second", "Third"):
        connection.execute(sa.update(tables.provider).values(name=name))
    connection.execute(sa.delete(tables.provider))

    made = versions(connection, "provider")
    assert [version and version["name"] for version in made] == ["First", "Second", "Third", None]
    assert [row["operation"] for row in entries(connection, "provider")] == ["insert", "update", "update", "delete"]


def test_an_entry_says_from_when_its_change_holds(connection):
    make.create_provider(connection, reference="P")
    connection.execute(sa.delete(tables.provider))

    history = connection.execute(sa.select(HISTORY_OF[tables.provider])).one()
    began, ended = entries(connection, "provider")
    assert (began["recorded_at"], ended["recorded_at"]) == (history.recorded_from, history.recorded_to)
    assert ended["history_id"] is None


def test_one_statement_over_many_rows_names_a_version_for_each(connection):
    for number in range(5):
        make.create_provider(connection, reference=f"P{number}")
    connection.execute(sa.text("update register.provider set name = 'Home of ' || reference"))

    updated = [row for row in entries(connection, "provider") if row["operation"] == "update"]
    found = read_versions(connection, map(named_by, updated))
    assert {str(found[named_by(row)]["id"]) for row in updated} == {row["key"] for row in updated}
    assert len(found) == 5


def test_a_record_that_moves_to_another_key_is_deleted_under_the_old_one(connection):
    connection.execute(tables.organisation.insert().values(code="old", agency="health", name="Board"))
    connection.execute(sa.text("update register.organisation set code = 'new'"))

    told = [(row["key"], row["operation"], row["history_id"] is None) for row in entries(connection, "organisation")]
    assert told == [("old", "insert", False), ("new", "update", False), ("old", "delete", True)]


@pytest.mark.parametrize("named", [("songs", 1), ("home", 999_999)])
def test_a_version_that_is_not_there_is_not_found(connection, named):
    assert read_versions(connection, [named]) == {}


def test_a_register_in_use_has_no_version_that_no_entry_wrote(connection):
    home_id = make.create_home(connection, "SC900001", at=[(385_000, 395_000)], name="Ash House")
    make.create_condition(connection, home_id, "No more than three.")
    connection.execute(sa.update(tables.home).values(places=8))

    assert list(what_no_entry_wrote(connection)) == []
