"""One statement tallies, in which nothing stands that was not granted and every value is bound."""

import re
from datetime import date, timedelta

import pytest
import sqlalchemy as sa

from register import tables
from register.catalogue import TALLIES, Period
from register.policy.roles import role_of
from register.sql.tally.statement import compile_tally, period_of
from register.tables import ANCHOR_OF
from register.tables.anchors import PUBLISHED, subject_of
from register.vocabulary import Agency
from tests.support.query_plans import decide

LOCATED = "{ homeTally(by: [OPERATIONAL_STATUS, REGION]) { rows { count } } }"


def made(text, agency, *, names_few=False, **variables):
    return compile_tally(decide(text, agency, **variables), role_of(agency), names_few=names_few)


def test_a_tally_of_what_everyone_may_read_is_one_statement_and_one_more_for_the_keys_of_few_rows(ask):
    few = ask('{ homeTally(where: {urn: {eq: "SC900001"}}) { rows { count } } }', "ofsted")
    none = ask('{ homeTally(where: {urn: {eq: "SC999999"}}) { rows { count } } }', "ofsted")

    assert [len(answer.reads) for answer in (few, none)] == [2, 1]
    assert none.data["homeTally"]["rows"] == [{"count": 0}]


def test_a_tally_of_anything_else_names_the_rows_of_small_groups_in_the_statement_that_counts_them(ask):
    told = ask("{ homeTally(by: [OPERATIONAL_STATUS]) { rows { key { operationalStatus } count } } }", "ofsted")
    node = made(LOCATED, Agency.OFSTED, names_few=True)

    assert len(told.reads) == 1
    assert (node.groups.text.count("register.home "), node.few) == (1, None)


def test_every_value_is_bound():
    text = "query ($n: String!) { homeTally(where: {name: {eq: $n}}, by: [SECTOR], first: 7) { rows { count } } }"
    node = made(text, Agency.OFSTED, n="Ash House")

    named = made(text, Agency.OFSTED, names_few=True, n="Ash House")

    for statement in (node.groups, node.few, named.groups):
        assert "Ash" not in statement.text
        assert re.findall(r"\b7\b", statement.text) == []
    assert [name for name in node.groups.names if name.startswith("s")] == ["s0", "s1"]


def test_the_role_stands_in_the_text():
    assert made(LOCATED, Agency.POLICE).groups.text.startswith("/* register_police */")


def test_a_narrowed_dimension_is_compared_inside_the_callers_scope():
    police, ofsted = made(LOCATED, Agency.POLICE), made(LOCATED, Agency.OFSTED)

    assert "home_reach" in police.groups.text
    assert "home_reach" not in ofsted.groups.text
    assert (police.narrowed, police.narrowed_to) == (("Home.operationalStatus",), ("OWN_BOUNDARY",))
    assert ofsted.narrowed == ()


def test_a_table_that_nothing_asks_for_is_in_no_statement():
    for name, tally in TALLIES.items():
        log = tally.entity.table is tables.access_log
        text = made(f"{{ {name} {{ rows {{ count }} }} }}", Agency.AUDITOR if log else Agency.POLICE).groups.text
        asked = set(re.findall(r"register\.(\w+)", text))
        anchor = ANCHOR_OF[tally.entity.table]
        links = None if log or anchor is PUBLISHED else subject_of(anchor).links
        assert asked - {None if links is None else links.reach} == {tally.entity.table.name}


@pytest.mark.parametrize("period", Period)
def test_a_day_is_in_the_period_that_begins_at_or_before_it(server, period):
    days = [date(2023, 12, 1) + timedelta(days=number) for number in range(500)]
    begins = {
        Period.YEAR: lambda day: day.replace(month=1, day=1),
        Period.FINANCIAL_YEAR: lambda day: date(day.year - (day.month < 4), 4, 1),
        Period.QUARTER: lambda day: date(day.year, day.month - (day.month - 1) % 3, 1),
        Period.MONTH: lambda day: day.replace(day=1),
    }
    listed = sa.select(sa.func.unnest(sa.cast(days, sa.ARRAY(sa.Date))).label("day")).subquery()
    with server.owner.connect() as connection:
        found = connection.execute(sa.select(listed.c.day, period_of(listed.c.day, period))).all()

    assert [tuple(row) for row in found] == [(day, begins[period](day)) for day in days]
