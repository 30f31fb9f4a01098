"""What a caller may not read moves no number of a tally: worlds that differ in it only have the same bytes and work."""

import asyncio

import pytest
import sqlalchemy as sa

from register.catalogue import TALLIES
from register.database.connections import open_pool
from register.errors import RegisterError
from register.maintenance.migrate import API_LOGIN
from register.requests.graphql.execute import Executor
from register.resolvers.tallies.answer import run_tally
from register.settings import settings
from register.tables import metadata
from tests.hostile.compared_work import PREPARED, REFUSED, caller_of, worked
from tests.hostile.hidden_world import HiddenWorld
from tests.hostile.matrix import LOCATION, kind_of
from tests.hostile.questions import ENTRIES, together
from tests.hostile.row_changes import find_changes, with_change, with_one_less, with_one_more
from tests.hostile.rows import Rows
from tests.hostile.sizes import SOAKS, size
from tests.hostile.tally_oracle import constant
from tests.hostile.test_hidden_values import CALLERS, PRESENT, changeable
from tests.hostile.test_work import ASKED_BY
from tests.hostile.walled import ASKERS
from tests.hostile.walled_server import serve_walled

pytestmark = pytest.mark.long

TRIES = size(3, 12)
NARROWED = (
    'where: {name: {startsWith: "g"}}',
    "where: {not: {ageMin: {isNull: true}}}",
    "where: {premises: {some: {postcode: {isNull: false}}}}",
    "area: {near: {longitude: -2.2, latitude: 53.45, radiusM: 20000}}",
    "area: {mine: true}",
    'area: {code: "E23000005"}',
)
# The log grows with each question: only entries that were there before are counted.
OF_THE_LOG = {"accessLogTally": f"where: {ENTRIES}, "}
# A row that cannot leave without what was published of it, which everybody counts.
TAKES_ALONG = {"area_inspection"}


def tallies():
    """Every tally by every dimension with every number, each apart; and of what is hidden, in every way to ask."""
    roots = []
    for name, tally in TALLIES.items():
        taken = "status: ALL, " if tally.entity.usual else OF_THE_LOG.get(name, "")
        for by in tally.dimensions:
            shown = f"rows {{ key {{ {by} }} count }} narrowed {{ fields }}"
            roots.append(f"{name}({taken}by: [{constant(by)}]) {{ {shown} }}")
        only = f"({taken})" if name in OF_THE_LOG else ""
        roots += [f"{name}{only} {{ rows {{ {measure} }} }}" for measure in tally.measures]
    roots += [f"homeTally({way}, by: [SECTOR]) {{ rows {{ key {{ sector }} count places }} }}" for way in NARROWED]
    return roots


OPERATIONS = together(tallies())


@pytest.fixture(scope="module")
def world(cluster, story, worker):
    with serve_walled(cluster, story, f"hidden_tallies_{worker}", callers=CALLERS) as server:
        yield HiddenWorld(server, CALLERS)


@pytest.mark.parametrize("table", PRESENT, ids=lambda table: table.name)
def test_a_hidden_row_or_value_never_moves_a_tally(world, table):
    compared = 0
    for row in world.hidden_rows(table)[:TRIES]:
        with world.server.owner.connect() as connection:
            changed = find_changes(connection, table, row, changeable(table))
        makes = [with_one_less(table, row), *([with_one_more(table, row)] if SOAKS else [])]
        makes = [] if table.name in TAKES_ALONG else makes
        for make in [*makes, *([with_change(changed)] if changed.values else [])]:
            told = world.compare(make, OPERATIONS)

            assert told.moved == []
            compared += told.count
        if compared:
            break
    assert compared > 0


def test_whoever_may_read_a_fact_sees_its_tally_move(world):
    table = metadata.tables["register.home_identity"]
    (row, *_) = world.hidden_rows(table)
    with world.server.owner.connect() as connection:
        changed = find_changes(connection, table, row, ["operational_status", "sex_admitted", "secure_approved"])
    fields = {"operationalStatus", "sexAdmitted", "secureApproved"}

    assert world.compare(with_change(changed), OPERATIONS, fields).noticed == fields


SEARCHES = (
    ("name", "query ($v: String) { homeTally(where: {name: {eq: $v}}, by: [SECTOR]) { rows { count } } }"),
    ("name", "query ($v: String) { homeTally(where: {name: {eq: $v}}, by: [SEX_ADMITTED]) { rows { count } } }"),
    ("name", "query ($v: String) { inspectionTally(where: {home: {name: {eq: $v}}}) { rows { count } } }"),
)


async def run(watched, ready):
    return await run_tally(watched, ready.compiled.node, values=ready.values)


async def tallied(executor, caller, text, value):
    """The answer of a tally and the work that it was; nothing where policy refuses it."""
    try:
        return await worked(executor, caller, text, value=value, run=run)
    except RegisterError as refusal:
        if refusal.code not in REFUSED:
            raise
        return None


async def compare_work(rows):
    """Tally by values that are hidden from each caller, and by one that nobody holds."""
    PREPARED.clear()
    pool = await open_pool(settings().model_copy(update={"pool_size": 1}))
    executor, compared, differing = Executor(pool, settings()), 0, []
    for name in ASKED_BY:
        seen = {row["name"] for row in rows.visible(ASKERS[name], "home_identity")}
        held = [row["name"] for row in rows.rows["home_identity"] if row["name"] not in seen | {None}]
        for _, text in SEARCHES:
            done = [await tallied(executor, caller_of(ASKERS[name]), text, value) for value in (*held[:3], "Zyzzyva")]
            if None not in done and held:
                compared += 1
                differing += [(name, text)] if len(set(done)) > 1 else []
    await pool.close()
    return compared, differing


def test_a_tally_does_the_same_work_whether_a_hidden_row_matches_or_none(cluster, walled):
    assert kind_of("home_identity") == LOCATION
    with walled.connect() as connection:
        connection.execution_options(isolation_level="AUTOCOMMIT").execute(sa.text("vacuum analyze"))
    with pytest.MonkeyPatch.context() as patched:
        patched.setenv("REGISTER_DATABASE_URL", cluster.url(walled.url.database, user=API_LOGIN))
        settings.cache_clear()
        compared, differing = asyncio.run(compare_work(Rows(walled, [table.name for table in metadata.sorted_tables])))
    settings.cache_clear()

    assert differing == []
    assert compared >= 9
