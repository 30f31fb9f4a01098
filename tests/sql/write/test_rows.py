"""Writing on a caller's behalf: only where the granted command may, one version on, and the past as it was recorded."""

import asyncio
import uuid
from datetime import UTC, date, datetime

import asyncpg
import pytest
import sqlalchemy as sa

from register.catalogue import Command
from register.database.connections import with_driver
from register.errors import Forbidden
from register.policy.authority import authority_of
from register.policy.decide import authorise_change
from register.policy.roles import role_of
from register.schema.types.home import Home
from register.sql.write.rows import CommandRows
from register.tables import access_log, home, home_identity, home_person, live_grant
from register.vocabulary import Agency, Group
from tests.support.story import INSIDE

COMMAND = Command(
    name="correctHome",
    about="Changes the public facts of a home.",
    entity=Home,
    shown="home",
    key="urn",
    changes=frozenset({Group.HOME_PUBLIC}),
    input={},
)


@pytest.fixture
def write(cluster, story, worker):
    """Runs what a command would, in a transaction of its own as Ofsted's role, and keeps what it did."""
    name = f"writing_{worker}"
    cluster.clone_database(story, name)

    async def run(act):
        connection = await asyncpg.connect(with_driver(cluster.url(name), "postgresql"))
        try:
            async with connection.transaction():
                await connection.execute(f"set local role {role_of(Agency.OFSTED)}")
                authority = authority_of(Agency.OFSTED, [date(2026, 3, 2)])
                granted = authorise_change(COMMAND, authority, has_purpose=False)
                return await act(CommandRows(connection, granted, {}))
        finally:
            await connection.close()

    yield lambda act: asyncio.run(run(act))
    cluster.drop_database(name)


def test_what_is_altered_is_one_version_on_and_what_has_no_version_is_altered_all_the_same(write):
    async def act(rows):
        found = await rows.lock(home, urn=INSIDE)
        await rows.update(home, found["id"], places=9)
        return found["version"], await rows.find(home, id=found["id"])

    before, after = write(act)

    assert (before, after["version"], after["places"]) == (1, 2, 9)


@pytest.mark.parametrize("table", [home_identity, home_person, live_grant])
def test_a_group_that_the_command_does_not_declare_is_not_written(write, table):
    async def add(rows):
        await rows.insert(table)

    async def take(rows):
        await rows.lock(table)

    async def alter(rows):
        await rows.update(table, None)

    for act in (add, take, alter):
        with pytest.raises(Forbidden):
            write(act)


def test_a_version_that_was_outgrown_is_told_with_its_instant_and_the_rows_of_before(write):
    async def act(rows):
        found = await rows.lock(home, urn=INSIDE)
        await rows.update(home, found["id"], places=9)
        return found["id"]

    home_id = write(act)

    async def look(rows):
        at = await rows.superseded_at(home, home_id, 1)
        (then,) = await rows.find_all_before(home, at, id=home_id)
        return at, then["places"], await rows.superseded_at(home, home_id, 2)

    at, places, never = write(look)

    assert at < datetime.now(UTC)
    assert (places, never) == (3, None)


def test_what_the_caller_may_read_is_told_without_looking(write):
    async def act(rows):
        return [rows.may_read(table) for table in (home, home_identity, access_log)]

    # Of the log Ofsted reads what its own people did, and that only those whom it appointed.
    assert write(act) == [True, True, False]


def test_what_was_written_since_a_moment_is_undone(write):
    async def act(rows):
        found = await rows.lock(home, urn=INSIDE)
        await rows.set_savepoint()
        await rows.update(home, found["id"], places=9)
        await rows.roll_back()
        return (await rows.find(home, id=found["id"]))["places"]

    assert write(act) == 3


def test_a_statement_of_another_layer_is_told_with_its_values(write):
    async def act(rows):
        asked = sa.select(sa.func.count()).select_from(home).where(home.c.urn == INSIDE)
        return (await rows.run(asked))[0][0]

    assert write(act) == 1


def test_what_a_record_has_one_of_is_added_once_and_then_written_over(write):
    async def act(rows):
        key = (await rows.find(home, urn=INSIDE))["id"]
        await rows.put(home, key, places=7)
        before = len(await rows.find_all(home))
        facts = {"urn": "SC990001", "kind": "childrens_home", "sector": "private", "registration_status": "lapsed"}
        await rows.put(home, uuid.uuid4(), **facts)
        return (await rows.find(home, id=key))["places"], len(await rows.find_all(home)) - before

    assert write(act) == (7, 1)


class Heard:
    """Takes statements as a driver's connection does, and keeps them."""

    def __init__(self):
        self.sent = []

    async def fetch(self, query, *args):
        self.sent.append((query, args))
        return [{"id": "of the row"}]


def test_what_is_kept_of_a_statement_is_its_shape_and_no_value():
    heard = Heard()
    granted = authorise_change(COMMAND, authority_of(Agency.OFSTED, [date(2026, 3, 2)]), has_purpose=False)
    rows = CommandRows(heard, granted, {})

    async def act():
        for urn, places in (("SC900001", 9), ("SC900002", 7)):
            await rows.find(home, urn=urn)
            await rows.update(home, uuid.uuid4(), places=places)

    asyncio.run(act())
    (looked, by), (altered, nine), (looked_again, by_another), (altered_again, seven) = heard.sent
    assert (looked, altered) == (looked_again, altered_again)
    assert (by, by_another) == (("SC900001",), ("SC900002",))
    assert (nine[0], seven[0]) == (9, 7)
    assert "SC900001" not in looked
