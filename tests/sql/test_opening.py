"""The first statement of a request: who asks is known to the register, set for one transaction, or refused."""

from datetime import date

import asyncpg
import pytest
import sqlalchemy as sa

from register.sql.opening import open_request
from register.vocabulary import Agency, Caller, Purpose
from tests import story

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


def test_a_suspended_organisation_is_no_longer_known(own_server):
    asked = {"agency": "interview_provider", "organisation": "story-trust"}
    before = own_server.ask("{ areas { totalCount } }", **asked).status

    with own_server.owner.begin() as owner:
        owner.execute(sa.text("update register.organisation set suspended_at = now()"))

    assert (before, own_server.ask("{ areas { totalCount } }", **asked).status) == (200, 401)
