"""Opening what is not one's own, against the database itself: too often, for later, for nothing, by forged words."""

from collections import Counter
from concurrent.futures import ThreadPoolExecutor

import psycopg
import pytest
import sqlalchemy as sa
from psycopg import errors

from register.maintenance.migrate import API_LOGIN
from tests.hostile.matrix import MATRIX
from tests.hostile.rows import Asker
from tests.hostile.test_wall_access import break_glass, give
from tests.hostile.walled import APPROVER, ASKERS, HELPER, REFUSED, as_role, read, speak_as
from tests.support import story

BOTH = [Asker("police", area, subject="hasty", purpose="incident_response") for area in (story.NORTHBY, story.SOUTHBY)]
MANY = """
insert into register.live_grant (
       kind, holder_agency, holder_area, holder_subject, home_id, purpose, incident, reason, ends_at)
select 'break_glass', 'police', %(area)s, %(subject)s, h.id, 'incident_response', 'N/' || n, 'A child was seen there.',
       now() + interval '30 minutes'
  from register.home h, generate_series(1, %(times)s) as n
 where h.urn = %(urn)s
"""


def opens(login, asker, times):
    """Open one home so many times in one statement."""
    given = {"area": asker.area, "subject": asker.subject, "urn": story.AT_SEA, "times": times}
    return login.execute(MANY, given).rowcount


def test_a_person_opens_twenty_homes_a_day_over_sql_with_whatever_tokens(login):
    first, second = BOTH
    with as_role(login, first):
        assert opens(login, first, 12) == 12
        login.execute("reset role")
        login.execute("set local role register_police")
        speak_as(login, second)
        assert opens(login, second, 8) == 8
        with pytest.raises(errors.CheckViolation, match="live_grant_opened_a_day"):
            opens(login, second, 1)


@pytest.mark.parametrize("times", [21, 4_000])
def test_no_statement_opens_more_than_a_days_number_of_homes(login, times):
    with as_role(login, BOTH[0]), pytest.raises(errors.CheckViolation, match="live_grant_opened_a_day"):
        opens(login, BOTH[0], times)


@pytest.mark.parametrize("isolation", ["read committed", "repeatable read", "serializable"])
def test_a_person_who_opens_homes_over_many_connections_at_once_opens_no_more(cluster, walled, isolation):
    url = cluster.url(walled.url.database, user=API_LOGIN)
    asker = Asker("police", story.NORTHBY, subject=f"hasty, {isolation}", purpose="incident_response")

    def opened(_: int) -> str:
        with psycopg.connect(url, autocommit=True) as connection:
            connection.execute(f"begin isolation level {isolation}; set local role register_police")
            speak_as(connection, asker)
            try:
                opens(connection, asker, 5)
                connection.execute("commit")
            except (errors.CheckViolation, errors.SerializationFailure) as refusal:
                return type(refusal).__name__
        return "opened"

    with ThreadPoolExecutor(6) as threads:
        told = Counter(threads.map(opened, range(12)))

    with walled.connect() as owner:
        count = sa.text("select count(*) from register.live_grant where holder_subject = :subject")
        held = owner.scalar(count, {"subject": asker.subject})
    assert held == 5 * told["opened"]
    assert 5 <= held <= 20


LAID_BY = {
    "for tomorrow": {"starts_at": "2099-01-01T09:00:00Z", "ends_at": "2099-01-01T09:30:00Z"},
    "for a purpose that does not fit": {"purpose": "statistics"},
    "to regulate": {"purpose": "regulation"},
    "for one letter": {"reason": "aaaaaaaaaa"},
    "for the same word": {"reason": "child child child"},
}


@pytest.mark.parametrize("changed", LAID_BY.values(), ids=LAID_BY)
def test_no_home_is_opened_for_later_or_for_nothing(login, walled, changed):
    with as_role(login, BOTH[0]), pytest.raises(errors.CheckViolation):
        give(login, break_glass(walled, BOTH[0]) | changed)


HIDDEN = ("home_identity", "premises", "home_person", "notice", "home_identity_history", "premises_history")


@pytest.mark.parametrize("asker", ASKERS.values(), ids=ASKERS)
def test_a_forged_setting_of_what_is_open_opens_nothing(login, walled, asker):
    with walled.connect() as owner:
        homes = owner.scalar(sa.text("select array_agg(id)::text from register.home"))
        areas = owner.scalar(sa.text("select array_agg(code)::text from register.area"))
    with as_role(login, asker):
        honest = {table: read(login, table) for table in HIDDEN}
        login.execute("select set_config('register.opened_homes', %s, true)", [homes])
        login.execute("select set_config('register.inspected_areas', %s, true)", [areas])

        assert {table: read(login, table) for table in HIDDEN} == honest


def test_a_setting_that_names_no_home_or_is_no_list_opens_nothing_and_breaks_nothing(login):
    with as_role(login, ASKERS["police of Northby"]):
        honest = read(login, "home_identity")
        for word in ("{}", "true", "'", "{null}", "*"):
            login.execute("select set_config('register.opened_homes', %s, true)", [word])
            assert read(login, "home_identity") == honest, word


ASKED = """
insert into register.live_grant (kind, holder_agency, holder_subject, home_id, purpose, reason, ends_at)
select 'administration', 'admin', %(subject)s, h.id, 'system_support', 'Its record will not open.',
       now() + interval '30 minutes'
  from register.home h, generate_series(1, %(times)s) where h.urn = %(urn)s
"""
APPROVE = "update register.live_grant set approved_at = now() where approved_at is null and holder_subject = %s"


def test_over_sql_an_administrator_is_opened_ten_homes_a_day_and_all_of_them_twenty(login):
    with as_role(login, HELPER):
        for subject in ("a first", "a second", "a third"):
            login.execute("select set_config('register.subject', %s, true)", [subject])
            login.execute(ASKED, {"subject": subject, "urn": story.AT_SEA, "times": 11 if subject == "a first" else 7})
        speak_as(login, APPROVER)
        with pytest.raises(errors.CheckViolation, match="live_grant_administered_a_day"), login.transaction():
            login.execute(APPROVE, ["a first"])
        assert login.execute(APPROVE, ["a second"]).rowcount == 7
        with pytest.raises(errors.CheckViolation, match="live_grant_administered_a_day"), login.transaction():
            login.execute(APPROVE, ["a third"])


def test_over_sql_a_supervisor_who_is_no_approver_approves_nothing(login, walled):
    with walled.begin() as owner:
        owner.execute(
            sa.text(
                "insert into register.appointment (subject, agency, role, valid_from, appointed_by)"
                " values ('only supervises', 'admin', 'supervisor', '2020-01-01', 'the chief')"
            )
        )
    asker = Asker("admin", subject="only supervises", purpose="system_support")
    with as_role(login, asker), pytest.raises(errors.CheckViolation, match="live_grant_approver_appointed"):
        login.execute(APPROVE, ["impatient"])


OPEN_TO_ALL = (
    "select lo_create(0)",
    "select lo_from_bytea(0, 'x')",
    "select lo_open(1, 131072)",
    "select pg_notify('register_changed', '')",
    "select pg_advisory_lock(hashtext('register seal'))",
    "select pg_try_advisory_lock(hashtext('register seal'))",
    "select pg_try_advisory_lock(1, 2)",
    "select pg_advisory_xact_lock(1)",
    "select pg_try_advisory_xact_lock_shared(1)",
    "select register.take_turn('break_glass somebody')",
    "insert into register.access_count (counted) values ('administration')",
    "select counted from register.access_count for update",
)


@pytest.mark.parametrize("agency", MATRIX)
def test_no_role_keeps_large_objects_announces_or_locks_for_others(login, agency):
    done = []
    with as_role(login, Asker(agency)):
        for statement in OPEN_TO_ALL:
            try:
                with login.transaction():
                    login.execute(statement)
                done.append(statement)
            except REFUSED:
                pass

    assert done == []


def test_the_login_itself_keeps_announces_and_locks_no_more(login):
    done = []
    for statement in OPEN_TO_ALL:
        try:
            login.execute(statement)
            done.append(statement)
        except REFUSED:
            pass

    assert done == []
