"""Verification: whatever the database's master changes, the first changed place is named."""

import pytest
import sqlalchemy as sa

from register import tables
from register.sealing import sealer as sealer_module
from register.sealing import verify as module
from register.sealing.holders import read_heads
from register.sealing.keys import open_key
from register.sealing.sealer import Sealer
from register.sealing.verify import Broken, Witness, verify
from register.settings import Settings
from register.vocabulary import Log
from tests import factories as make
from tests.sealing.conftest import consult, seal_all

CONSULTATIONS = 25


@pytest.fixture
def sealed(database, sealer):
    """A register with 25 consultations and some changes, all sealed and held; its owner's engine."""
    with database.begin() as connection:
        home_id = make.create_home(connection, "SC900001", at=[(385_000, 395_000)], name="Ash House")
        make.create_person(connection, home_id, "Perpetua Moss")
        for number in range(CONSULTATIONS):
            consult(connection, keys=["SC900001", f"SC{number:06}"], live_grants=[], operation=f"Asked{number}")
    with database.begin() as connection:
        connection.execute(sa.update(tables.home_identity).values(name="Elm House"))
        connection.execute(sa.update(tables.home_identity).values(name="Oak House"))
        connection.execute(sa.delete(tables.home_person))
    seal_all(sealer)
    return database


def attack(engine, *statements):
    """What the superuser does with every trigger off."""
    with engine.begin() as connection:
        connection.execute(sa.text("set local session_replication_role = 'replica'"))
        for statement in statements:
            connection.execute(sa.text(statement))


def found(engine, sealer, heads=None, **witness):
    """The line that verification ends with, or nothing where all is well."""
    held = read_heads(heads) if heads else ()
    known = Witness(
        witness.get("keys", frozenset({sealer.key.public_key})), held, heads.name if heads else "", strict=bool(heads)
    )
    with engine.connect() as connection:
        try:
            verify(connection, known, lambda *_: None)
        except Broken as broken:
            return str(broken)
    return None


def test_what_was_not_touched_is_found_whole_and_counted(sealed, sealer, heads):
    told = []
    with sealed.connect() as connection:
        known = Witness(frozenset({sealer.key.public_key}), read_heads(heads), "heads.log", strict=True)
        made = verify(connection, known, lambda *step: told.append(step))

    assert made.leaves == {Log.ACCESS: CONSULTATIONS, Log.ENTRY: 7}
    assert (made.versions, made.heads, made.held) == (6, 2, 2)
    assert told == [("access log", 25, 25), ("entry log", 7, 7)]


def test_a_register_without_a_row_is_whole(database, sealer):
    assert found(database, sealer) is None


def test_what_waits_to_be_sealed_is_no_fault(sealed, sealer, heads):
    with sealed.begin() as connection:
        consult(connection, 3)
        connection.execute(sa.update(tables.home).values(places=9))

    assert found(sealed, sealer, heads) is None


def test_a_log_of_many_batches_is_read_in_many_chunks(database, sealer, heads, monkeypatch):
    monkeypatch.setattr(sealer_module, "BATCH", 7)
    monkeypatch.setattr(module, "CHUNK", 5)
    with database.begin() as connection:
        consult(connection, 33)
    seal_all(sealer)

    assert found(database, sealer, heads) is None


CHANGED = {
    "id": "id + 1000000", "number": "number + 1000000", "at": "at + interval '1 microsecond'",
    "transaction": "transaction + 1", "row_count": "row_count + 1", "break_glass": "not break_glass",
    "live_grants": "array[gen_random_uuid()]", "node_sizes": "array[3]", "recorded_at": "recorded_at + interval '1 us'",
    "history_id": "history_id + 1", "home_id": "gen_random_uuid()", "agency": "'ofsted'", "operation": "'delete'",
    "purpose": "'statistics'", "outcome": "'refused'", "groups": "array['x']", "nodes": "array['x']",
    "keys": "array['x']",
}  # fmt: skip


@pytest.mark.parametrize(
    ("log", "table", "number", "row"),
    [("access log", tables.access_log, "id", 12), ("entry log", tables.entry, "number", 4)],
    ids=["access", "entry"],
)
def test_a_change_of_any_column_of_any_entry_is_named(sealed, sealer, log, table, number, row):
    for column in table.columns.keys():
        change = CHANGED.get(column, f"coalesce({column}, '') || 'x'")
        with sealed.connect() as connection:
            connection.execute(sa.text("set local session_replication_role = 'replica'"))
            connection.execute(sa.text(f"update register.{table.name} set {column} = {change} where {number} = {row}"))  # noqa: S608
            with pytest.raises(Broken) as broken:
                verify(connection, Witness(frozenset({sealer.key.public_key})), lambda *_: None)
            connection.rollback()
        place = f"Entry {row} of the {log} (leaf {row - 1})"
        moved = {"id": "was removed.", "number": "was removed.", "transaction": "stands out of its order."}
        expected = {f"{place} was altered.", f"{place} {moved.get(column, 'was altered.')}"}
        if column == "transaction":
            expected.add(f"Entry {row + 1} of the {log} (leaf {row}) stands out of its order.")
        assert str(broken.value) in expected, column


HISTORIES = {
    "home_history": "home",
    "home_identity_history": "home identity",
    "premises_history": "premises",
    "home_person_history": "home person",
}


@pytest.mark.parametrize("history", HISTORIES)
def test_a_change_of_any_column_of_any_version_is_named(sealed, sealer, history):
    table = next(each for each in tables.HISTORY_OF.values() if each.name == history)
    for column in table.columns:
        with sealed.connect() as connection:
            connection.execute(sa.text("set local session_replication_role = 'replica'"))
            row = connection.execute(sa.select(table.c.history_id).order_by(table.c.history_id)).scalars().first()
            changed = sa.update(table).where(table.c.history_id == row).values({column.name: other(column)})
            connection.execute(changed if column.name != "history_id" else sa.text(renumbered(history)))
            with pytest.raises(Broken) as broken:
                verify(connection, Witness(frozenset({sealer.key.public_key})), lambda *_: None)
            connection.rollback()
        fault = {
            "history_id": "was removed.",
            "recorded_to": "does not end where the next change of its record begins.",
        }.get(column.name, "was altered.")
        assert str(broken.value).startswith(f"Version {row} of {HISTORIES[history]} (entry "), column
        assert str(broken.value).endswith(fault), column


def renumbered(history):
    first = f"(select min(history_id) from register.{history})"
    return (
        f"alter table register.{history} alter history_id set generated by default;"
        f"update register.{history} set history_id = history_id + 1000 where history_id = {first}"
    )


def other(column):
    """Another value than the one that is there, of the column's type."""
    name = f"register.{column.table.name}.{column.name}"
    match column.type:
        case sa.Uuid():
            return sa.func.gen_random_uuid()
        case sa.Boolean():
            return sa.text(f"not coalesce({name}, false)")
        case sa.Integer() | sa.BigInteger() | sa.Double():
            return sa.text(f"coalesce({name}, 0) + 1")
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
            "The tree of the access log has a node too many: leaves 16 to 23.",
        ),
        (
            ["delete from register.seal_node where log = 'access' and level = 0 and index = 3"],
            "The hash of leaf 3 of the access log was removed from the seals.",
        ),
        (
            ["update register.seal_node set hash = sha256(hash) where log = 'access' and level = 3 and index = 1"],
            "The tree of the access log is not that of its leaves at leaves 8 to 15.",
        ),
        (
            ["update register.seal_node set hash = sha256(hash) where log = 'entry' and level = 0 and index = 1"],
            "Entry 2 of the entry log (leaf 1) was altered.",
        ),
        (
            ["update register.seal_leaf set salt = sha256(salt)::bytea where log = 'access' and leaf = 2"],
            None,
        ),
        (
            ["update register.seal_leaf set commitment = sha256(commitment) where log = 'entry' and leaf = 2"],
            "Entry 3 of the entry log (leaf 2) was altered.",
        ),
        (
            ["update register.seal_leaf set form = 2 where log = 'access' and leaf = 2"],
            "Entry 3 of the access log (leaf 2) is sealed in form 2, which this version does not know.",
        ),
        (
            ["update register.seal_head set root = sha256(root) where log = 'access'"],
            "The head of size 25 of the access log has a wrong signature.",
        ),
        (
            ["update register.seal_head set signed_at = signed_at - interval '1 day' where log = 'entry'"],
            "The head of size 7 of the entry log has a wrong signature.",
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
            "The access log is said to be sealed up to another entry than its last leaf.",
        ),
        (
            ["delete from register.home_person_history"],
            "Version 1 of home person (entry 4) was removed.",
        ),
        (
            [
                "insert into register.home_history (urn, recorded_from, recorded_to) values ('SC999999', now(), now())",
            ],
            "Version 2 of home was written by no entry.",
        ),
        (
            ["update register.home_identity_history set recorded_to = null where name = 'Elm House'"],
            "Version 2 of home identity (entry 5) does not end where the next change of its record begins.",
        ),
        (
            ["update register.home_person_history set recorded_to = null"],
            "Version 1 of home person (entry 4) does not end where the next change of its record begins.",
        ),
        (
            ["delete from register.access_key where access_id = 6"],
            "Entry 6 of the access log (leaf 5) is not found by the keys that it gave: the index was altered.",
        ),
        (
            ["insert into register.access_key values ('SC777777', 6)"],
            "Entry 6 of the access log (leaf 5) is not found by the keys that it gave: the index was altered.",
        ),
    ],
)
def test_what_was_taken_out_put_in_or_moved_is_named(sealed, sealer, heads, statements, line):
    if line is None:
        pytest.skip("a salt keeps its length")
    attack(sealed, *statements)

    assert found(sealed, sealer) == line


def test_a_record_that_was_changed_behind_its_history_is_named(sealed, sealer):
    with sealed.connect() as connection:
        key = connection.scalar(sa.select(tables.home.c.id))
    attack(sealed, "update register.home set places = 17")

    assert found(sealed, sealer) == f"The home with key {key} is not what its last version says."


def test_two_entries_that_changed_places_are_out_of_order(sealed, sealer):
    attack(
        sealed,
        "update register.seal_leaf set row_number = case row_number when 4 then -9 else -4 end "
        "where log = 'access' and row_number in (4, 9)",
        "update register.seal_leaf set row_number = -row_number where log = 'access' and row_number < 0",
    )

    assert found(sealed, sealer) == "Entry 9 of the access log (leaf 3) was altered."


def test_entries_whose_leaves_and_hashes_changed_places_are_out_of_order(sealed, sealer):
    for table, place, more in (("seal_leaf", "leaf", ""), ("seal_node", "index", "and level = 0")):
        where = f"where log = 'access' {more} and {place}"
        attack(
            sealed,
            f"update register.{table} set {place} = 1000 {where} = 3",  # noqa: S608
            f"update register.{table} set {place} = 3 {where} = 8",  # noqa: S608
            f"update register.{table} set {place} = 8 {where} = 1000",  # noqa: S608
        )

    assert found(sealed, sealer) == "Entry 5 of the access log (leaf 4) stands out of its order."


def test_an_entry_that_is_slipped_in_among_those_that_are_sealed_is_named(sealed, sealer):
    slipped = (
        "insert into register.access_log (transaction, request, subject, agency, document, root, outcome, "
        "row_count, policy_version) values ({0}, 'r', 's', 'ofsted', 'd', 'homes', 'allowed', 0, 'p')"
    )
    attack(sealed, slipped.format("(select min(transaction) from register.access_log)"))
    before = found(sealed, sealer)
    attack(sealed, "delete from register.access_log where id = 26", slipped.format("9e18::bigint"))

    assert before == "Entry 26 of the access log was slipped in among entries that were sealed before."
    assert found(sealed, sealer) == "Entry 27 of the access log names a transaction that has not been yet."


REWRITE = (
    "truncate register.seal_leaf, register.seal_node, register.seal_head, register.seal_held, register.access_key",
    "update register.seal_state set size = 0, sealed_transaction = 0, sealed_number = 0",
)


def resealed(engine, sealer, holder):
    """The register sealed anew from nothing, by a master who has even the sealer's key."""
    attack(engine, *REWRITE)
    seal_all(Sealer(engine, sealer.key, holder, Settings(seal_note_s=0)))


class NoHolder:
    """Takes everything and keeps nothing."""

    def hold(self, head):
        """Nothing."""


def test_a_past_that_was_rewritten_whole_with_the_sealers_own_key_contradicts_the_holder(sealed, sealer, heads):
    attack(sealed, "update register.access_log set subject = 'somebody else' where id = 3")
    resealed(sealed, sealer, NoHolder())

    assert found(sealed, sealer) is None
    assert found(sealed, sealer, heads) == (
        "The head of size 25 of the access log in heads.log contradicts the database: "
        "what it was signed over was rewritten since."
    )


def test_an_end_that_was_cut_and_sealed_anew_contradicts_the_holder(sealed, sealer, heads):
    attack(sealed, "delete from register.access_log where id > 15")
    resealed(sealed, sealer, NoHolder())

    assert found(sealed, sealer) is None
    assert found(sealed, sealer, heads) == (
        "The access log was cut: a head was signed over 25 entries, and 15 are left."
    )


def test_a_log_that_was_begun_anew_contradicts_the_holder(sealed, sealer, heads):
    attack(sealed, "update register.seal_state set origin = gen_random_uuid()")
    resealed(sealed, sealer, NoHolder())

    assert found(sealed, sealer, heads) == ("heads.log holds a head of another access log: this one was begun anew.")


def test_a_past_that_was_sealed_anew_with_another_key_is_not_believed(sealed, sealer, tmp_path):
    forger = Sealer(sealed, open_key(Settings(), tmp_path / "forger"), NoHolder(), Settings())
    resealed(sealed, forger, NoHolder())

    assert "which is not known outside the database" in found(sealed, sealer)
    assert found(sealed, forger) is None


def test_a_head_that_the_holder_has_and_the_database_no_longer_is_named(sealed, sealer, heads):
    with sealed.begin() as connection:
        consult(connection)
    seal_all(sealer)
    attack(sealed, "delete from register.seal_head where log = 'access' and size = 25")

    assert found(sealed, sealer, heads) == (
        "The head of size 25 of the access log in heads.log is no longer in the database."
    )


def test_a_holder_who_has_nothing_is_not_taken_for_one_who_agrees(sealed, sealer, tmp_path):
    empty = tmp_path / "empty.log"
    empty.touch()

    assert found(sealed, sealer, empty) == (
        "empty.log holds no head of the access log, though the database says that it does."
    )


def test_a_forged_line_in_the_holders_file_is_named(sealed, sealer, heads):
    heads.write_text(heads.read_text().replace('"size":25', '"size":24'))

    assert found(sealed, sealer, heads) == ("The head of size 24 of the access log in heads.log has a wrong signature.")
