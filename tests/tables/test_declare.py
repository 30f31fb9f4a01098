"""What every table has: one field group, a history that mirrors it, and constraints with names."""

import importlib

import orjson
import pytest
import sqlalchemy as sa

from register import tables
from register.catalogue import CATALOGUE
from register.sql.read.change_feed import field_names
from register.tables import (
    ANCHOR_OF,
    GROUP_OF,
    HISTORY_OF,
    columns_shown_nowhere,
    counter_of,
    former_fact,
    former_identity,
    home,
    home_version,
    inspection_round,
    metadata,
    provider,
    published_finding,
    published_inspection,
    return_duty,
    target_decision,
    told_tables,
)
from register.tables.anchors import OfArea
from register.tables.codes import Code
from register.tables.declare import declare, text_fits
from register.vocabulary import Group

# What is written once and stays: logs, copies of published boundaries, and lists that migrations keep.
KEEP_NO_HISTORY = {
    "access_count", "access_key", "access_log", "agency", "area_drawing", "area_pack", "area_part", "area_successor",
    "area_target", "area_target_component", "area_target_neighbour",
    "area_version", "area_within", "bank_holiday", "change_request", "consultation", "consultation_detail",
    "ended_session", "entry", "entry_author", "home_consultation", "home_finder", "legal_basis", "merged_row",
    "organisation_area", "policy_state", "postcode", "return_check",
    "return_figure", "return_match", "return_row", "seal_head", "seal_held", "seal_leaf", "seal_node", "seal_state",
    "statistic", "statistic_cell", "statistic_change", "statistic_dimension", "statistic_row", "statistic_workings",
}  # fmt: skip

# Counted or published, and reported to nobody; beside what is of an authority.
UNTOLD = (
    home_version, former_fact, former_identity, inspection_round, published_inspection, published_finding,
    target_decision,
)  # fmt: skip


def test_every_table_has_exactly_one_group():
    assert set(metadata.sorted_tables) == set(GROUP_OF)
    assert set(GROUP_OF.values()) == set(Group)


def test_these_tables_alone_keep_no_history():
    kept = {table.name for table in HISTORY_OF}
    histories = {table.name for table in HISTORY_OF.values()}

    unkept = {table.name for table in metadata.sorted_tables} - kept - histories
    assert unkept == KEEP_NO_HISTORY, "a new table keeps its history: say changes=, as docs/how-to/new-entity.md says"


@pytest.mark.parametrize("table", HISTORY_OF, ids=str)
def test_a_history_has_the_columns_and_the_group_of_its_table_and_when_each_was_said(table):
    history = HISTORY_OF[table]

    assert list(history.c.keys()) == ["history_id", *table.c.keys(), "recorded_from", "recorded_to"]
    for column in table.c:
        kept = sa.Text() if isinstance(column.type, Code) else column.type
        assert str(history.c[column.name].type) == str(kept), column
    assert GROUP_OF[history] is GROUP_OF[table]


def test_every_constraint_has_a_name_by_which_a_refusal_can_be_understood():
    unnamed = [
        (table.name, constraint)
        for table in metadata.sorted_tables
        for constraint in table.constraints
        if not constraint.name
    ]

    assert unnamed == []


def test_a_table_is_declared_with_its_group():
    made = sa.MetaData()
    table = sa.Table("spare", made, sa.Column("id", sa.Integer, primary_key=True))

    assert table not in GROUP_OF
    assert declare.__annotations__["group"] is Group


def test_a_table_that_is_made_without_a_group_stops_the_import_and_is_told_what_to_do():
    planted = sa.Table("planted", metadata, sa.Column("id", sa.Integer, primary_key=True))
    try:
        with pytest.raises(TypeError, match=r"no field group for planted: make each .*new-entity\.md"):
            importlib.reload(tables)
    finally:
        metadata.remove(planted)


# Whose the row is, and until when; where the point is shown as numbers; who met a child, which is written once; and who
# gave access, and a provider's postcode, for those who read the whole row.
SAY_OTHERWISE = {
    "correction_notice.agency", "correction_notice.area", "correction_notice.organisation",
    "home_id", "child_id", "episode_id", "valid_to", "premises.point_27700", "missing_episode.point_27700",
    "sighting.point_27700", "encounter.point_27700", "encounter.person", "live_grant.issued_agency",
    "live_grant.issued_at", "opening.holder_organisation", "provider_contact.postcode",
}  # fmt: skip


def test_the_columns_that_no_field_shows_are_those_that_say_so():
    shown = set(orjson.loads(field_names()))
    entities = {table for entity in CATALOGUE.values() for table in (entity.table, *entity.beside)}
    unshown = {
        column.name
        for table in set(told_tables()) & entities
        for column in table.columns
        if not column.primary_key and not {f"{table.name}.{column.name}", column.name} & (shown | SAY_OTHERWISE)
    }

    said = set(columns_shown_nowhere())
    assert sorted(unshown - said) == [], "show it with column(…), or say SHOWN_NOWHERE: docs/how-to/new-field.md"
    assert sorted(said - unshown) == [], "a field shows it: take SHOWN_NOWHERE from its column"


def test_what_counts_changes_is_kept_and_told_to_nobody():
    of_returns = {table for table in HISTORY_OF if isinstance(ANCHOR_OF[table], OfArea)}
    assert set(HISTORY_OF) - set(told_tables()) == {*UNTOLD, *of_returns} - {return_duty}
    assert counter_of(home) is home_version
    assert [table for table in HISTORY_OF if counter_of(table) not in (None, home_version)] == []
    assert counter_of(provider) is None


@pytest.mark.parametrize(
    ("text", "fits"),
    [
        ("", False),
        ("a", True),
        ("x" * 200, True),
        ("x" * 201, False),
        ("a\nb", False),
        ("a\x01", False),
        ("a\x7f", False),
        ("Ynys Môn", True),
    ],
)
def test_a_text_is_neither_empty_nor_too_long_nor_holds_a_control_character(connection, text, fits):
    held = sa.text(f"select {text_fits('given', 200).sqltext} from (select cast(:t as text) as given) as texts")  # noqa: S608

    assert connection.scalar(held, {"t": text}) is fits


RECORDERS = """
select c.relname, array_agg(t.tgname order by t.tgname), min(p.prosrc)
  from pg_trigger t join pg_class c on c.oid = t.tgrelid join pg_proc p on p.oid = t.tgfoid
 where p.proname = 'record_' || c.relname group by c.relname
"""
RECORDED = """
select e.operation, e.entity, e.key, e.columns, a.reason, h.name, h.recorded_to is not null
  from register.entry e join register.entry_author a using (number)
  left join register.organisation_history h on h.history_id = e.history_id
 where e.entity = 'organisation' and e.number > :since order by e.number
"""
LAST = "select coalesce(max(number), 0) from register.entry"
ORGANISATIONS = sa.text(
    "insert into register.organisation (code, agency, name)"
    " select 'o' || n, 'health', 'A' from generate_series(1, :number) as n"
)


def test_the_changes_of_every_table_with_a_history_are_recorded_column_by_column(connection):
    written = {name: (triggers, source) for name, triggers, source in connection.execute(sa.text(RECORDERS))}

    assert set(written) == {table.name for table in HISTORY_OF}
    for table in HISTORY_OF:
        triggers, source = written[table.name]
        assert triggers == ["record_delete", "record_insert", "record_update"]
        columns = set(source.partition(f"insert into register.{table.name}_history (")[2].partition(")")[0].split(", "))
        assert {name.strip('"') for name in columns} == {*table.columns.keys(), "recorded_from"}, table.name


@pytest.mark.parametrize("number", [1, 120])
def test_few_rows_and_many_are_recorded_alike(connection, number):
    since = connection.scalar(sa.text(LAST))
    connection.execute(sa.text("select set_config('register.reason', 'why', true)"))
    connection.execute(ORGANISATIONS, {"number": number})
    connection.execute(sa.text("update register.organisation set name = 'B' where name = 'A'"))
    connection.execute(sa.text("delete from register.organisation where name = 'B'"))

    found = connection.execute(sa.text(RECORDED), {"since": since}).all()

    keys = sorted(f"o{n}" for n in range(1, number + 1))
    for operation, columns, name in (("insert", None, "A"), ("update", ["name"], "B"), ("delete", None, None)):
        of_it = sorted((row for row in found if row[0] == operation), key=lambda row: row[2])
        assert of_it == [(operation, "organisation", key, columns, "why", name, name is not None) for key in keys]


def test_no_row_of_a_table_with_a_new_column_is_changed_until_its_recorder_is_written(connection):
    connection.execute(ORGANISATIONS, {"number": 1})
    for name in ("organisation", "organisation_history"):
        connection.execute(sa.text(f"alter table register.{name} add column website text"))
    since = connection.scalar(sa.text(LAST))
    renamed = sa.text("update register.organisation set website = 'w' where code = 'o1'")

    with pytest.raises(sa.exc.DBAPIError, match="the columns of organisation have changed"), connection.begin_nested():
        connection.execute(renamed)
    connection.execute(sa.text("select register.write_recorder('register.organisation', 'code', null, null)"))
    connection.execute(renamed)

    assert [row.columns for row in connection.execute(sa.text(RECORDED), {"since": since})] == [["website"]]
