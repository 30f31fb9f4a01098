"""The seals: they only grow, and hold hashes of the right length alone."""

import pytest
import sqlalchemy as sa
from alembic import command
from alembic.config import Config
from sqlalchemy.exc import ProgrammingError

from register import tables
from register.database.connections import with_driver
from register.maintenance.migrate import INI
from tests.support.database_refusals import refused_by

LEAF = {"log": "access", "leaf": 0, "row_number": 1, "form": 1, "salt": b"s" * 16}
NODE = {"log": "access", "level": 0, "index": 0, "hash": b"h" * 32}
HEAD = {
    "log": "access", "size": 1, "root": b"r" * 32, "signed_at": sa.func.now(), "public_key": b"k" * 32,
    "signature": b"s" * 64,
}  # fmt: skip
ONLY_GROW = ("seal_leaf", "seal_node", "seal_head", "seal_held", "access_key")


@pytest.mark.parametrize(
    ("table", "row", "given", "constraint"),
    [
        (tables.seal_leaf, LEAF, {}, None),
        (tables.seal_leaf, LEAF, {"log": "songs"}, "log_code_known"),
        (tables.seal_leaf, LEAF, {"leaf": -1}, "ck_seal_leaf_leaf_counted"),
        (tables.seal_leaf, LEAF, {"salt": b"s"}, "ck_seal_leaf_lengths"),
        (tables.seal_leaf, LEAF, {"commitment": b"c"}, "ck_seal_leaf_lengths"),
        (tables.seal_node, NODE, {}, None),
        (tables.seal_node, NODE, {"hash": b"h"}, "ck_seal_node_lengths"),
        (tables.seal_node, NODE, {"level": 63}, "ck_seal_node_place"),
        (tables.seal_head, HEAD, {}, None),
        (tables.seal_head, HEAD, {"size": 0}, "ck_seal_head_size_counted"),
        (tables.seal_head, HEAD, {"signature": b"s"}, "ck_seal_head_lengths"),
        (tables.seal_held, {"log": "access", "size": 9}, {}, "fk_seal_held_log_size"),
        (tables.access_key, {"key": "SC900001", "access_id": 1}, {}, None),
    ],
)
def test_a_seal_that_cannot_be_is_refused(connection, table, row, given, constraint):
    assert refused_by(connection, table, **row | given) == constraint


@pytest.mark.parametrize(
    ("again", "constraint"), [({"leaf": 1}, "ix_seal_leaf_row_number"), ({"row_number": 2}, "pk_seal_leaf")]
)
def test_an_entry_is_one_leaf_and_a_leaf_is_one_entry(connection, again, constraint):
    connection.execute(tables.seal_leaf.insert().values(LEAF))

    assert refused_by(connection, tables.seal_leaf, **LEAF | again) == constraint
    assert refused_by(connection, tables.seal_leaf, **LEAF | {"log": "entry"}) is None


@pytest.mark.parametrize("table", ONLY_GROW)
@pytest.mark.parametrize("change", ["delete from register.{0}", "truncate register.{0} cascade"])
def test_a_seal_is_for_good_even_for_its_owner(connection, table, change):
    with pytest.raises(ProgrammingError, match="only grows"):
        connection.execute(sa.text(change.format(table)))


def test_both_logs_begin_empty_and_well(connection):
    rows = connection.execute(sa.select(tables.seal_state).order_by(tables.seal_state.c.log)).all()

    assert [(row.log, row.size, row.sealed_transaction) for row in rows] == [("access", 0, 0), ("entry", 0, 0)]
    assert all(row.checked_at is not None for row in rows)


BEFORE = (
    "insert into register.provider (reference, legal_form, name) values ('P', 'company', '1'), ('Q', 'company', '1')",
    "update register.provider set name = '2' where reference = 'P'",
    "update register.provider set name = '3' where reference = 'P'",
    "delete from register.provider where reference = 'P'",
    "insert into register.provider (id, reference, legal_form, name) "
    "select id, reference, legal_form, '4' from register.provider_history where name = '3'",
    "update register.provider set name = name || '!'",
)


def test_entries_made_before_the_seals_name_the_versions_that_they_wrote(cluster, worker):
    name = f"seals_{worker}"
    cluster.drop_database(name)
    cluster.ensure_database(name)
    engine = sa.create_engine(with_driver(cluster.url(name), "postgresql+psycopg"), poolclass=sa.pool.NullPool)
    with engine.connect() as connection:
        config = Config(INI)
        config.attributes["connection"] = connection
        command.upgrade(config, "0003")
        connection.commit()
        for statement in BEFORE:
            connection.execute(sa.text(statement))
        connection.commit()
        command.upgrade(config, "0004")
        connection.commit()
        told = connection.execute(
            sa.text("""
            select e.operation, h.name, e.recorded_at = coalesce(h.recorded_from, now_of.recorded_to) as holds
              from register.entry e
              left join register.provider_history h on h.history_id = e.history_id and h.id::text = e.key
              left join register.provider_history now_of
                on e.operation = 'delete' and now_of.id::text = e.key and now_of.name = '3'
             order by e.number""")
        ).all()
    cluster.drop_database(name)

    assert sorted(map(tuple, told[:2])) == [("insert", "1", True), ("insert", "1", True)]
    assert [tuple(row) for row in told[2:6]] == [
        ("update", "2", True), ("update", "3", True), ("delete", None, True), ("insert", "4", True),
    ]  # fmt: skip
    assert sorted(map(tuple, told[6:])) == [("update", "1!", True), ("update", "4!", True)]
