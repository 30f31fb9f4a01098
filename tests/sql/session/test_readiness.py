"""What the database must be before a request may reach it."""

import asyncpg
import psycopg
import pytest

from register.database.connections import open_pool
from register.errors import SetupError
from register.maintenance.migrate import API_LOGIN, ROLES
from register.settings import settings
from register.sql.session.readiness import Amiss, refuses_to_start, what_is_amiss


async def complaint(url):
    connection = await asyncpg.connect(url)
    try:
        await refuses_to_start(connection)
    except SetupError as refusal:
        return str(refusal)
    finally:
        await connection.close()
    return None


@pytest.fixture
def migrated(cluster, template, worker):
    """The name of a migrated database that a test may spoil."""
    name = f"readiness_{worker}"
    cluster.clone_database(template, name)
    with psycopg.connect(cluster.url(name)) as owner:
        owner.execute("update register.seal_state set checked_at = now()")
    yield name
    cluster.drop_database(name)


async def test_the_apis_login_on_a_migrated_database_may_start(cluster, migrated):
    assert await complaint(cluster.url(migrated, user=API_LOGIN)) is None


async def test_the_owners_login_is_refused(cluster, migrated):
    assert "superuser or the owner" in await complaint(cluster.url(migrated))


async def as_owner(url, *statements):
    owner = await asyncpg.connect(url)
    for statement in statements:
        await owner.execute(statement)
    await owner.close()


async def test_a_database_without_a_register_is_refused(cluster, migrated):
    await as_owner(cluster.url(migrated), "drop schema register cascade")

    assert "register migrate" in await complaint(cluster.url(migrated, user=API_LOGIN))


async def test_a_login_that_cannot_record_is_refused_and_never_ready(cluster, migrated, settings_of):
    columns = "request, subject, agency, area, organisation, purpose, operation, document, root, outcome, refusal, "
    rest = "groups, row_count, nodes, node_sizes, keys, policy_version, live_grants, break_glass"
    await as_owner(
        cluster.url(migrated), f"revoke insert ({columns}{rest}) on register.access_log from register_auditor"
    )

    assert "recorded" in await complaint(cluster.url(migrated, user=API_LOGIN))
    assert await amiss(cluster.url(migrated, user=API_LOGIN), settings_of) == ((Amiss.ACCESS_LOG,), ())


async def test_the_wall_of_another_policy_is_refused_and_never_ready(cluster, migrated, settings_of):
    await as_owner(cluster.url(migrated), "update register.policy_state set version = 'another'")

    assert "another policy" in await complaint(cluster.url(migrated, user=API_LOGIN))
    assert await amiss(cluster.url(migrated, user=API_LOGIN), settings_of) == ((Amiss.POLICY,), ())


@pytest.mark.parametrize(
    ("made", "words"),
    [
        ("create role {0} login bypassrls noinherit", "superuser or the owner"),
        ("create role {0} login noinherit", "every kind of body"),
        ("create role {0} login inherit in role {1}", "roles at once"),
    ],
)
async def test_a_login_that_is_more_or_less_than_the_apis_is_refused(cluster, migrated, worker, made, words):
    login, roles = f"register_test_{worker}", ", ".join(ROLES)
    await as_owner(cluster.url(migrated), made.format(login, roles), f"grant connect on database {migrated} to {login}")
    try:
        assert words in await complaint(cluster.url(migrated, user=login))
    finally:
        await as_owner(cluster.url(migrated), f"revoke all on database {migrated} from {login}", f"drop role {login}")


async def test_a_login_that_owns_a_table_is_refused(cluster, migrated):
    await as_owner(
        cluster.url(migrated),
        f"grant usage, create on schema register to {API_LOGIN}",
        f"alter table register.legal_basis owner to {API_LOGIN}",
    )

    assert "superuser or the owner" in await complaint(cluster.url(migrated, user=API_LOGIN))


async def test_a_database_that_answers_and_records_lacks_nothing(cluster, migrated, settings_of):
    assert await amiss(cluster.url(migrated, user=API_LOGIN), settings_of) == ((), ())


async def amiss(url, settings_of, *, closed=False, **given):
    settings_of(DATABASE_URL=url, **given)
    pool = await open_pool(settings())
    try:
        if closed:
            await pool.close()
        return await what_is_amiss(pool, settings())
    finally:
        await pool.close()


async def test_a_database_out_of_reach_is_named(cluster, migrated, settings_of):
    found = await amiss(cluster.url(migrated, user=API_LOGIN), settings_of, closed=True)

    assert found == ((Amiss.DATABASE,), ())


@pytest.mark.parametrize(
    ("given", "found"),
    [
        ({"SEAL_ALARM_S": "300", "SEAL_GRACE_S": "7200"}, ((), (Amiss.UNSEALED,))),
        ({"SEAL_ALARM_S": "300", "SEAL_GRACE_S": "1800"}, ((Amiss.UNSEALED,), ())),
    ],
    ids=["behind", "for too long"],
)
async def test_logs_that_nobody_seals_are_named_before_they_stop_the_answers(
    cluster, migrated, settings_of, given, found
):
    owner = cluster.url(migrated)
    await as_owner(owner, "update register.seal_state set checked_at = now() - interval '1 hour'")

    assert await amiss(cluster.url(migrated, user=API_LOGIN), settings_of, **given) == found
