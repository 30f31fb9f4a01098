"""The first statement of a request: who asks is known to the register, set for one transaction, or refused."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import asyncpg
import psycopg
import pytest
from psycopg.rows import dict_row

from register import tables
from register.policy.authority import NOTHING_LIVE, Live
from register.policy.grants import POLICY_VERSION
from register.policy.roles import role_of
from register.sql.session.open_request import open_request
from register.vocabulary import Agency, AppointedRole, Caller, LiveGrantKind, Purpose, Scope
from tests.support import story
from tests.support.access_factories import A_MINUTE, appoint, approve, end, give, live_grant, suspend

TODAY = date(2026, 3, 2)


@pytest.fixture
async def driver(server):
    """A connection as requests use it, but with the owner's login."""
    url = server.owner.url.set(drivername="postgresql").render_as_string(hide_password=False)
    connection = await asyncpg.connect(url)
    yield connection
    await connection.close()


def caller(agency, area=None, organisation=None, purpose=None):
    return Caller("tester", agency, area, organisation, purpose, TODAY)


@pytest.mark.parametrize(
    ("asked", "known"),
    [
        (caller(Agency.POLICE, story.NORTHBY), True),
        (caller(Agency.POLICE, story.NORTHBY_COUNCIL), False),
        (caller(Agency.POLICE, story.REGION), False),
        (caller(Agency.POLICE, "E23000099"), False),
        (caller(Agency.LOCAL_AUTHORITY, story.NORTHBY_COUNCIL), True),
        (caller(Agency.LOCAL_AUTHORITY, story.NORTHBY), False),
        (caller(Agency.INTERVIEW_PROVIDER, organisation="story-trust"), True),
        (caller(Agency.HEALTH, organisation="story-trust"), False),
        (caller(Agency.INTERVIEW_PROVIDER, organisation="nobody"), False),
        (caller(Agency.OFSTED), True),
    ],
)
async def test_a_body_is_known_by_its_kind_and_its_code_together(driver, asked, known):
    assert (await open_request(driver, asked, [])).known is known


async def test_area_codes_that_name_no_area_are_told_apart(driver):
    opened = await open_request(driver, caller(Agency.OFSTED), [story.NORTHBY, "E23000099", "W15000001"])

    assert opened.unknown_areas == {"E23000099", "W15000001"}
    assert opened.ended_areas == {}


async def test_the_caller_is_set_for_the_transaction_and_for_no_longer(driver):
    names = ("subject", "agency", "area", "organisation", "purpose")
    read = "select " + ", ".join(f"nullif(current_setting('register.{name}', true), '') as {name}" for name in names)

    async with driver.transaction():
        await open_request(driver, caller(Agency.POLICE, story.NORTHBY, purpose=Purpose.INSPECTION), [])
        during = dict(await driver.fetchrow(read))
    after = dict(await driver.fetchrow(read))

    assert during == {
        "subject": "tester",
        "agency": "police",
        "area": story.NORTHBY,
        "organisation": None,
        "purpose": "inspection",
    }
    assert set(after.values()) == {None}


@pytest.mark.parametrize(
    "of", [{"agency": "police", "area": "E23000099"}, {"agency": "interview_provider", "organisation": "nobody"}]
)
def test_a_good_token_of_an_unknown_body_is_refused_like_a_bad_one(server, ask, of):
    unknown = ask("{ homes { totalCount } }", **of)
    bad = server.send("not.a.token", {"query": "{ homes { totalCount } }"})

    assert (unknown.status, unknown.body) == (401, bad.body)
    assert unknown.reads == []


@pytest.fixture
def opened(server):
    """Opens a request in the owner's transaction, so that what a test gave there is found; all is rolled back."""
    with server.owner.connect() as connection, connection.begin() as given:

        async def open_as(asked):
            """What is found with the owner's login, by the statement alone; and behind the wall it must be the same."""
            found = await open_request(Through(connection), asked, [])
            connection.exec_driver_sql(f"set local role {role_of(asked.agency)}")
            again = await open_request(Through(connection), asked, [])
            # The horizon moves with whatever else is going on in the cluster.
            assert replace(again, horizon=found.horizon) == found
            connection.exec_driver_sql("reset role")
            return found

        yield connection, open_as
        given.rollback()


class Through:
    """A connection of another driver, for the one call that opening needs."""

    def __init__(self, connection):
        self.driver = connection.connection.driver_connection

    async def fetchrow(self, query, *args):
        with psycopg.RawCursor(self.driver, row_factory=dict_row) as cursor:
            return cursor.execute(query, args).fetchone()


OFFICER = caller(Agency.POLICE, story.NORTHBY, purpose=Purpose.INCIDENT_RESPONSE)
INSPECTOR = caller(Agency.HMICFRS, purpose=Purpose.INSPECTION)
ADMINISTRATOR = caller(Agency.ADMIN, purpose=Purpose.SYSTEM_SUPPORT)
TOMORROW = datetime.now(UTC) + timedelta(days=1)
ELSEWHERE = caller(Agency.POLICE, story.SOUTHBY, purpose=Purpose.INCIDENT_RESPONSE)
TRUST = caller(Agency.INTERVIEW_PROVIDER, organisation="story-trust")
EVERYONE = (OFFICER, ELSEWHERE, INSPECTOR, TRUST)
ANOTHER = {"subject": "another"}


@pytest.mark.parametrize(
    ("given", "unknown"),
    [
        ({"agency": "police"}, {OFFICER, ELSEWHERE}),
        ({"agency": "police", "area": story.SOUTHBY}, {ELSEWHERE}),
        ({"agency": "interview_provider", "organisation": "story-trust"}, {TRUST}),
        ({"agency": "interview_provider", "organisation": "another-trust"}, set()),
        ({"subject": "tester"}, set(EVERYONE)),
        ({"subject": "another"}, set()),
        ({"agency": "police", "subject": "tester"}, {OFFICER, ELSEWHERE}),
        ({"agency": "police", "area": story.NORTHBY, "subject": "tester"}, {OFFICER}),
        ({"agency": "hmicfrs", "subject": "another"}, set()),
        ({"agency": "police", "lifted_at": datetime(2026, 1, 1, tzinfo=UTC)}, set()),
    ],
)
async def test_a_suspension_holds_for_all_whom_it_names_and_for_nobody_else(opened, given, unknown):
    connection, open_as = opened
    suspend(connection, **given)

    assert {asked for asked in EVERYONE if not (await open_as(asked)).known} == unknown


@pytest.mark.parametrize(
    ("kind", "given", "asked", "scope"),
    [
        ("break_glass", {"urn": story.OUTSIDE}, OFFICER, Scope.OPENED_HOME),
        ("break_glass", {"urn": story.OUTSIDE, "holder_area": None}, ELSEWHERE, Scope.OPENED_HOME),
        ("inspection", {}, INSPECTOR, Scope.INSPECTED_AREA),
        ("inspection", {"holder_subjects": ["another", "tester"]}, INSPECTOR, Scope.INSPECTED_AREA),
    ],
)
async def test_access_that_is_live_is_found_for_its_holder(opened, kind, given, asked, scope):
    connection, open_as = opened
    made = give(connection, kind, **given)

    found = await open_as(asked)

    (grant,) = found.grants
    assert (grant.id, grant.kind, grant.scope) == (made, LiveGrantKind(kind), scope)
    assert (grant.home_id is None, grant.area_codes) == (
        (True, (story.SOUTHBY,)) if kind == "inspection" else (False, ())
    )
    assert found.live == Live(frozenset({scope}))


@pytest.mark.parametrize(
    ("kind", "given", "asked"),
    [
        # Another holder: another force, another person, another kind of body.
        ("break_glass", {"urn": story.OUTSIDE}, ELSEWHERE),
        ("break_glass", {"urn": story.OUTSIDE, "holder_subject": "another"}, OFFICER),
        ("break_glass", {"urn": story.OUTSIDE}, ADMINISTRATOR),
        ("inspection", {"holder_subject": "another"}, INSPECTOR),
        ("inspection", {"holder_agency": "cqc"}, INSPECTOR),
        ("inspection", {"holder_organisation": "another-trust"}, INSPECTOR),
        ("inspection", {"holder_area": story.NORTHBY}, INSPECTOR),
        # Another purpose, or none.
        ("break_glass", {"urn": story.OUTSIDE}, caller(Agency.POLICE, story.NORTHBY, purpose=Purpose.INSPECTION)),
        ("break_glass", {"urn": story.OUTSIDE}, caller(Agency.POLICE, story.NORTHBY)),
        ("inspection", {}, caller(Agency.HMICFRS, purpose=Purpose.STATISTICS)),
        # Another time: tomorrow's, for what stands here is worked out when tests are collected.
        ("inspection", {"starts_at": TOMORROW, "ends_at": TOMORROW + A_MINUTE}, INSPECTOR),
        # Asked for, and approved by nobody.
        ("administration", {"urn": story.OUTSIDE}, ADMINISTRATOR),
    ],
)
async def test_access_is_found_for_no_other_person_purpose_or_time(opened, kind, given, asked):
    connection, open_as = opened
    give(connection, kind, **given)

    found = await open_as(asked)

    assert found.known
    assert (found.grants, found.live) == ((), NOTHING_LIVE)


async def test_inspectors_have_no_access_until_a_second_person_has_approved_it(opened):
    connection, open_as = opened
    row = live_grant("inspection")
    connection.execute(tables.live_grant.insert().values(**row))
    asked_for = await open_as(INSPECTOR)
    approve(connection, row["id"])

    assert (asked_for.grants, asked_for.live) == ((), NOTHING_LIVE)
    assert [grant.id for grant in (await open_as(INSPECTOR)).grants] == [row["id"]]


async def test_access_to_several_areas_is_found_as_one(opened):
    connection, open_as = opened
    give(connection, "inspection", area_codes=[story.NORTHBY, story.SOUTHBY], area_code=None)

    (grant,) = (await open_as(INSPECTOR)).grants

    assert grant.area_codes == (story.NORTHBY, story.SOUTHBY)


async def test_administration_is_live_when_a_second_person_has_approved_it(opened):
    connection, open_as = opened
    approve(connection, give(connection, "administration", urn=story.OUTSIDE))

    found = await open_as(ADMINISTRATOR)

    assert [grant.kind for grant in found.grants] == [LiveGrantKind.ADMINISTRATION]
    assert found.live == Live(frozenset({Scope.OPENED_HOME}))


AGO = datetime.now(UTC) - timedelta(days=29)
LONG_AGO = datetime.now(UTC) - timedelta(days=31)


@pytest.mark.parametrize(
    ("kind", "given", "asked", "ended"),
    [
        ("inspection", {"starts_at": AGO - A_MINUTE, "ends_at": AGO}, INSPECTOR, {Scope.INSPECTED_AREA}),
        ("inspection", {"starts_at": LONG_AGO - A_MINUTE, "ends_at": LONG_AGO}, INSPECTOR, set()),
        (
            "break_glass",
            {"urn": story.OUTSIDE, "starts_at": AGO - A_MINUTE, "ends_at": AGO},
            OFFICER,
            {Scope.OPENED_HOME},
        ),
        ("inspection", {"starts_at": AGO - A_MINUTE, "ends_at": AGO, "holder_agency": "cqc"}, INSPECTOR, set()),
        # What nobody approved was never open, and so has not ended.
        ("administration", {"urn": story.OUTSIDE, "starts_at": AGO - A_MINUTE, "ends_at": AGO}, ADMINISTRATOR, set()),
    ],
)
async def test_access_that_ran_out_in_the_last_thirty_days_is_told_of_and_not_given(opened, kind, given, asked, ended):
    connection, open_as = opened
    give(connection, kind, **given)

    found = await open_as(asked)

    assert (found.grants, found.live) == ((), Live(ended=frozenset(ended)))


async def test_access_that_was_ended_is_over_at_once(opened):
    connection, open_as = opened
    end(connection, give(connection, "break_glass", urn=story.OUTSIDE))

    assert (await open_as(OFFICER)).live == Live(ended=frozenset({Scope.OPENED_HOME}))


async def test_one_access_may_end_while_another_is_live(opened):
    connection, open_as = opened
    end(connection, give(connection, "break_glass", urn=story.OUTSIDE))
    kept = give(connection, "break_glass", urn=story.AT_SEA)

    found = await open_as(OFFICER)

    assert [grant.id for grant in found.grants] == [kept]
    assert found.live == Live(frozenset({Scope.OPENED_HOME}), frozenset({Scope.OPENED_HOME}))


async def test_what_was_given_since_is_left_out_of_a_request_that_is_answered_again(opened):
    connection, open_as = opened
    given_at = datetime.now(UTC) - A_MINUTE
    give(connection, "break_glass", urn=story.OUTSIDE, starts_at=given_at)

    found = await open_as(OFFICER)

    assert found.before(given_at).grants == ()
    assert found.before(given_at).live == NOTHING_LIVE
    assert found.before(given_at + A_MINUTE) == found


TODAY_IN_UTC = datetime.now(UTC).date()
A_DAY = timedelta(days=1)


@pytest.mark.parametrize(
    ("given", "asked", "roles"),
    [
        ({}, OFFICER, {AppointedRole.SUPERVISOR}),
        ({"role": "approver"}, OFFICER, {AppointedRole.APPROVER}),
        ({"valid_from": TODAY_IN_UTC}, OFFICER, {AppointedRole.SUPERVISOR}),
        ({"valid_from": TODAY_IN_UTC + A_DAY}, OFFICER, set()),
        ({"valid_to": TODAY_IN_UTC + A_DAY}, OFFICER, {AppointedRole.SUPERVISOR}),
        ({"valid_to": TODAY_IN_UTC}, OFFICER, set()),
        ({}, ELSEWHERE, set()),
        ({"area": None}, OFFICER, set()),
        (ANOTHER, OFFICER, set()),
        ({"agency": "ofsted", "area": None}, OFFICER, set()),
        ({"agency": "hmicfrs", "area": None}, INSPECTOR, {AppointedRole.SUPERVISOR}),
        ({"agency": "hmicfrs"}, INSPECTOR, set()),
        (
            {"agency": "interview_provider", "area": None, "organisation": "story-trust"},
            TRUST,
            {AppointedRole.SUPERVISOR},
        ),
        ({"agency": "interview_provider", "area": None, "organisation": "another"}, TRUST, set()),
    ],
)
async def test_an_appointment_is_found_for_its_person_body_and_days(opened, given, asked, roles):
    connection, open_as = opened
    appoint(connection, **given)

    found = await open_as(asked)

    assert found.appointed_to == roles
    assert found.live == Live(frozenset({Scope.SUPERVISED} if roles else ()))


async def test_the_policy_of_the_wall_that_stands_is_told(opened):
    connection, open_as = opened
    before = (await open_as(OFFICER)).policy_version
    connection.exec_driver_sql("update register.policy_state set version = 'another'")

    assert (before, (await open_as(OFFICER)).policy_version) == (POLICY_VERSION, "another")


def test_whoever_is_suspended_is_refused_like_a_bad_token_from_the_next_request_until_it_is_lifted(own_server):
    asked = {"agency": "interview_provider", "organisation": "story-trust"}
    statuses = [own_server.ask("{ areas { totalCount } }", **asked).status]
    bad = own_server.send("not.a.token", {"query": "{ areas { totalCount } }"})

    with own_server.owner.begin() as owner:
        suspend(owner, agency="interview_provider", organisation="story-trust")
    refused = own_server.ask("{ areas { totalCount } }", **asked)
    with own_server.owner.begin() as owner:
        owner.exec_driver_sql("update register.suspension set lifted_at = now()")
    statuses.append(own_server.ask("{ areas { totalCount } }", **asked).status)

    assert statuses == [200, 200]
    assert (refused.status, refused.body, refused.reads) == (401, bad.body, [])
