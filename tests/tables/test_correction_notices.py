"""Notices of corrections: what the database refuses of them, and that it knows the groups of what is corrected."""

import re

import pytest
import sqlalchemy as sa

from register import tables
from register.tables import GROUP_OF, named
from tests.support.child_factories import ago
from tests.support.database_refusals import refused_by

SAID = {"agency": "ofsted", "record": "SC000001", "command": "correctHome", "groups": []}
READ = {"consulted_at": ago(days=2), "corrected_at": ago(days=1)}


@pytest.mark.parametrize(
    ("given", "constraint"),
    [
        ({}, None),
        ({"consulted_at": ago(hours=1)}, "ck_correction_notice_instants_ordered"),
        ({"acknowledged_at": ago(days=3)}, "ck_correction_notice_instants_ordered"),
    ],
)
def test_a_body_reads_before_the_correction_and_acknowledges_after_it(told, given, constraint):
    assert refused_by(told, tables.correction_notice, **(SAID | READ | given)) == constraint


def test_a_body_has_one_open_notice_of_a_record(told):
    told.execute(tables.correction_notice.insert().values(**SAID, **READ))
    assert refused_by(told, tables.correction_notice, **SAID, **READ) == "ix_correction_notice_once"


def test_the_database_knows_the_group_of_each_table_that_is_corrected(told):
    body = told.scalar(sa.text("select prosrc from pg_proc where proname = 'tell_of_correction'"))
    known = dict(re.findall(r"\('(\w+)', '([\w ]+)'\)", body))
    assert len(known) > 10
    assert known == {table: GROUP_OF[named(table)].value for table in known}
