"""The one statement that adds to the access log: it names every column that a consultation fills."""

import re

import pytest
import sqlalchemy as sa

from register.catalogue import CATALOGUE
from register.sql.read.statement import BETWEEN_KEYS
from register.sql.session.access_log_entry import ADD_ENTRY
from register.tables import access_log

CHECKS = sa.text("""
select string_agg(replace(pg_get_constraintdef(c.oid), 'CHECK ', ''), ' and ')
  from pg_constraint c join pg_attribute a on a.attrelid = c.conrelid and a.attnum = any (c.conkey)
 where c.contype = 'c' and c.conrelid = cast(:t as regclass) and a.attname = :c and cardinality(c.conkey) = 1
""")


def test_every_column_of_the_log_is_filled_but_those_that_the_database_fills():
    columns, values = re.search(r"\(([^)]*)\) values \((.*)\)", ADD_ENTRY, re.S).groups()

    named = [name.strip() for name in columns.split(",")]
    assert set(named) == set(access_log.c.keys()) - {"id", "at", "transaction"}
    assert re.findall(r"\$(\d+)", values) == [str(number) for number, _ in enumerate(named, 1)]


@pytest.mark.parametrize("entity", CATALOGUE.values(), ids=lambda entity: entity.name)
def test_no_key_of_the_log_can_hold_what_stands_between_keys(connection, entity):
    audited = entity.audited
    if not isinstance(audited.type, sa.Text):
        assert isinstance(audited.type, sa.Uuid | sa.BigInteger)
        return

    checks = connection.scalar(CHECKS, {"t": audited.table.fullname, "c": audited.name})

    assert checks, f"{audited} may hold any text"
    held = sa.text(f"select {checks} from (select cast(:v as text) as {audited.name}) as given")  # noqa: S608
    assert connection.scalar(held, {"v": f"SC90000{BETWEEN_KEYS}"}) is False


def test_the_database_writes_the_number_the_time_and_the_transaction(connection):
    row = {"request": "r", "subject": "s", "agency": "ofsted", "document": "d", "root": "homes", "outcome": "allowed"}
    connection.execute(access_log.insert().values(**row, row_count=0, policy_version="p"))

    entry = connection.execute(sa.select(access_log)).one()

    assert entry.transaction == connection.scalar(sa.text("select txid_current()"))
    assert entry.at.tzinfo is not None
    assert entry.id > 0
