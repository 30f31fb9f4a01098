"""Verification: whatever the database's master changes, the first changed place is named."""

import pytest
import sqlalchemy as sa

from register import tables
from register.sealing import sealer as sealer_module
from register.sealing import store
from register.sealing import verify as module
from register.sealing.heads import sign
from register.sealing.tree import Growth
from register.sealing.verify import verify
from register.vocabulary import Log
from tests.sealing.conftest import CONSULTATIONS, consult, found, found_by, seal_all, witness
from tests.support import factories as make


def test_what_was_not_touched_is_found_whole_and_counted(whole):
    told = []
    with whole.engine.connect() as connection:
        made = verify(connection, witness(whole, whole.holder.path), lambda *step: told.append(step))

    assert made.leaves == {Log.ACCESS: CONSULTATIONS, Log.ENTRY: 8}
    assert (made.versions, made.heads, made.held) == (7, 2, 2)
    assert told == [("access log", 25, 25), ("entry log", 8, 8)]


def test_a_register_without_a_row_is_whole(database, sealer):
    assert found_by(sealer) is None


def test_what_waits_to_be_sealed_is_no_fault(own):
    with own.engine.begin() as connection:
        consult(connection, 3)
        connection.execute(sa.update(tables.home).values(places=9))

    assert found_by(own, own.holder.path) is None


def test_a_clock_that_ran_out_ends_no_version(own):
    with own.engine.begin() as connection:
        of_home = sa.select(tables.entry.c["key"]).where(tables.entry.c.entity == "home").limit(1)
        due = {"entity": "home", "operation": "due", "columns": ["places"], "recorded_at": sa.func.now()}
        added = tables.entry.insert().values(key=connection.scalar(of_home), **due).returning(tables.entry.c.number)
        author = {"number": connection.scalar(added), "subject": "job", "agency": "system"}
        connection.execute(tables.entry_author.insert().values(**author))
    seal_all(own)

    assert found_by(own, own.holder.path) is None


def test_a_log_of_many_batches_is_read_in_many_chunks(database, sealer, heads, monkeypatch):
    monkeypatch.setattr(sealer_module, "BATCH", 7)
    monkeypatch.setattr(module, "CHUNK", 5)
    with database.begin() as connection:
        consult(connection, 33)
    seal_all(sealer)

    assert found_by(sealer, heads) is None


CHANGED = {
    "id": "id + 1000000", "number": "number + 1000000", "at": "at + interval '1 microsecond'",
    "transaction": "transaction + 1", "row_count": "row_count + 1", "break_glass": "not break_glass",
    "live_grants": "array[gen_random_uuid()]", "node_sizes": "array[3]", "recorded_at": "recorded_at + interval '1 us'",
    "history_id": "history_id + 1", "subject_id": "gen_random_uuid()", "agency": "'ofsted'", "operation": "'delete'",
    "purpose": "'statistics'", "outcome": "'refused'", "groups": "array['x']", "nodes": "array['x']",
    "keys": "array['x']", "columns": "array['x']",
}  # fmt: skip


ENTRIES = [
    ("access log", tables.access_log, "id", 12),
    ("entry log", tables.entry, "number", 4),
    ("entry log", tables.entry_author, "number", 4),
]


@pytest.mark.parametrize(
    ("log", "table", "number", "row", "column"),
    [
        (*each, column)
        for each in ENTRIES
        for column in each[1].columns.keys()  # noqa: SIM118 - names, not columns
        if (each[1], column) != (tables.entry_author, "number")
    ],
    ids=str,
)
def test_a_change_of_any_column_of_any_entry_is_named(master, whole, log, table, number, row, column):
    change = CHANGED.get(column, f"coalesce({column}, '') || 'x'")
    master.execute(sa.text(f"alter table register.{table.name} alter {number} drop identity if exists"))
    master.execute(sa.text(f"update register.{table.name} set {column} = {change} where {number} = {row}"))  # noqa: S608

    fault = "was removed." if column == number else "was altered."
    assert found(master, witness(whole)) == f"Entry {row} of the {log} (leaf {row - 1}) {fault}"


@pytest.mark.parametrize(
    ("change", "line"),
    [
        ("delete from register.entry_author where number = 4", "Entry 4 of the entry log (leaf 3) was altered."),
        (
            "update register.entry_author set number = 1000000 where number = 4",
            "Entry 4 of the entry log (leaf 3) was altered.",
        ),
        (
            "insert into register.entry_author (number, subject, agency) values (1000000, 'x', 'x')",
            "Entry 1,000,000 of the entry log has an author but is missing.",
        ),
    ],
)
def test_an_author_that_is_gone_elsewhere_or_of_nothing_is_named(master, whole, change, line):
    master.execute(sa.text(change))

    assert found(master, witness(whole)) == line


HISTORIES = {
    "home_history": "home",
    "home_identity_history": "home identity",
    "premises_history": "premises",
    "home_person_history": "home person",
}


VERSIONS = [each for each in tables.HISTORY_OF.values() if each.name in HISTORIES]


@pytest.mark.parametrize("column", [column for each in VERSIONS for column in each.columns], ids=str)
def test_a_change_of_any_column_of_any_version_is_named(master, whole, column):
    table = column.table
    row = master.scalar(sa.select(sa.func.min(table.c.history_id)))
    master.execute(sa.text(f"alter table {table.fullname} alter history_id drop identity"))
    master.execute(sa.update(table).where(table.c.history_id == row).values({column.name: other(column)}))

    fault = {
        "history_id": "was removed.",
        "recorded_to": "does not end where the next change of its record begins.",
    }.get(column.name, "was altered.")
    line = found(master, witness(whole))
    assert line.startswith(f"Version {row} of {HISTORIES[table.name]} (entry ")
    assert line.endswith(fault)


def other(column):
    """Another value than the one that is there, of the column's type."""
    name = f"register.{column.table.name}.{column.name}"
    match column.type:
        case sa.Uuid():
            return sa.func.gen_random_uuid()
        case sa.Boolean():
            return sa.text(f"not coalesce({name}, false)")
        case sa.Integer() | sa.BigInteger() | sa.Double():
            return sa.text(f"coalesce({name}, 0) + 1000")
        case sa.DateTime():
            return sa.text(f"coalesce({name}, now()) + interval '1 microsecond'")
        case sa.Date():
            return sa.text(f"coalesce({name}, date '2001-01-01') + 1")
        case sa.ARRAY():
            return sa.text("array['x']")
        case sa.Text():
            return sa.text(f"coalesce({name}, '') || 'x'")
    return sa.text(f"st_translate({name}, 0.001, 0)")


@pytest.mark.parametrize(
    ("statements", "line"),
    [
        (
            ["delete from register.access_log where id = 12"],
            "Entry 12 of the access log (leaf 11) was removed.",
        ),
        (
            ["delete from register.access_log where id > 15"],
            "Entry 16 of the access log (leaf 15) was removed.",
        ),
        (
            [
                "update register.access_log set subject = b.subject || 'y', at = b.at from register.access_log b "
                "where register.access_log.id = 5 and b.id = 9"
            ],
            "Entry 5 of the access log (leaf 4) was altered.",
        ),
        (
            ["delete from register.seal_leaf where log = 'access' and leaf = 7"],
            "Leaf 7 of the access log was removed from the seals.",
        ),
        (
            ["delete from register.seal_leaf where log = 'access' and leaf > 19"],
            "Leaf 20 of the access log was removed from the seals.",
        ),
        (
            [
                "delete from register.access_log where id > 15",
                "delete from register.seal_leaf where log = 'access' and leaf >= 15",
                "update register.seal_state set size = 15 where log = 'access'",
            ],
            "The access log was cut short: a head covers 25 entries, but only 15 are left.",
        ),
        (
            ["delete from register.seal_node where log = 'access' and level = 0 and index = 3"],
            "The hash of leaf 3 of the access log was removed from the seals.",
        ),
        (
            ["update register.seal_node set hash = sha256(hash) where log = 'access' and level = 3 and index = 1"],
            "The tree of the access log does not match its leaves at leaves 8 to 15.",
        ),
        (
            ["update register.seal_node set hash = sha256(hash) where log = 'entry' and level = 0 and index = 1"],
            "Entry 2 of the entry log (leaf 1) was altered.",
        ),
        (
            ["update register.seal_leaf set salt = substr(sha256(salt), 1, 16) where log = 'access' and leaf = 2"],
            "Entry 3 of the access log (leaf 2) was altered.",
        ),
        (
            ["update register.seal_leaf set salt = substr(sha256(salt), 1, 16) where log = 'entry' and leaf = 3"],
            "Version 1 of premises (entry 4) was altered.",
        ),
        (
            ["update register.seal_leaf set commitment = sha256(commitment) where log = 'entry' and leaf = 2"],
            "Entry 3 of the entry log (leaf 2) was altered.",
        ),
        (
            ["update register.seal_leaf set form = 2 where log = 'access' and leaf = 2"],
            "Entry 3 of the access log (leaf 2) is sealed in form 2, which this version cannot read.",
        ),
        (
            ["update register.seal_head set root = sha256(root) where log = 'access'"],
            "The head of size 25 of the access log has a wrong signature.",
        ),
        (
            ["update register.seal_head set signed_at = signed_at - interval '1 day' where log = 'entry'"],
            "The head of size 8 of the entry log has a wrong signature.",
        ),
        (
            ["update register.seal_state set origin = gen_random_uuid() where log = 'access'"],
            "The head of size 25 of the access log has a wrong signature.",
        ),
        (
            ["delete from register.seal_head where log = 'access'"],
            "The access log has 25 leaves, but its newest head has 0.",
        ),
        (
            ["update register.seal_state set sealed_number = sealed_number + 1 where log = 'access'"],
            "The access log is recorded as sealed up to an entry that is not its last leaf.",
        ),
        (
            ["delete from register.home_person_history"],
            "Version 1 of home person (entry 5) was removed.",
        ),
        (
            [
                "insert into register.home_history (urn, recorded_from, recorded_to) values ('SC999999', now(), now())",
            ],
            "Version 2 of home was written by no entry.",
        ),
        (
            ["update register.home_identity_history set recorded_to = null where name = 'Elm House'"],
            "Version 2 of home identity (entry 6) does not end where the next change of its record begins.",
        ),
        (
            ["update register.home_person_history set recorded_to = null"],
            "Version 1 of home person (entry 5) does not end where the next change of its record begins.",
        ),
        (
            ["delete from register.access_key where access_id = 6"],
            "Entry 6 of the access log (leaf 5) cannot be found by its keys: the index was altered.",
        ),
        (
            ["insert into register.access_key values ('SC777777', 6)"],
            "Entry 6 of the access log (leaf 5) cannot be found by its keys: the index was altered.",
        ),
    ],
)
def test_what_was_taken_out_put_in_or_moved_is_named(master, whole, statements, line):
    for statement in statements:
        master.execute(sa.text(statement))

    assert found(master, witness(whole)) == line


def test_a_record_that_was_changed_behind_its_history_is_named(master, whole):
    key = master.scalar(sa.select(tables.home.c.id))
    master.execute(sa.text("update register.home set places = 17"))

    assert found(master, witness(whole)) == f"The home with key {key} does not match its last version."


def test_a_record_that_came_without_its_history_is_named(master, whole):
    key = make.create_provider(master)

    assert found(master, witness(whole)) == f"The provider with key {key} does not match its last version."


def test_leaves_that_name_each_others_entries_are_named(master, whole):
    swap = "update register.seal_leaf set row_number = {0} where log = 'access' and row_number = {1}"
    for to, what in ((-9, 4), (4, 9), (9, -9)):
        master.execute(sa.text(swap.format(to, what)))

    assert found(master, witness(whole)) == "Entry 9 of the access log (leaf 3) was altered."


def test_entries_that_changed_places_with_their_leaves_and_hashes_are_named(master, whole):
    for table, place, more in (("seal_leaf", "leaf", ""), ("seal_node", "index", "and level = 0")):
        for to, what in ((1000, 3), (3, 8), (8, 1000)):
            text = f"update register.{table} set {place} = {to} where log = 'access' {more} and {place} = {what}"  # noqa: S608
            master.execute(sa.text(text))

    assert found(master, witness(whole)) == "The tree of the access log does not match its leaves at leaves 2 to 3."


def test_a_tree_that_is_signed_in_another_order_than_the_entries_is_out_of_order(master, whole):
    for table, place, more in (("seal_leaf", "leaf", ""), ("seal_node", "index", "and level = 0")):
        for to, what in ((1000, 3), (3, 8), (8, 1000)):
            text = f"update register.{table} set {place} = {to} where log = 'access' {more} and {place} = {what}"  # noqa: S608
            master.execute(sa.text(text))
    master.execute(sa.text("delete from register.seal_head where log = 'access'"))
    hashes = store.read_nodes(master, Log.ACCESS, [(0, number) for number in range(CONSULTATIONS)])
    master.execute(sa.text("delete from register.seal_node where log = 'access'"))
    growth, nodes = Growth(), dict(hashes)
    for _, made in sorted(hashes.items()):
        nodes.update(growth.add(made))
    store.add_nodes(master, Log.ACCESS, nodes)
    origin = store.read_state(master, Log.ACCESS).origin
    store.add_head(master, sign(whole.key, origin, Log.ACCESS, size=CONSULTATIONS, root=growth.root()))

    assert found(master, witness(whole)) == "Entry 5 of the access log (leaf 4) is out of order."


SLIPPED = """
insert into register.access_log (
    transaction, request, subject, agency, document, root, outcome, row_count, policy_version
) values ({0}, 'r', 's', 'ofsted', 'd', 'homes', 'allowed', 0, 'p')
"""


@pytest.mark.parametrize(
    ("transaction", "fault"),
    [
        (
            "(select min(transaction) - 1 from register.access_log)",
            "was added among entries that were already sealed.",
        ),
        ("9000000000000000000", "names a transaction that has not happened yet."),
    ],
)
def test_an_entry_that_claims_another_time_than_its_own_is_named(master, whole, transaction, fault):
    master.execute(sa.text(SLIPPED.format(transaction)))
    number = master.scalar(sa.select(sa.func.max(tables.access_log.c.id)))

    assert found(master, witness(whole)) == f"Entry {number} of the access log {fault}"
