"""`python -m bench.scale_layers`: what a page of a layer costs at the GIS door, in registers of several sizes.

Each layer is paged through to its end by the cursor of each page. Then its first page, the second, one in the middle
and the last that is full take turns, round after round, over one connection of the API's login. Processor time is that
of its backend, log and all, and that of this process, which does all that the server does but HTTP; buffers are those
of the page's statements.
"""

import argparse
import asyncio
import os
import statistics
import sys
import time
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime

import orjson

from bench.scale import SMALLEST, Counting, on_processor, register_of
from bench.scale_questions import Sized
from bench.servers import own_settings
from register.database import private_server
from register.database.connections import open_pool, transaction
from register.database.private_server import Cluster
from register.documentation.markdown import table
from register.maintenance.migrate import API_LOGIN
from register.policy.roles import role_of
from register.requests.features.answer import Page, page_of
from register.requests.features.collections import collections
from register.requests.features.crs import Crs
from register.requests.features.parameters import Asking
from register.requests.features.query import asked_of
from register.requests.features.values import MAX_LIMIT, Box
from register.requests.graphql.execute import Asked, Executor
from register.resolvers.reads.answer import bind_root, open_known, ready_of
from register.settings import settings
from register.sql.read.cursor import question_of
from register.sql.read.run import run_read
from register.sql.read.statement import Node
from register.vocabulary import Agency, Caller, Purpose

# The grid from the register's westernmost homes on, and from south to north.
WEST, SOUTH, NORTH = 0.0, 0.0, 700_000.0
# What a map shows at once.
MAP_M = 7_000.0
PURPOSES = {Agency.POLICE: Purpose.PREVENTION_ANALYSIS, Agency.OFSTED: Purpose.REGULATION}
BOXES = ("", "west of a home", "a map")


@dataclass(frozen=True)
class Layer:
    """A layer as one body reads it, whole or in a box."""

    collection: str
    agency: Agency
    box: str

    @property
    def name(self) -> str:
        """The layer as a table names it."""
        who = "force" if self.agency is Agency.POLICE else "Ofsted"
        return f"{who}: `{self.collection}`{f', {self.box}' if self.box else ''}"

    def asking(self, register: Sized) -> Asking:
        """The question for its first page, on the grid as QGIS asks it."""
        east, north = register.easting, register.northing
        boxes = {
            "west of a home": Box(Crs.GRID, WEST, SOUTH, east, NORTH),
            "a map": Box(Crs.GRID, east - MAP_M / 2, north - MAP_M / 2, east + MAP_M / 2, north + MAP_M / 2),
        }
        return Asking(limit=MAX_LIMIT, crs=Crs.GRID, box=boxes.get(self.box))


LAYERS = tuple(
    Layer(collection, agency, box)
    for collection, agency in (
        ("homes", Agency.OFSTED),
        ("homes", Agency.POLICE),
        ("homes-in-my-area", Agency.POLICE),
        ("premises", Agency.OFSTED),
        ("premises", Agency.POLICE),
    )
    for box in BOXES
)


@dataclass
class Cost:
    """What one page cost. database_ms and server_ms, of each round; rows and buffers, once."""

    rows: int
    buffers: int
    database_ms: list[float] = field(default_factory=list)
    server_ms: list[float] = field(default_factory=list)

    def cells(self) -> Iterator[str]:
        """Rows, milliseconds of PostgreSQL and of the server, in the middle of all rounds, and buffers."""
        yield f"{self.rows:,}"
        yield f"{statistics.median(self.database_ms):.0f} + {statistics.median(self.server_ms):.0f}"
        yield f"{self.buffers:,}"


@dataclass
class Measured:
    """One layer in one register: how many pages it has, and what some of them cost, by their names."""

    pages: int
    features: int
    costs: Mapping[str, Cost]


@dataclass(frozen=True)
class Reader:
    """One body at the door of one register, over one connection."""

    executor: Executor
    caller: Caller

    async def page(self, layer: Layer, asking: Asking) -> Page:
        """A page, made as the door makes it."""
        collection = collections()[layer.collection]
        page = page_of(collection, asking, await self.executor.answer(self._asked(layer, asking), self.caller, "bench"))
        orjson.dumps(page.features)
        return page

    async def walk(self, layer: Layer, first: Asking) -> tuple[list[Asking], int]:
        """The question for each page, and how many features all of them have."""
        askings, features = [first], 0
        while True:
            page = await self.page(layer, askings[-1])
            features += len(page.features)
            if page.cursor is None:
                return askings, features
            askings.append(replace(first, cursor=page.cursor))

    async def counted(self, layer: Layer, asking: Asking) -> int:
        """The buffers that the statements of a page touch."""
        executor, asked = self.executor, self._asked(layer, asking)
        operation = executor.documents.ready(asked.query).choose(None)
        variables = operation.coerce(executor.schema, asked.variables)
        (root,) = executor.plans.of(operation.node, operation.document.fragments, variables)
        (bound,) = bind_root(root, self.caller, variables)
        async with transaction(executor.pool, executor.settings, role_of(self.caller.agency)) as connection:
            ready = ready_of(bound, self.caller, await open_known(connection, self.caller, bound.area_codes))
            node, counting = ready.compiled.node, Counting(connection)
            assert isinstance(node, Node)
            await run_read(
                counting, node, ready.values, question=lambda read: question_of(read, bound.values, self.caller)
            )
        return counting.buffers

    async def backend(self) -> int:
        """The process of the one connection."""
        async with transaction(self.executor.pool, self.executor.settings, role_of(self.caller.agency)) as connection:
            return int(connection.get_server_pid())

    async def timed(self, layer: Layer, asking: Asking, cost: Cost) -> None:
        """Ask once more, and add what it cost."""
        backend = await self.backend()
        database, server = on_processor(backend), time.process_time()
        await self.page(layer, asking)
        cost.server_ms.append(1_000 * (time.process_time() - server))
        cost.database_ms.append((on_processor(backend) - database) / 1e6)

    def _asked(self, layer: Layer, asking: Asking) -> Asked:
        return replace(asked_of(collections()[layer.collection], asking), goes_on=asking.cursor is not None)


def main() -> int:
    """Make the registers that are missing, measure, and print a table of each layer."""
    asked = _arguments()
    os.environ.update(own_settings())
    settings.cache_clear()
    layers = [layer for layer in LAYERS if asked.only in layer.name]
    with private_server.running() as cluster:
        found = [register_of(cluster, size) for size in sorted(asked.sizes)]
        for register in found:
            sys.stdout.write(f"{register.homes:,} homes, of which {register.force} has {register.held:,}\n")
        for layer in layers:
            measured = [asyncio.run(_measured(cluster, each, layer, rounds=asked.rounds)) for each in found]
            sys.stdout.write(f"{layer.name}\n{_written(measured)}\n")
            sys.stdout.flush()
    return 0


async def _measured(cluster: Cluster, register: Sized, layer: Layer, *, rounds: int) -> Measured:
    os.environ["REGISTER_DATABASE_URL"] = cluster.url(register.name, user=API_LOGIN)
    settings.cache_clear()
    pool = await open_pool(settings().model_copy(update={"pool_size": 1}))
    area = register.force if layer.agency is Agency.POLICE else None
    caller = Caller("bench", layer.agency, area, None, PURPOSES[layer.agency], datetime.now(UTC).date())
    reader = Reader(Executor(pool, settings()), caller)
    askings, features = await reader.walk(layer, layer.asking(register))
    measured = chosen(askings)
    costs = {}
    for name, asking in measured.items():
        page = await reader.page(layer, asking)
        costs[name] = Cost(len(page.features), await reader.counted(layer, asking))
    for _ in range(rounds):
        for name, asking in measured.items():
            await reader.timed(layer, asking, costs[name])
    await pool.close()
    return Measured(len(askings), features, costs)


def chosen(askings: Sequence[Asking]) -> Mapping[str, Asking]:
    """The pages that are measured, as far as there are so many. The last of all is seldom full."""
    full = askings[:-1] or askings
    places = {"first": 0, "second": 1, "in the middle": len(full) // 2, "last that is full": len(full) - 1}
    found: dict[int, str] = {}
    for name, place in places.items():
        if place < len(full):
            found.setdefault(place, name)
    return {name: full[place] for place, name in found.items()}


def _written(measured: Sequence[Measured]) -> str:
    """A row for each page, with the cells of each register."""
    told = ("rows", "PostgreSQL + server ms", "buffers")
    heads = [f"{what}, of {each.features:,}" for each in measured for what in told]
    names = dict.fromkeys(name for each in measured for name in each.costs)
    nothing = [""] * len(told)
    rows = [
        [name, *(cell for each in measured for cell in (each.costs[name].cells() if name in each.costs else nothing))]
        for name in names
    ]
    return table(["page", *heads], rows)


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m bench.scale_layers", description=__doc__)
    parser.add_argument("--sizes", type=int, nargs="*", default=[SMALLEST, 40_000], help="how many homes, each once")
    parser.add_argument("--rounds", type=int, default=7, help="how often each page is asked")
    parser.add_argument("--only", default="", help="read the layers whose names hold this")
    return parser.parse_args()


if __name__ == "__main__":
    sys.exit(main())
