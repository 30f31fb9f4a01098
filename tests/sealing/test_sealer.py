"""The sealer: nothing that was committed is missed, whatever the order, and nothing is done twice."""

import json
import threading
import time

import pytest
import sqlalchemy as sa
from structlog.testing import capture_logs

from register import tables
from register.errors import SetupError
from register.sealing import sealer as module
from register.sealing.heads import read_head
from register.sealing.holders import FileHolder
from register.sealing.keys import open_key
from register.sealing.sealer import Sealer, sealing_beside
from register.sealing.tree import Growth
from register.settings import Settings
from register.vocabulary import Log
from tests.sealing.conftest import consult, seal_all
from tests.support import factories as make


def rows_in_order(database, log=Log.ACCESS):
    """The numbers of a log's rows in the order of their leaves."""
    with database.connect() as connection:
        asked = sa.select(tables.seal_leaf.c.row_number).where(tables.seal_leaf.c.log == log)
        return list(connection.scalars(asked.order_by(tables.seal_leaf.c.leaf)))


def state_of(database, log=Log.ACCESS):
    with database.connect() as connection:
        return connection.execute(sa.select(tables.seal_state).where(tables.seal_state.c.log == log)).one()


def lines(heads, log=Log.ACCESS):
    return [head for head in map(read_head, heads.read_text().splitlines()) if head.log is log]


def test_every_row_of_both_logs_becomes_a_leaf_under_one_signed_head_that_is_held(database, sealer, heads):
    with database.begin() as connection:
        consult(connection, 5)
        make.create_home(connection, "SC900001", name="Ash House")

    assert seal_all(sealer) == 8
    assert rows_in_order(database) == [1, 2, 3, 4, 5]
    assert [(head.size, head.is_genuine) for head in lines(heads)] == [(5, True)]
    assert [(head.size, head.is_genuine) for head in lines(heads, Log.ENTRY)] == [(3, True)]


def test_a_row_that_commits_after_a_later_number_was_sealed_is_sealed_too(database, sealer):
    with database.connect() as slow, database.connect() as quick:
        consult(slow)
        consult(quick)
        quick.commit()
        sealer.once()
        before = rows_in_order(database)
        slow.commit()
        with database.begin() as later:
            consult(later)
        seal_all(sealer)

    assert before == []
    assert sorted(rows_in_order(database)) == [1, 2, 3]


def test_a_lower_number_of_a_later_transaction_is_not_passed_over(database, sealer):
    """One transaction takes its number early and writes late, as a slow insert does."""
    with database.connect() as early, database.connect() as late:
        number = early.scalar(sa.text("select nextval(pg_get_serial_sequence('register.access_log', 'id'))"))
        early.rollback()
        consult(late)
        late.commit()
        seal_all(sealer)
        first = rows_in_order(database)
        early.execute(sa.text(WITH_NUMBER), {"number": number})
        early.commit()
        seal_all(sealer)

    assert number < first[0]
    assert rows_in_order(database) == [*first, number]


WITH_NUMBER = """
insert into register.access_log (id, request, subject, agency, document, root, outcome, row_count, policy_version)
overriding system value values (:number, 'r', 's', 'ofsted', 'd', 'homes', 'allowed', 0, 'p')
"""


def test_what_was_rolled_back_is_never_sealed(database, sealer):
    with database.connect() as connection:
        consult(connection, 3)
        connection.rollback()
        consult(connection)
        connection.commit()
    seal_all(sealer)

    assert rows_in_order(database) == [4]


def test_a_pass_with_nothing_new_adds_nothing(database, sealer, heads):
    with database.begin() as connection:
        consult(connection)
    seal_all(sealer)
    before = heads.read_bytes(), rows_in_order(database)

    assert sealer.once().sealed == 0
    assert (heads.read_bytes(), rows_in_order(database)) == before


def test_more_than_one_batch_is_sealed_in_one_pass(database, sealer, monkeypatch):
    monkeypatch.setattr(module, "BATCH", 10)
    with database.begin() as connection:
        consult(connection, 35)

    assert seal_all(sealer) == 35
    assert rows_in_order(database) == list(range(1, 36))


def test_every_stored_subtree_and_every_head_is_that_of_the_tree(database, sealer, monkeypatch):
    monkeypatch.setattr(module, "BATCH", 7)
    with database.begin() as connection:
        consult(connection, 30)
    seal_all(sealer)

    with database.connect() as connection:
        rows = connection.execute(sa.select(tables.seal_node).where(tables.seal_node.c.log == Log.ACCESS)).mappings()
        kept = {(row["level"], row["index"]): bytes(row["hash"]) for row in rows}
        heads = connection.execute(sa.select(tables.seal_head.c.size, tables.seal_head.c.root))
        roots = {size: bytes(root) for size, root in heads}
    growth, nodes, grown = Growth(), {}, {}
    for number in range(30):
        nodes[0, number] = kept[0, number]
        nodes.update(growth.add(kept[0, number]))
        grown[growth.size] = growth.root()
    assert kept == nodes
    assert len(roots) >= 5
    assert roots == {size: grown[size] for size in roots}


def test_two_sealers_at_once_seal_every_row_once(database, sealer, heads, tmp_path):
    other = Sealer(database, open_key(Settings(), tmp_path), FileHolder(heads), given=Settings(seal_note_s=0))
    stop = threading.Event()

    def drive(each):
        while not stop.is_set():
            each.once()

    threads = [threading.Thread(target=drive, args=(each,)) for each in (sealer, other)]
    for thread in threads:
        thread.start()
    for _ in range(20):
        with database.begin() as connection:
            consult(connection, 3)
    stop.set()
    for thread in threads:
        thread.join()
    seal_all(sealer)

    assert sorted(rows_in_order(database)) == list(range(1, 61))
    assert all(head.is_genuine for head in lines(heads))


def test_a_sealer_that_finds_another_at_work_does_nothing(database, sealer):
    with database.connect() as connection:
        consult(connection)
        connection.commit()
        connection.execute(module.ALONE)
        idle = sealer.once()

    assert (idle.alone, idle.sealed, rows_in_order(database)) == (False, 0, [])
    assert seal_all(sealer) == 1


def test_while_the_holder_is_down_sealing_goes_on_and_nothing_is_called_well(database, sealer, heads):
    heads.mkdir()
    began = state_of(database).checked_at
    with database.begin() as connection:
        consult(connection, 2)
    with capture_logs() as log:
        seal_all(sealer)
        with database.begin() as connection:
            consult(connection)
        seal_all(sealer)
    down = state_of(database)
    heads.rmdir()
    sealer.once()

    assert (down.size, down.checked_at) == (3, began)
    assert {each["cause"] for each in log} == {"not_held"}
    assert [head.size for head in lines(heads)] == [3]
    assert state_of(database).checked_at > began


def test_all_is_well_only_up_to_the_first_row_that_waits_for_an_older_transaction(database, sealer):
    with database.connect() as open_for_long:
        consult(open_for_long)
        with database.begin() as connection:
            consult(connection)
            written_at = connection.scalar(sa.select(sa.func.max(tables.access_log.c.at)))
        time.sleep(0.05)
        sealer.once()
        waiting = state_of(database).checked_at
        open_for_long.rollback()
    seal_all(sealer)

    assert waiting <= written_at
    assert state_of(database).checked_at > written_at


def test_time_moves_on_when_nothing_is_new_but_not_with_every_pass(database, sealer, tmp_path):
    began = state_of(database).checked_at
    sealer.once()
    moved = state_of(database).checked_at
    Sealer(database, sealer.key, sealer.holder, given=Settings(seal_note_s=60)).once()

    assert moved > began
    assert state_of(database).checked_at == moved


def test_every_key_leads_to_the_consultations_that_gave_it_and_is_noted_once(database, sealer):
    with database.begin() as connection:
        consult(connection, keys=["SC900001", "SC900002", "SC900001"])
        consult(connection, keys=["SC900001"])
        consult(connection, keys=[])
    seal_all(sealer)

    with database.connect() as connection:
        rows = connection.execute(sa.select(tables.access_key.c["key"], tables.access_key.c.access_id)).all()
    assert sorted(map(tuple, rows)) == [("SC900001", 1), ("SC900001", 2), ("SC900002", 1)]


def test_a_database_whose_transactions_count_from_below_its_logs_is_not_sealed(database, sealer):
    with database.begin() as connection:
        connection.execute(sa.update(tables.seal_state).values(sealed_transaction=2**60))
        consult(connection)

    with pytest.raises(SetupError, match="restore from a dump"):
        sealer.once()


def test_a_sealer_that_runs_seals_by_itself_until_it_is_stopped(database, heads, tmp_path):
    given = Settings(seal_every_s=0.01, seal_note_s=0)
    with sealing_beside(Sealer(database, open_key(given, tmp_path), FileHolder(heads), given=given)):
        with database.begin() as connection:
            consult(connection, 3)
        until = time.monotonic() + 60
        while rows_in_order(database) != [1, 2, 3]:
            assert time.monotonic() < until
            time.sleep(0.02)
    with database.begin() as connection:
        consult(connection)
    time.sleep(0.1)

    assert rows_in_order(database) == [1, 2, 3]


def test_a_sealer_that_is_behind_sounds_the_alarm_and_says_when_refusals_begin(database, heads, tmp_path):
    heads.mkdir()
    given = Settings(seal_every_s=0.01, seal_alarm_s=0.05, seal_grace_s=7)
    with database.begin() as connection:
        consult(connection)
    late = Sealer(database, open_key(given, tmp_path), FileHolder(heads), given=given)
    with capture_logs() as log, sealing_beside(late):
        until = time.monotonic() + 60
        while not any(each.get("alarm") for each in log):
            assert time.monotonic() < until
            time.sleep(0.02)

    alarms = [each for each in log if each.get("alarm")]
    assert [(each["cause"], each["grace_s"]) for each in alarms] == [("behind", 7)]


def test_a_sealer_whose_database_goes_away_goes_on_when_it_is_back(database, sealer, cluster):
    sealer.settings = Settings(seal_every_s=0.01)
    name = database.url.database
    with capture_logs() as log, sealing_beside(sealer):
        with cluster.connect() as outside:
            outside.execute(f"alter database {name} allow_connections false")
            until = time.monotonic() + 60
            while not any(each["cause"] == "failed" for each in log):
                assert time.monotonic() < until
                time.sleep(0.02)
            outside.execute(f"alter database {name} allow_connections true")
        with database.begin() as connection:
            consult(connection)
        while rows_in_order(database) != [1]:
            assert time.monotonic() < until
            time.sleep(0.02)

    assert json.dumps(log).count("somebody") == 0


def test_nothing_that_is_sealed_can_be_changed_even_by_the_owner(database, sealer):
    with database.begin() as connection:
        consult(connection)
    seal_all(sealer)

    for table in ("seal_leaf", "seal_node", "seal_head", "seal_held", "access_key"):
        with database.connect() as connection, pytest.raises(sa.exc.ProgrammingError, match=f"{table} only grows"):
            connection.execute(sa.text(f"delete from register.{table}"))  # noqa: S608
