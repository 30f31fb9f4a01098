"""The second wall alone, against changes: what each role may write, over a connection of the API's own."""

import pytest
from psycopg import errors, sql

from register.maintenance.migrate import API_LOGIN
from register.tables import metadata
from tests.hostile.matrix import (
    ACCESS,
    ACTIONS,
    AREA_FINDING,
    AREA_INSPECTION,
    CHILD,
    CHILD_FACTS,
    CHILD_IDENTITY,
    CHILD_NAME,
    COHORT,
    CORRECTIONS,
    DETAIL,
    EPISODE,
    EPISODE_CHILD,
    EXPLOITATION,
    EXTRACT,
    FLAG,
    HARM,
    INTERVIEW,
    JUDGEMENTS,
    LOCATION,
    MATCHES,
    MATRIX,
    NARRATIVE,
    OF_RETURNS,
    OPENINGS,
    PEOPLE,
    PLACEMENT,
    PREVENTION,
    PUBLIC,
    PUBLISHED,
    REPORTS,
    REQUESTS,
    RISK,
    ROUNDS,
    SHIELD,
    SIGHTING,
    STATUS,
    TARGETS,
    THEMES,
    TOGETHER,
    VERSIONS,
    kind_of,
)
from tests.hostile.rows import Asker
from tests.hostile.walled import ASKERS, COLUMNS, KEYS, NORTHBY_POLICE, REFUSED, TABLES, as_role, insert
from tests.support import story
from tests.support.interview_columns import OF_A_DUTY, OF_AUTHORITIES
from tests.support.withdrawn_records import WITHDRAWN

# Who may change what, as the agencies' papers put it; everyone sends commands, and writes down what they consulted.
CHANGES = {
    "ofsted": (
        PUBLIC,
        LOCATION,
        PEOPLE,
        STATUS,
        DETAIL,
        ACCESS,
        OPENINGS,
        VERSIONS,
        ROUNDS,
        AREA_INSPECTION,
        PUBLISHED,
        TARGETS,
    ),
    "police": (
        *(ACCESS, OPENINGS, EPISODE, EPISODE_CHILD, RISK, HARM, SIGHTING, FLAG, EXPLOITATION),
        *(PREVENTION, TOGETHER, REPORTS),
    ),
    "local_authority": (
        *(CHILD, CHILD_NAME, CHILD_IDENTITY, CHILD_FACTS, PLACEMENT, EPISODE, EPISODE_CHILD),
        *(HARM, FLAG, EXPLOITATION, INTERVIEW, THEMES, NARRATIVE, EXTRACT, MATCHES, ACTIONS, SHIELD, REPORTS),
        *OF_RETURNS,
    ),
    "dfe": (JUDGEMENTS,),
    **dict.fromkeys(("ofsted_inspector", "cqc", "hmi_probation"), (AREA_FINDING, COHORT)),
    "hmicfrs": (AREA_FINDING, COHORT, PUBLISHED, TARGETS),
    "interview_provider": (INTERVIEW, THEMES, NARRATIVE),
    "admin": (ACCESS,),
}
# Of access that people give, nothing but its end may be changed, and its approval.
OF_AREAS = {"approved_at", "version"}
# What inspectors wrote and what was published is fixed, but for what one person marks later.
LETTERS = {
    "area_finding": ("ofsted_inspector", {"agreed_at", "version"}),
    "area_action": ("local_authority", {"done_on", "version"}),
    **dict.fromkeys(("area_cohort", "published_inspection", "published_finding", "target_decision"), ("", set())),
}
MARKED = {"ofsted": {"ended_at", "approved_at"}, "police": {"ended_at"}, "admin": {"ended_at", "approved_at"}}
# Links are worked out anew; what Ofsted recorded by mistake is withdrawn, with a reason.
DELETED = {"home_area", "home_reach"} | WITHDRAWN
# Which bodies reach a child and where a home is found is for the database to say; whose an episode is is said once.
# So it is which records may be of one child.
DERIVED = {"child_reach", "placement_reach", "episode_reach", "home_finder", "child_match"}
ENDED_LATER = {
    "child_shield": {"holders", "review_due_on", "confirmed_at", "lift_asked_at", "lifted_at", "version"},
    "access_exemption": {"ended_on", "version"},
}
SAID_ONCE = {"episode_child", "missing_together", "match_decision"}
# What was returned is added to; who allows an error to remain is who receives it.
RETURNS_CHANGED = {
    "authority_return": {
        "local_authority": (
            "status", "row_total", "error_total", "query_total", "checked_at", "submitted_at", "accepted_at", "version",
        )
    },
    **{name: {} for name in ("return_bypass", "return_judgement", "return_sign_off")},
    "return_row": {"local_authority": ("child_id", "replaced_at")},
    **{name: {"local_authority": ("replaced_at",)} for name in ("return_figure", "return_check", "return_match")},
}  # fmt: skip
# What an authority says of a list that it owes; the rest of the duty is noted by the database.
SAID_OF_A_DUTY = {"unable_reason", "unable_at", "records_away_apart"}
# Into which record a child's was merged follows from what people decided.
WRITTEN_BY_DATABASE = {("child", "merged_into_id"), ("placement", "notify_due_on")}
WORKED_OUT = {column for table in metadata.sorted_tables for column in table.columns if column.computed is not None}
COMPUTED = {(column.table.name, column.name) for column in WORKED_OUT}


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
    acknowledged = (CORRECTIONS,) if CORRECTIONS in MATRIX[agency] else ()
    if table.endswith("_history") or kind_of(table) not in (REQUESTS, *acknowledged, *CHANGES.get(agency, ())):
        return False
    if table in DERIVED or table == "encounter":
        return False
    if table == "return_duty":
        return agency == "local_authority" and what in SAID_OF_A_DUTY
    if table in RETURNS_CHANGED:
        return what == "insert" or what in RETURNS_CHANGED[table].get(agency, ())
    if table in LETTERS:
        marks, columns = LETTERS[table]
        return what == "insert" or (agency == marks and what in columns)
    if what in ("delete", "truncate"):
        return what == "delete" and table in DELETED
    if table == "correction_notice":
        return what == "acknowledged_at"
    if table == "opening":
        return what == "reviewed_at"
    if table == "return_interview":
        return what in OF_A_DUTY or (agency == "local_authority" and what in OF_AUTHORITIES)
    if table == "episode_report":
        return what in ("home_at", "host_authority_at")
    if (table, what) in WRITTEN_BY_DATABASE:
        return False
    if what == "insert":
        return True
    if table in SAID_ONCE:
        return False
    if table in ENDED_LATER:
        return what in ENDED_LATER[table]
    if table == "live_grant":
        return what in MARKED[agency]
    if table == "area_inspection":
        return what in OF_AREAS
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
    with as_role(login, NORTHBY_POLICE):
        login.execute("reset role")
        assert login.execute("select current_user").fetchone() == (API_LOGIN,)
        passed = let_through(login, tried)

    assert passed == set()


def test_the_login_may_go_from_one_role_to_the_next_so_the_wall_stops_faults_and_not_injected_sql(login):
    """What stops injected SQL is that values are bound; said here so that nobody takes the wall for more than it is."""
    with as_role(login, NORTHBY_POLICE):
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
    with as_role(login, NORTHBY_POLICE), pytest.raises((REFUSED, errors.GeneratedAlways)):
        insert(login, "access_log", consultation(NORTHBY_POLICE) | {name: value})


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


def test_what_was_recorded_by_mistake_is_withdrawn_with_a_reason_or_not_at_all(login):
    with as_role(login, Asker("ofsted")), pytest.raises(errors.InsufficientPrivilege, match="with a reason"):
        login.execute("delete from register.inspection")

    with as_role(login, Asker("ofsted")):
        login.execute("select set_config('register.reason', 'recorded by mistake', true)")
        gone = login.execute("delete from register.inspection returning id").rowcount
        login.execute("rollback")

    assert gone > 0
