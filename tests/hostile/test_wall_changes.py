"""The second wall alone, against changes: what each role may write, over a connection of the API's own."""

import dataclasses

import psycopg
import pytest
import sqlalchemy as sa
from psycopg import errors, sql

from register.maintenance.migrate import API_LOGIN
from register.tables import metadata
from tests.hostile.matrix import ACCESS, DETAIL, LOCATION, MATRIX, PEOPLE, PUBLIC, REQUESTS, STATUS, kind_of
from tests.hostile.rows import Asker
from tests.hostile.walled import ASKERS, COLUMNS, HELPER, KEYS, OPENER, REFUSED, TABLES, as_role, open_walled
from tests.support import story

# Who may change what, as the agencies' papers put it; everyone sends commands, and writes down what they consulted.
CHANGES = {
    "ofsted": (PUBLIC, LOCATION, PEOPLE, STATUS, DETAIL, ACCESS),
    "police": (ACCESS,),
    "admin": (ACCESS,),
}
# Of access that people give, nothing but its end may be changed, and its approval.
MARKED = {"ofsted": {"ended_at"}, "police": {"ended_at"}, "admin": {"ended_at", "approved_at"}}
DELETED = {"home_area", "home_reach"}
WORKED_OUT = {column for table in metadata.sorted_tables for column in table.columns if column.computed is not None}
COMPUTED = {(column.table.name, column.name) for column in WORKED_OUT}

SUPERVISOR, KEEPER = ASKERS["a supervisor of Northby"], ASKERS["a supervisor of Ofsted"]
APPROVER, NORTHBY = ASKERS["an approver of administrators"], ASKERS["police of Northby"]

# Runs each statement by itself and keeps those to which the answer was anything but "permission denied".
TRY_ALL = """
do $$
declare
    tried text;
    let_through text[] := '{}';
begin
    foreach tried in array string_to_array(current_setting('test.tried'), e'\\n') loop
        begin
            execute tried;
            let_through := let_through || tried;
        exception
            when others then
                if sqlerrm !~ '^permission denied for (table|schema)' then
                    let_through := let_through || tried;
                end if;
        end;
    end loop;
    perform set_config('test.let_through', array_to_string(let_through, e'\\n'), true);
end $$
"""


@pytest.fixture(scope="module")
def walled(cluster, story, worker):
    """An engine of the owner's over a copy of the story in which every table has rows."""
    with open_walled(cluster, story, f"changed_{worker}") as owner:
        yield owner


@pytest.fixture
def login(cluster, walled):
    """A connection with the API's own login."""
    with psycopg.connect(cluster.url(walled.url.database, user=API_LOGIN), autocommit=True) as connection:
        yield connection


def every_change(table):
    """Every way to change a table, by what is changed: a row added, each column, a row gone, all rows gone."""
    yield "insert", f"insert into register.{table} default values"
    for column in COLUMNS[table]:
        yield column, f'update register.{table} set "{column}" = default where false'  # noqa: S608 - names of tables
    yield "delete", f"delete from register.{table} where false"  # noqa: S608 - names of tables
    yield "truncate", f"truncate register.{table} cascade"


def may_change(agency, table, what):
    """Whether a kind of body may change this of a table."""
    if table == "access_log":
        return what == "insert"
    if table.endswith("_history") or kind_of(table) not in (REQUESTS, *CHANGES.get(agency, ())):
        return False
    if what in ("delete", "truncate"):
        return what == "delete" and table in DELETED
    if what == "insert":
        return True
    if table == "live_grant":
        return what in MARKED[agency]
    return what not in KEYS[table] and (table, what) not in COMPUTED


def let_through(login, statements):
    """Those of the statements that the wall does not refuse outright."""
    login.execute("select set_config('test.tried', %s, true)", ["\n".join(statements)])
    login.execute(TRY_ALL)
    return set(login.execute("select current_setting('test.let_through')").fetchone()[0].splitlines())


@pytest.mark.parametrize("agency", MATRIX)
def test_a_role_changes_in_each_table_what_it_was_granted_and_nothing_else(login, agency):
    tried = {statement: (table, what) for table in TABLES for what, statement in every_change(table)}
    with as_role(login, Asker(agency)):
        passed = let_through(login, tried)

    assert {tried[each] for each in passed} == {each for each in tried.values() if may_change(agency, *each)}


def test_the_login_without_a_role_reads_and_changes_nothing(login):
    tried = {statement for table in TABLES for _, statement in every_change(table)}
    tried |= {f"select from register.{table}" for table in TABLES}
    with as_role(login, NORTHBY):
        login.execute("reset role")
        assert login.execute("select current_user").fetchone() == (API_LOGIN,)
        passed = let_through(login, tried)

    assert passed == set()


def test_the_login_may_go_from_one_role_to_the_next_so_the_wall_stops_faults_and_not_injected_sql(login):
    """What stops injected SQL is that values are bound; said here so that nobody takes the wall for more than it is."""
    with as_role(login, NORTHBY):
        login.execute("set local role register_ofsted")
        count = login.execute("select count(*) from register.home_identity").fetchone()[0]

    assert count > 0


MASTERY = (
    "set role postgres",
    "set session authorization postgres",
    "set session authorization register_ofsted",
    "set session_replication_role = replica",
    "alter role register_api superuser",
    "alter role {role} bypassrls",
    "alter role {role} login",
    "create role mine",
    "drop role register_auditor",
    "grant register_ofsted to {role}",
    "grant pg_read_all_data to {role}",
    "grant select on register.home_identity to {role}",
    "grant select on register.home_identity to public",
    "alter table register.home_identity disable row level security",
    "alter table register.home_identity no force row level security",
    "alter table register.home_identity owner to {role}",
    "alter table register.access_log disable trigger all",
    "alter table register.home add column mine text",
    "drop table register.access_log",
    "drop policy register_police_select on register.home_identity",
    "alter policy register_police_select on register.home_identity using (true)",
    "create policy mine on register.home_identity using (true)",
    "drop trigger only_grows on register.access_log",
    "create trigger mine before insert on register.home execute function register.refuse_rewrite()",
    "create table register.mine (id int)",
    "create table public.mine (id int)",
    "create temporary table mine (id int)",
    "create schema mine",
    "create view public.mine as select 1 as one",
    "create index mine on register.home (places)",
    "create function public.mine() returns int language sql as 'select 1'",
    "create or replace function register.refuse_rewrite() returns trigger language plpgsql as 'begin return new; end'",
    "select register.refuse_rewrite()",
    "create extension dblink",
    "create publication mine for table register.home",
    "comment on table register.home is 'mine'",
    "truncate register.access_log",
    "lock table register.home_identity in access exclusive mode",
    "copy (select 1) to '/tmp/mine'",
    "copy register.area (code) from program 'true'",
    "select pg_read_file('/etc/hostname')",
    "select pg_ls_dir('.')",
    "select lo_import('/etc/hostname')",
    "select pg_terminate_backend(pid) from pg_stat_activity where usename = 'postgres'",
    "select setval('register.access_log_id_seq', 1)",
    "select nextval('register.access_log_id_seq')",
    "update pg_catalog.pg_class set relrowsecurity = false",
    "select rolpassword from pg_authid",
    "select passwd from pg_shadow",
)


@pytest.mark.parametrize("agency", MATRIX)
def test_no_role_makes_alters_drops_or_masters_anything(login, agency):
    done = []
    with as_role(login, Asker(agency)):
        for statement in MASTERY:
            try:
                with login.transaction():
                    login.execute(statement.format(role=f"register_{agency}"))
                done.append(statement)
            except (REFUSED, errors.WrongObjectType):
                pass

    assert done == []


def test_nobody_sets_the_cluster_otherwise(login):
    for role in (API_LOGIN, *(f"register_{agency}" for agency in MATRIX)):
        login.execute(sql.SQL("set role {}").format(sql.Identifier(role)))
        with pytest.raises(REFUSED):
            login.execute("alter system set log_statement = 'all'")


@pytest.mark.parametrize("agency", ["police", "hmicfrs", "interview_provider"])
def test_row_security_switched_off_by_a_role_ends_the_statement_and_shows_no_row(login, agency):
    with as_role(login, Asker(agency, story.NORTHBY)):
        login.execute("set local row_security = off")
        with pytest.raises(REFUSED):
            login.execute("select name from register.home_identity")


def insert(login, table, row):
    """Add a row, as the role of this transaction."""
    names = sql.SQL(", ").join(map(sql.Identifier, row))
    values = sql.SQL(", ").join(sql.Placeholder() * len(row))
    statement = sql.SQL("insert into register.{} ({}) values ({})").format(sql.Identifier(table), names, values)
    return login.execute(statement, list(row.values()))


def consultation(asker):
    body = {"agency": asker.agency, "area": asker.area, "organisation": asker.organisation, "subject": asker.subject}
    rest = {"request": "r", "document": "d", "root": "homes", "outcome": "allowed", "row_count": 0}
    return {**body, **rest, "policy_version": "p"}


@pytest.mark.parametrize("asker", ASKERS.values(), ids=ASKERS)
def test_everyone_writes_down_their_own_consultations(login, asker):
    with as_role(login, asker):
        assert insert(login, "access_log", consultation(asker)).rowcount == 1


OTHERS = {
    "agency": "ofsted_inspector",
    "area": story.SOUTHBY,
    "organisation": "story-board",
    "subject": "somebody else",
}


@pytest.mark.parametrize("asker", ASKERS.values(), ids=ASKERS)
@pytest.mark.parametrize("name", OTHERS)
def test_nobody_writes_down_a_consultation_in_anothers_name(login, asker, name):
    another = OTHERS[name] if getattr(asker, name) != OTHERS[name] else "police" if name == "agency" else None
    with as_role(login, asker), pytest.raises(REFUSED):
        insert(login, "access_log", consultation(asker) | {name: another})


@pytest.mark.parametrize(("name", "value"), [("id", 1), ("at", "2020-01-01T00:00:00Z"), ("transaction", 1)])
def test_the_number_and_the_time_of_an_entry_are_the_databases_own(login, name, value):
    with as_role(login, NORTHBY), pytest.raises((REFUSED, errors.GeneratedAlways)):
        insert(login, "access_log", consultation(NORTHBY) | {name: value})


def home_id(walled, urn):
    with walled.connect() as connection:
        return connection.scalar(sa.text("select id from register.home where urn = :urn"), {"urn": urn})


def break_glass(walled, asker, **given):
    """Access to another force's home, as a caller may give it to itself for an hour."""
    holder = {"holder_agency": asker.agency, "holder_area": asker.area, "holder_subject": asker.subject}
    what = {"kind": "break_glass", "home_id": home_id(walled, story.AT_SEA), "purpose": "incident_response"}
    why = {"incident": "N/2", "reason": "A child was seen there.", "ends_at": "soon"}
    return {**holder, **what, **why, **given}


SIGNATURE = sql.SQL(" returning issued_by, issued_agency, ended_at, approved_by")
SOON = sql.SQL("now() + interval '30 minutes'")


def give(login, row):
    """Give access, for half an hour where it is to end, and read back what the database signed."""
    names = sql.SQL(", ").join(map(sql.Identifier, row))
    given = sql.SQL(", ").join(SOON if value == "soon" else sql.Literal(value) for value in row.values())
    added = sql.SQL("insert into register.live_grant ({}) values ({})").format(names, given)
    return login.execute(added + SIGNATURE).fetchone()


def test_police_open_a_home_for_themselves_and_the_database_signs_it(login, walled):
    with as_role(login, OPENER):
        assert give(login, break_glass(walled, OPENER)) == ("opener", "police", None, None)


NOT_ONES_OWN = {
    "for somebody else": {"holder_subject": "somebody else"},
    "for everyone of the force": {"holder_subject": None},
    "for another force": {"holder_area": story.SOUTHBY},
    "for no force": {"holder_area": None},
    "for another agency": {"holder_agency": "ofsted"},
    "as an organisation": {"holder_organisation": "story-trust"},
    "for good": {"ends_at": None},
    "of another kind": {"kind": "administration"},
    "as an inspection": {"kind": "inspection", "home_id": None, "area_code": story.SOUTHBY},
    "without an incident": {"incident": None},
    "without a reason": {"reason": "No reason"},
}


@pytest.mark.parametrize("changed", NOT_ONES_OWN.values(), ids=NOT_ONES_OWN)
def test_police_open_no_home_otherwise_than_for_themselves_and_in_the_form_of_the_law(login, walled, changed):
    row = break_glass(walled, OPENER) | changed
    with as_role(login, OPENER), pytest.raises((REFUSED, errors.CheckViolation, errors.NotNullViolation)):
        give(login, row)


SIGNED = ("issued_by", "issued_agency", "approved_by", "approved_at", "ended_by", "ended_at")


@pytest.mark.parametrize("asker", [OPENER, HELPER, KEEPER])
@pytest.mark.parametrize("name", SIGNED)
def test_nobody_signs_for_the_database(login, walled, asker, name):
    with as_role(login, asker), pytest.raises(REFUSED, match="permission denied"):
        give(login, break_glass(walled, asker) | {name: "2020-01-01"})


@pytest.mark.parametrize("column", [name for name in COLUMNS["live_grant"] if name not in ("ended_at", "approved_at")])
@pytest.mark.parametrize("asker", [OPENER, HELPER, KEEPER])
def test_access_that_was_given_is_never_stretched(login, asker, column):
    with as_role(login, asker), pytest.raises(REFUSED, match="permission denied"):
        login.execute(f'update register.live_grant set "{column}" = default')  # noqa: S608 - names of columns


END = "update register.live_grant set ended_at = now() where ended_at is null returning holder_agency, holder_subject"
ENDED = {
    "police end their own": (OPENER, [("police", "opener")]),
    "police end nobody else's": (NORTHBY, []),
    "a supervisor ends that of the force": (
        SUPERVISOR,
        [("police", "ended"), ("police", "not begun"), ("police", "opener")],
    ),
    "a supervisor of another force ends none of it": (ASKERS["the same at another force"], []),
    "Ofsted's people end nothing": (ASKERS["Ofsted"], []),
    "Ofsted's supervisor ends the inspections that Ofsted gave": (
        KEEPER,
        [
            ("cqc", None),
            ("hmi_probation", None),
            ("hmicfrs", None),
            ("hmicfrs", None),
            ("ofsted_inspector", "inspector"),
        ],
    ),
    "an administrator ends their own": (HELPER, [("admin", "helper")]),
    "an approver ends that of all administrators": (APPROVER, [("admin", "helper"), ("admin", "impatient")]),
}


@pytest.mark.parametrize(("asker", "ended"), ENDED.values(), ids=ENDED)
def test_access_is_ended_by_who_holds_it_and_by_who_supervises_them(login, asker, ended):
    with as_role(login, asker):
        assert sorted(login.execute(END).fetchall(), key=str) == ended


def test_access_that_was_ended_is_not_brought_back(login):
    with as_role(login, SUPERVISOR), pytest.raises(errors.CheckViolation):
        login.execute("update register.live_grant set ended_at = null where ended_at is not null")


APPROVE = "update register.live_grant set approved_at = now() where approved_at is null and kind = 'administration'"


def test_an_administrator_does_not_approve_themselves_and_approves_nobody_else_unless_appointed(login):
    impatient = ASKERS["an administrator, not approved"]
    with as_role(login, impatient), pytest.raises(errors.CheckViolation):
        login.execute(APPROVE)
    with as_role(login, dataclasses.replace(HELPER, subject="a third")):
        assert login.execute(APPROVE).rowcount == 0
    with as_role(login, APPROVER):
        assert login.execute(f"{APPROVE} returning approved_by").fetchall() == [("approver",)]


def test_what_an_approver_asks_for_themselves_another_must_approve(login, walled):
    row = break_glass(walled, APPROVER) | {"kind": "administration", "purpose": "system_support"}
    with as_role(login, APPROVER):
        login.execute("select set_config('register.agency', 'admin', true)")
        give(login, row)
        before = login.execute("select count(*) from register.home_identity").fetchone()
        with pytest.raises(errors.CheckViolation), login.transaction():
            login.execute(f"{APPROVE} and holder_subject = 'approver'")

    assert before == (0,)


def inspection(agency="hmicfrs", **given):
    row = {"kind": "inspection", "holder_agency": agency, "area_code": story.SOUTHBY, "purpose": "inspection"}
    return {**row, "reason": "A joint inspection.", "ends_at": "soon", **given}


@pytest.mark.parametrize("agency", ["hmicfrs", "cqc", "ofsted_inspector", "hmi_probation"])
def test_ofsteds_appointed_people_give_inspectors_an_area(login, agency):
    with as_role(login, KEEPER):
        login.execute("select set_config('register.agency', 'ofsted', true)")

        assert give(login, inspection(agency)) == ("keeper", "ofsted", None, None)


@pytest.mark.parametrize("asker", [ASKERS["Ofsted"], SUPERVISOR, APPROVER, OPENER, HELPER])
def test_nobody_else_gives_inspectors_an_area_and_nobody_gives_in_anothers_name(login, asker):
    for agency in ("ofsted", asker.agency):
        with as_role(login, asker):
            login.execute("select set_config('register.agency', %s, true)", [agency])
            with pytest.raises((REFUSED, errors.CheckViolation)):
                give(login, inspection())


def test_no_inspector_gives_themselves_an_area(login):
    for name in ("inspectors of police in both", "the care commission in Northby", "an inspector of Southby"):
        with as_role(login, ASKERS[name]), pytest.raises(REFUSED, match="permission denied"):
            give(login, inspection(ASKERS[name].agency))


def test_what_ofsted_writes_leaves_its_history_and_its_entry_and_neither_can_be_written_by_hand(login):
    ofsted = ASKERS["Ofsted"]
    with as_role(login, ofsted):
        login.execute("select set_config('register.agency', 'ofsted', true)")
        login.execute("update register.home set places = 9 where urn = %s", [story.INSIDE])
        past = login.execute(
            "select places, recorded_to is null from register.home_history h where h.urn = %s order by history_id",
            [story.INSIDE],
        ).fetchall()
        login.execute("reset role")
        login.execute("set local role register_auditor")
        last = """select subject, agency, entity, operation, columns
                    from register.entry join register.entry_author using (number) order by number desc limit 1"""
        entry = login.execute(last).fetchone()

    assert past[-2:] == [(3, False), (9, True)]
    assert entry == ("tester", "ofsted", "home", "update", ["places"])
