"""What is searched for moves no work but by its answer: the executed plan is the same whether a hidden row matches."""

import asyncio
from collections import Counter, defaultdict
from dataclasses import dataclass, field
from datetime import UTC, datetime

import pytest
import sqlalchemy as sa

from register.database.connections import open_pool, transaction
from register.errors import RegisterError
from register.maintenance.migrate import API_LOGIN
from register.policy.roles import role_of
from register.requests.graphql.execute import Executor
from register.resolvers.reads.answer import bind_root, open_known, ready_of
from register.settings import settings
from register.sql.read.run import run_read
from register.tables import metadata
from register.vocabulary import Agency, Caller, Purpose
from tests.hostile.rows import Rows
from tests.hostile.searches import absent, hidden, searches
from tests.hostile.sizes import SOAKS, size
from tests.hostile.walled import ASKERS
from tests.hostile.work import Watched

MOST_VALUES = size(2, 40)
# Who reaches some rows of a table and not others, each in another way; and one who reaches none.
ASKED_BY = (
    "police of Northby",
    "police of Northby, who opened a home",
    "a supervisor of Northby",
    "Northby Council",
    "an inspector of Southby",
    "inspectors of police in both",
    "an administrator, approved",
    "its statisticians",
)
SHOWN = ("totalCount nodes { __typename }", "nodes { __typename }")
# What policy refuses is refused before anything is read.
REFUSED = ("POLICY_FORBIDDEN_MATCH", "POLICY_FORBIDDEN_GROUP", "POLICY_FORBIDDEN", "POLICY_PURPOSE_REQUIRED")
# A small table is read whole whatever is asked for: the plans are to be those of a large one.
# What each connection has prepared, by the number of its process: the pool renews a connection from time to time.
PREPARED: defaultdict[int, set[str]] = defaultdict(set)
AS_IF_LARGE = "set local enable_seqscan = off"


@dataclass
class Compared:
    """What came of the searches: how many were asked by whom, and where the work for a hidden value was another."""

    searched: Counter = field(default_factory=Counter)
    differing: list = field(default_factory=list)


def asked():
    """The searches of this run: by one value, and with time by every comparison."""
    return [search for search in searches() if SOAKS or search.compare == "eq"]


async def compare_all(rows):
    """Search for what is hidden from each caller, and for what nobody holds."""
    pool = await open_pool(settings().model_copy(update={"pool_size": 1}))
    executor, compared = Executor(pool, settings()), Compared()
    for name in ASKERS if SOAKS else ASKED_BY:
        caller = caller_of(name)
        for search in asked():
            held, nowhere = hidden(rows, ASKERS[name], search)[:MOST_VALUES], absent(rows, search)[:1]
            if not (held and nowhere):
                continue
            done = [await searched(executor, caller, search, value) for value in (*held, *nowhere)]
            if None not in done:
                compared.searched[name] += 1
                if len(set(done)) > 1:
                    compared.differing.append((name, search.name, held))
    await pool.close()
    return compared


async def searched(executor, caller, search, value):
    """The answer of a search and the work that it was; nothing where policy refuses it."""
    for shown in SHOWN:
        try:
            return await _searched(executor, caller, search.text(shown), value)
        except RegisterError as refusal:
            if refusal.code not in REFUSED:
                raise
    return None


async def _searched(executor, caller, text, value):
    operation = executor.documents.ready(text).choose(None)
    variables = operation.coerce(executor.schema, {"v": value})
    (root,) = executor.plans.of(operation.node, operation.document.fragments, variables)
    (bound,) = bind_root(root, caller, variables)
    async with transaction(executor.pool, executor.settings, role_of(caller.agency)) as connection:
        await connection.execute(AS_IF_LARGE)
        opened = await open_known(connection, caller, [])
        ready = ready_of(bound, caller, opened)
        watched = Watched(connection, PREPARED[connection.get_server_pid()])
        found = await run_read(watched, ready.compiled.node, ready.values, question=lambda read: b"")
    return found.text, tuple(watched.work)


def caller_of(name):
    asker = ASKERS[name]
    purpose = Purpose(asker.purpose) if asker.purpose else None
    today = datetime.now(UTC).date()
    return Caller(asker.subject, Agency(asker.agency), asker.area, asker.organisation, purpose, today)


@pytest.fixture(scope="module")
def compared(cluster, walled):
    with walled.connect() as connection:
        connection.execution_options(isolation_level="AUTOCOMMIT").execute(sa.text("vacuum analyze"))
    with pytest.MonkeyPatch.context() as patched:
        patched.setenv("REGISTER_DATABASE_URL", cluster.url(walled.url.database, user=API_LOGIN))
        settings.cache_clear()
        yield asyncio.run(compare_all(Rows(walled, [table.name for table in metadata.sorted_tables])))
    settings.cache_clear()


def test_a_search_does_the_same_work_whether_a_hidden_row_matches_or_none(compared, record_property):
    record_property("searches whose work was compared", str(sum(compared.searched.values())))

    assert compared.differing == []


def test_every_body_that_may_search_was_compared(compared):
    assert compared.searched["police of Northby"] >= 40
    assert compared.searched["an inspector of Southby"] >= 40
