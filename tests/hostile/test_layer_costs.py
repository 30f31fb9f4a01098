"""A page deep in a layer costs what one at its beginning costs: the plan of each is run, and what it touches counted.

The layer is small for a test, and large beside its pages. `python -m bench layers` measures large ones.
"""

import asyncio
from collections.abc import Iterator
from dataclasses import replace

import pytest
import sqlalchemy as sa

from bench.size import enlarge
from register.database.connections import open_pool, transaction, with_driver
from register.maintenance.migrate import API_LOGIN
from register.policy.roles import role_of
from register.requests.features.answer import page_of
from register.requests.features.buildings import Turn
from register.requests.features.collections import collections
from register.requests.features.crs import Crs
from register.requests.features.parameters import Asking
from register.requests.features.query import asked_of
from register.requests.features.values import Box
from register.requests.graphql.execute import Executor
from register.resolvers.reads.answer import bind_root, open_known, ready_of
from register.settings import settings
from register.sql.read.cursor import question_of
from register.sql.read.run import run_read
from tests.hostile.executors import known
from tests.hostile.work import Watched
from tests.support import story

HOMES, PAGE = 1_200, 50
# All of the story's ground.
BOX = Box(Crs.GRID, 300_000, 300_000, 500_000, 500_000)
OFSTED, NORTHBY = known("ofsted"), known("police", story.NORTHBY)
LAYERS = {
    "homes": ("homes", OFSTED, None),
    "homes of a box": ("homes", OFSTED, BOX),
    "premises": ("premises", OFSTED, None),
    "premises of a box": ("premises", OFSTED, BOX),
    "homes that a force sees": ("homes", NORTHBY, None),
    "homes-in-my-area": ("homes-in-my-area", NORTHBY, None),
    "homes-in-my-area of a box": ("homes-in-my-area", NORTHBY, BOX),
    "premises of a box that a force sees": ("premises", NORTHBY, BOX),
}
# A row more or less on a page of the table, and the walls' look at it. From west to east a page holds the copies of one
# home or two, of which one has more to look up than another.
SPREAD, OF_A_BOX = 1.1, 1.5


@pytest.fixture(scope="module")
def grown(cluster, story, worker) -> Iterator[str]:
    """The address of a register of many homes, each like one of the story's."""
    name = f"grown_{worker}"
    cluster.clone_database(story, name)
    owner = sa.create_engine(with_driver(cluster.url(name), "postgresql+psycopg"))
    with owner.begin() as connection:
        enlarge(connection, HOMES, lambda line: None)
    with owner.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
        connection.execute(sa.text("vacuum analyze"))
    owner.dispose()
    yield cluster.url(name, user=API_LOGIN)
    cluster.drop_database(name)


@pytest.mark.parametrize("layer", LAYERS)
def test_a_page_deep_in_a_layer_touches_no_more_than_one_at_its_beginning(grown, layer, monkeypatch):
    monkeypatch.setenv("REGISTER_DATABASE_URL", grown)
    settings.cache_clear()
    touched = asyncio.run(_touched(layer))
    settings.cache_clear()

    assert len(touched) >= 8
    assert max(touched) <= (SPREAD if LAYERS[layer][2] is None else OF_A_BOX) * min(touched)


async def _touched(layer):
    """How many buffers each page of a layer touches, but the first, which counts, and the last, which is not full."""
    pool = await open_pool(settings().model_copy(update={"pool_size": 1}))
    name, caller, box = LAYERS[layer]
    executor, prepared = Executor(pool, settings()), set()
    asking, found = Asking(limit=PAGE, box=box), []
    while True:
        asked = asked_of(collections()[name], asking)
        page = page_of(collections()[name], asking, await executor.answer(asked, caller, "layers"))
        # The buildings of a box that are not a home's main one are few, and come last.
        if page.cursor is None or page.cursor == Turn(rest=True).written:
            break
        if asking.cursor is not None:
            found.append(await _worked(executor, caller, asked, prepared=prepared))
        asking = replace(asking, cursor=page.cursor)
    await pool.close()
    return found


async def _worked(executor, caller, asked, *, prepared):
    operation = executor.documents.ready(asked.query).choose(None)
    variables = operation.coerce(executor.schema, asked.variables)
    (root,) = executor.plans.of(operation.node, operation.document.fragments, variables)
    (bound,) = bind_root(root, caller, variables)
    async with transaction(executor.pool, executor.settings, role_of(caller.agency)) as connection:
        ready = ready_of(bound, caller, await open_known(connection, caller, []))
        watched = Watched(connection, prepared)
        await run_read(
            watched, ready.compiled.node, ready.values, question=lambda read: question_of(read, bound.values, caller)
        )
    # What the first step of a plan touched holds what those below it did.
    return sum(work[0][-1] for work in watched.work)
