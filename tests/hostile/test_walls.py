"""The second wall alone: what each role meets in each table, on a connection of the API's own and no planner before."""

from datetime import date

import asyncpg
import psycopg
import pytest
import sqlalchemy as sa
from psycopg import errors

from register.maintenance.migrate import API_LOGIN, migrate
from register.policy.second_wall import scopes
from register.sql.session.open_request import open_request
from register.vocabulary import Agency, Caller, Purpose
from tests.hostile.matrix import MATRIX, kind_of
from tests.hostile.rows import Asker, Rows, may_read
from tests.hostile.walled import ASKERS, KEYS, NOBODY, REFUSED, TABLES, as_role, open_walled, read
from tests.support import story

NORTHBY = Asker("police", story.NORTHBY)
# What was given to, or taken from, everyone of a kind of body is theirs whoever asks; so is what changed for all.
OF_WHO_ASKS = {"access that people give", "appointments", "that a record changed"}


@pytest.fixture(scope="module")
def walled(cluster, story, worker):
    """An engine of the owner's over a copy of the story in which every table has rows."""
    with open_walled(cluster, story, f"walled_{worker}") as owner:
        yield owner


@pytest.fixture(scope="module")
def held(walled):
    """All rows, as the owner reads them."""
    return Rows(walled, TABLES)


@pytest.fixture
def login(cluster, walled):
    """A connection with the API's own login."""
    with psycopg.connect(cluster.url(walled.url.database, user=API_LOGIN), autocommit=True) as connection:
        yield connection


def test_the_second_opinion_knows_every_agency_and_every_table():
    assert set(MATRIX) == {agency.value for agency in Agency}
    assert {asker.agency for asker in ASKERS.values()} == set(MATRIX)
    assert [table for table in TABLES if not kind_of(table)] == []


def allowed(held, asker, table):
    """The keys of the rows that a caller may read, or that it is refused."""
    if not may_read(asker, table):
        return None
    return {tuple(row[name] for name in KEYS[table]) for row in held.visible(asker, table)}


def test_every_table_has_rows_to_hide(held):
    assert [table for table in TABLES if not held.rows[table]] == []


@pytest.mark.parametrize("asker", ASKERS.values(), ids=ASKERS)
def test_a_role_meets_in_each_table_exactly_the_rows_that_the_second_opinion_allows(login, held, asker):
    with as_role(login, asker):
        met = {table: read(login, table) for table in TABLES}

    assert met == {table: allowed(held, asker, table) for table in TABLES}


def _not_of_many(connection):
    """The row policies that would still gather links."""
    asked = "select polrelid::regclass::text from pg_policy where pg_get_expr(polqual, polrelid) ~ 'OFFSET [1-9]'"
    return connection.execute(sa.text(asked)).scalars().all()


@pytest.fixture(scope="module")
def of_many(cluster, story, worker):
    """The API's own login where row policies take every area for one of more links than are gathered and hashed."""
    with open_walled(cluster, story, f"of_many_{worker}") as owner:
        with pytest.MonkeyPatch.context() as patch, owner.connect() as connection:
            patch.setattr(scopes, "FEW", 0)
            patch.setattr(scopes, "FEW_OF_CHILDREN", 0)
            migrate(connection)
            assert _not_of_many(connection) == []
        with psycopg.connect(cluster.url(owner.url.database, user=API_LOGIN), autocommit=True) as connection:
            yield connection, Rows(owner, TABLES)


@pytest.mark.parametrize("asker", ASKERS.values(), ids=ASKERS)
def test_a_role_meets_the_same_rows_where_its_area_has_more_links_than_are_hashed(of_many, asker):
    login, held = of_many
    with as_role(login, asker):
        met = {table: read(login, table) for table in TABLES}

    assert met == {table: allowed(held, asker, table) for table in TABLES}


GIVEN = """
select coalesce(nullif(current_setting('register.opened_homes'), '')::uuid[], '{}'),
       coalesce(nullif(current_setting('register.inspected_areas'), '')::text[], '{}')
"""


@pytest.mark.parametrize(
    "asker",
    [asker for asker in ASKERS.values() if asker.subject is not None],
    ids=lambda asker: f"{asker.agency} {asker.subject} {asker.purpose}",
)
async def test_the_opening_sets_for_each_caller_what_a_person_gave_and_is_live_and_nothing_else(
    cluster, walled, held, asker
):
    """What the policies take the opening's word for."""
    homes = {home["urn"]: home["id"] for home in held.rows["home"]}
    purpose = Purpose(asker.purpose) if asker.purpose else None
    caller = Caller(asker.subject, Agency(asker.agency), asker.area, asker.organisation, purpose, date(2026, 3, 2))
    connection = await asyncpg.connect(cluster.url(walled.url.database, user=API_LOGIN))
    await connection.execute(f"begin; set local role register_{asker.agency}")
    opened = await open_request(connection, caller, [])
    opened_homes, inspected = await connection.fetchrow(GIVEN)
    await connection.close()

    assert set(opened_homes) == {homes[urn] for urn in asker.opened}
    assert set(inspected) == asker.inspects
    assert {grant.home_id for grant in opened.grants if grant.home_id} == set(opened_homes)
    assert {code for grant in opened.grants for code in grant.area_codes} == set(inspected)
    assert bool(opened.appointed_to) is asker.appointed


@pytest.mark.parametrize("asker", NOBODY.values(), ids=NOBODY)
def test_a_role_whose_settings_were_forgotten_meets_no_row_that_hangs_on_who_asks(login, held, asker):
    with login.transaction(force_rollback=True):
        login.execute(f"set local role register_{asker.agency}")
        met = {table: read(login, table) for table in TABLES}

    assert met == {table: allowed(held, asker, table) for table in TABLES}
    bounded = [table for table in TABLES if MATRIX[asker.agency].get(kind_of(table), ("all",))[0] != "all"]
    assert {kind_of(table) for table in bounded if met[table]} <= OF_WHO_ASKS


def test_an_area_that_names_nothing_opens_nothing(login):
    for area in ("", "%", "E", "E2300000_", "' or true --", f"{story.NORTHBY} ", story.NORTHBY.lower(), "null"):
        with as_role(login, Asker("police", area)):
            assert read(login, "premises") == set(), area


def test_what_a_table_hides_does_not_come_out_through_any_way_of_asking(login, held):
    hidden = [row["name"] for row in held.rows["home_identity"] if row["name"]]
    ways = (
        "select count(*) from register.home_identity where name is not null",
        "select count(*) from register.home h join register.home_identity i on i.home_id = h.id",
        "select count(*) from (select name from register.home_identity union all select name from register.area where"
        " false) x",
        "select count(name) from register.home_identity group by name having count(*) > 0",
        "with x as materialized (select * from register.home_identity) select count(*) from x",
        "select count(*) from register.home_identity tablesample system (100)",
        "select max(length(name)) from register.home_identity",
        "select count(*) from register.premises where st_dwithin(point_27700, 'srid=27700;point(0 0)', 1e9)",
        "select count(*) from register.premises where point_27700 && st_makeenvelope(0, 0, 1e6, 1e6, 27700)",
        "select st_extent(point_27700)::text from register.premises",
    )
    with as_role(login, Asker("hmicfrs")):
        told = [login.execute(way).fetchall() for way in ways]

    assert hidden
    assert {tuple(rows) for rows in told} <= {((0,),), ((None,),), ()}


WRITE_A_POSTCODE = (
    "insert into register.postcode (postcode, easting, northing, source) values ('ZZ9 9ZZ', 1, 1, 'me')",
    "update register.postcode set easting = 1",
    "delete from register.postcode",
    "truncate register.postcode",
    "copy register.postcode (postcode, easting, northing, source) from stdin",
)


@pytest.mark.parametrize("agency", sorted(MATRIX))
@pytest.mark.parametrize("way", WRITE_A_POSTCODE, ids=lambda way: way.split()[0])
def test_no_role_moves_a_postcode(login, agency, way):
    with as_role(login, NOBODY[agency]), pytest.raises(REFUSED):
        login.execute(way)


LEAKING = """
create function pg_temp.shout(text) returns boolean language plpgsql cost 0.0000001 as $$
begin
    raise notice 'heard %', $1;
    return true;
end $$
"""


def test_a_condition_of_ones_own_is_not_shown_the_rows_that_a_policy_hides(login, walled, held):
    heard = []
    login.add_notice_handler(lambda notice: heard.append(notice.message_primary))
    database = walled.url.database
    with walled.begin() as owner:
        owner.execute(sa.text(f'grant temporary on database "{database}" to register_police'))
    with as_role(login, NORTHBY):
        login.execute(LEAKING)
        login.execute("select name from register.home_identity where pg_temp.shout(name)")
    with walled.begin() as owner:
        owner.execute(sa.text(f'revoke temporary on database "{database}" from register_police'))

    seen = {row["name"] for row in held.visible(NORTHBY, "home_identity")}
    assert {text.removeprefix("heard ") for text in heard} == seen
    assert len(seen) < len(held.rows["home_identity"])


# What PostGIS and the planner know of a table's values beside its rows.
WISE = (
    "select st_estimatedextent('register', 'premises', 'point_27700')::text",
    "select _postgis_stats('register.premises', 'point_27700')",
    "select st_findextent('register', 'premises', 'point_27700')::text",
    "select _postgis_index_extent('register.premises', 'point_27700')::text",
    "select _postgis_selectivity('register.premises', 'point_27700', 'srid=27700;point(395000 395000)')",
    "select most_common_vals::text from pg_stats where schemaname = 'register' and tablename = 'premises'",
    "select stavalues1::text from pg_statistic limit 1",
    "select query from pg_stat_activity where query ~ 'a word of someone else'",
)


@pytest.mark.parametrize("asker", [NORTHBY, Asker("hmicfrs"), Asker("interview_provider")])
def test_what_the_database_knows_of_a_tables_values_beside_its_rows_is_told_to_nobody(login, walled, asker):
    with walled.connect().execution_options(isolation_level="AUTOCOMMIT") as owner:
        owner.execute(sa.text("analyze register.premises"))
    told = {}
    with as_role(login, asker):
        for way in WISE:
            try:
                with login.transaction():
                    told[way] = [row for row in login.execute(way) if row[0] is not None]
            except (errors.InsufficientPrivilege, errors.UndefinedFunction):
                told[way] = []

    assert told == {way: [] for way in WISE}
