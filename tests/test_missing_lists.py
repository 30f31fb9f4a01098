"""The page of working lists: each query on it is asked as its caller, and finds what the story holds."""

import asyncio
import re
from datetime import UTC, datetime
from pathlib import Path

import orjson
import pytest

from register.database.connections import open_pool, transaction
from register.policy.roles import role_of
from register.requests.graphql.execute import Executor
from register.resolvers.reads.answer import bind_root, open_known, ready_of
from register.settings import settings
from register.sql.read.run import run_read
from register.vocabulary import Agency, Caller, Purpose
from tests.support.child_factories import ago, tell_of_children, tell_of_returns
from tests.support.command_client import kept_register

PAGE = (Path(__file__).resolve().parents[1] / "docs/how-to/find-missing-children.md").read_text()
LISTS = re.findall(r"^### (.+)\n(?:.|\n)+?```graphql\n# token: (.+)\n((?:.|\n)+?)```", PAGE, re.M)
# A few hundred rows, however many children there are.
OF_WHAT_IS_OPEN = {
    "ix_episode_report_due_at",
    "ix_missing_episode_open",
    "ix_return_interview_due",
    "ix_exploitation_flag_review",
}
# What a caller may read comes first, and is compared with the circle afterwards: no index of places leads to it.
READ_BY_PLACE = {
    "Who was last seen near a place": {"sighting"},
    "Which children were found within a kilometre of one another": {"sighting"},
}
STAY_SMALL = {"area", "organisation", "live_grant"}
FOUND = {
    "Who is missing now, by risk": 2,
    "Which assessments of risk are to be reviewed": 2,
    "Which episodes are not reported everywhere": 2,
    "Which children are missing together": 2,
    "Which children were missing three times in 90 days": 0,
    "Who was last seen near a place": 0,
    "Which children were found within a kilometre of one another": 3,
    "What the police may know of what a child said": 2,
    "Which interviews are due, and which are overdue": 1,
    "Which episodes of our children are not reported everywhere": 1,
    "Which interviews were declined or not offered": 0,
    "Who is missing from the homes of the area, whichever authority placed the child": 3,
    "Which children were missing three times in 90 days, and what followed": 0,
    "All that happened to a child": 3,
    "Who asked about our children": 4,
    "Which flags of exploitation are to be reviewed": 3,
    "Which shields are to be reviewed or confirmed": 0,
    "Which interviews to hold": 0,
}


@pytest.fixture(scope="module")
def register(cluster, story, worker):
    """A served copy of the story with children in it."""
    with kept_register(cluster, story, worker, named="lists") as kept:
        with kept.server.owner.begin() as connection:
            tell_of_children(connection)
            tell_of_returns(connection)
        yield kept


def test_every_list_of_the_page_is_tried():
    assert [title for title, _, _ in LISTS] == list(FOUND)


@pytest.mark.parametrize(("title", "caller", "query"), LISTS, ids=[title for title, _, _ in LISTS])
def test_a_list_is_one_query_and_finds_what_it_says(register, title, caller, query):
    agency, kind, value = re.split(r" --(area|organisation) ", caller)
    variables = {"now": ago(hours=0).isoformat()} if "$now" in query else {}
    answer = register.server.ask(query, agency, **{kind: value}, **variables)

    # What a child said is not encrypted for this server: the list says so, and is whole without it.
    assert answer.codes == (["SYSTEM_UNAVAILABLE"] if "policeExtract" in query else []), answer.json
    (found,) = answer.data.values()
    assert found["totalCount"] == FOUND[title]


class Explaining:
    """A connection that notes which tables a statement would read from end to end, with no index for it."""

    def __init__(self, connection):
        self.connection, self.scanned = connection, set()

    async def fetch(self, query, *args):
        explained = await self.connection.fetchval(f"explain (format json) {query}", *args)
        self.scanned |= {each["Relation Name"] for each in _nodes(orjson.loads(explained)) if _is_scan(each)}
        return await self.connection.fetch(query, *args)


def _nodes(plan):
    if isinstance(plan, list):
        yield from (node for each in plan for node in _nodes(each))
    elif isinstance(plan, dict):
        yield plan
        yield from (node for each in plan.values() for node in _nodes(each))


def _is_scan(node):
    """True if a table or a whole index of it is read: what an index holds only because it is open is small."""
    if node.get("Node Type") == "Seq Scan":
        return True
    is_index = node.get("Node Type") in ("Index Scan", "Index Only Scan", "Bitmap Index Scan")
    return is_index and "Index Cond" not in node and node["Index Name"] not in OF_WHAT_IS_OPEN


async def scanned(caller, query, variables):
    """The tables that a query can only read from end to end: no plan avoids it, whatever it costs."""
    pool = await open_pool(settings().model_copy(update={"pool_size": 1}))
    try:
        executor = Executor(pool, settings())
        operation = executor.documents.ready(query).choose(None)
        given = operation.coerce(executor.schema, variables)
        (root,) = executor.plans.of(operation.node, operation.document.fragments, given)
        (bound,) = bind_root(root, caller, given)
        async with transaction(pool, settings(), role_of(caller.agency)) as connection:
            opened = await open_known(connection, caller, bound.area_codes)
            ready = ready_of(bound, caller, opened)
            await connection.execute("set local enable_seqscan = off")
            explaining = Explaining(connection)
            await run_read(explaining, ready.compiled.node, ready.values, question=lambda read: b"")
            return explaining.scanned
    finally:
        await pool.close()


@pytest.mark.parametrize(("title", "caller", "query"), LISTS, ids=[title for title, _, _ in LISTS])
def test_no_list_has_to_read_a_table_that_grows_from_end_to_end(register, title, caller, query):
    agency, kind, value = re.split(r" --(area|organisation) ", caller)
    area, organisation = (value, None) if kind == "area" else (None, value)
    asks = Caller("tester", Agency(agency), area, organisation, Purpose.SAFEGUARDING_CHILD, datetime.now(UTC).date())
    variables = {"now": ago(hours=0).isoformat()} if "$now" in query else {}

    found = asyncio.run(scanned(asks, query, variables))

    assert found - READ_BY_PLACE.get(title, set()) <= STAY_SMALL, title
