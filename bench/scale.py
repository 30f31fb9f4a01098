"""`python -m bench.scale`: what the same questions cost PostgreSQL in registers of several sizes, for each row.

Sizes take turns within each round, each over one connection of the API's login with the plans that it keeps. Processor
time is that of the backend alone, so waiting for a busy machine counts for nothing; buffers are pages of memory that
the statements touched, and depend on no machine at all.
"""

import argparse
import asyncio
import os
import statistics
import sys
from collections.abc import Iterator, Mapping, Sequence
from contextlib import AsyncExitStack
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from pathlib import Path

import asyncpg
import orjson
import sqlalchemy as sa
from psycopg import sql

from bench.scale_questions import QUESTIONS, Question, Sized
from bench.servers import own_settings
from bench.size import enlarge
from register.cli.demonstration import prepare
from register.database import private_server
from register.database.connections import open_pool, transaction
from register.database.private_server import Cluster
from register.documentation.markdown import table
from register.maintenance.migrate import API_LOGIN
from register.open_types import Values
from register.policy.roles import role_of
from register.requests.graphql.execute import Executor
from register.resolvers.reads.answer import bind_root, open_known, ready_of
from register.settings import settings
from register.sql.read.run import run_read
from register.sql.read.statement import Node
from register.vocabulary import Agency, Caller, Purpose

SMALLEST = 4_009
EXPLAIN = "explain (analyze, buffers, timing off, summary off, format json)"
LARGEST_FORCE = """
select r.area_code, count(distinct r.home_id)
  from register.home_reach r join register.area a on a.code = r.area_code
 where a.kind = 'force' and r.valid_to is null group by r.area_code order by 2 desc limit 1
"""
MIDDLE_HOME = """
select p.longitude, p.latitude, p.easting, p.northing, h.urn, n.name as called, p.postcode
  from register.home h join register.premises p on p.home_id = h.id and p.is_main and p.valid_to is null
  join register.home_identity n on n.home_id = h.id
  join register.home_reach r on r.home_id = h.id and r.area_code = :force and r.of_main and r.valid_to is null
 order by p.easting, h.urn
 offset (select count(*) / 2 from register.home_reach where area_code = :force and of_main) limit 1
"""
MIDDLE_OF_LOG = """
select transaction, number from register.entry order by transaction, number
 offset (select count(*) / 2 from register.entry) limit 1
"""


@dataclass
class Cost:
    """What one question cost in one register. cpu_ms, of each round; buffers and rows, of the last."""

    cpu_ms: list[float] = field(default_factory=list)
    buffers: int = 0
    rows: int = 0

    @property
    def ms(self) -> float:
        """The middle of all rounds."""
        return statistics.median(self.cpu_ms)


@dataclass
class Counting:
    """A connection that counts the buffers of every statement as it runs."""

    connection: asyncpg.Connection
    buffers: int = 0

    async def fetch(self, query: str, *args: object) -> Sequence[Values]:
        """The rows of a statement, after it was run once to be counted."""
        await self.connection.execute(f"prepare counted as {query}")
        given = f"({', '.join(sql.Literal(each).as_string(None) for each in args)})" if args else ""
        # The first run of a statement reads the catalogue.
        for _ in range(2):
            explained = await self.connection.fetchval(f"{EXPLAIN} execute counted{given}")
        await self.connection.execute("deallocate counted")
        (top,) = orjson.loads(explained)
        self.buffers += sum(top["Plan"][each] for each in ("Shared Hit Blocks", "Shared Read Blocks"))
        found: Sequence[Values] = await self.connection.fetch(query, *args)
        return found


def main() -> int:
    """Make the registers that are missing, measure, and print the tables."""
    asked = _arguments()
    os.environ.update(own_settings())
    settings.cache_clear()
    with private_server.running() as cluster:
        found = [register_of(cluster, size) for size in sorted(asked.sizes)]
        # Copies keep their originals: all are asked about the same place and the same home.
        found = [replace(found[0], name=each.name, homes=each.homes, held=each.held) for each in found]
        questions = [question for question in QUESTIONS if asked.only in question.name]
        asyncio.run(_measure_and_print(cluster, found, questions, rounds=asked.rounds))
    return 0


def register_of(cluster: Cluster, size: int) -> Sized:
    """The register of about so many homes, made if it is missing."""
    smallest, name = _name(SMALLEST), _name(size)
    prepare(cluster, smallest, None, with_former=False, children=200)
    if cluster.ensure_database(name, smallest):
        try:
            _fill(cluster, name, size)
        except BaseException:
            cluster.drop_database(name)
            raise
    # It may have been made by an earlier version.
    prepare(cluster, name, None, with_former=False, children=200)
    with cluster.connect(name) as connection:
        connection.execute("vacuum analyze")
    return _described(cluster, name)


def _fill(cluster: Cluster, name: str, size: int) -> None:
    engine = sa.create_engine(cluster.url(name, "psycopg"), poolclass=sa.pool.NullPool)
    with engine.begin() as connection:
        enlarge(connection, size, _tell)


def _described(cluster: Cluster, name: str) -> Sized:
    engine = sa.create_engine(cluster.url(name, "psycopg"))
    with engine.begin() as connection:
        homes = connection.scalar(sa.text("select count(*) from register.home")) or 0
        force, held = connection.execute(sa.text(LARGEST_FORCE)).one()
        middle = connection.execute(sa.text(MIDDLE_HOME), {"force": force}).one()
        place = connection.execute(sa.text(MIDDLE_OF_LOG)).one()
    engine.dispose()
    transaction, number = place
    return Sized(name, homes, force, held, **dict(middle._mapping), amid_the_log=(transaction, number))


async def _measure_and_print(
    cluster: Cluster, registers: Sequence[Sized], questions: Sequence[Question], *, rounds: int
) -> None:
    async with AsyncExitStack() as stack:
        executors = {}
        for register in registers:
            os.environ["REGISTER_DATABASE_URL"] = cluster.url(register.name, user=API_LOGIN)
            settings.cache_clear()
            pool = await open_pool(settings().model_copy(update={"pool_size": 1}))
            stack.push_async_callback(pool.close)
            executors[register.name] = Executor(pool, settings())
        costs = {(question.name, register.name): Cost() for question in questions for register in registers}
        for _ in range(rounds):
            for question in questions:
                for register in registers:
                    await ask(executors[register.name], question, register, cost=costs[question.name, register.name])
    _print(registers, questions, costs)


async def ask(executor: Executor, question: Question, register: Sized, *, cost: Cost) -> None:
    """Ask once to be counted and once to be timed, and add what it cost."""
    caller = Caller(
        "bench",
        question.agency,
        register.force if question.agency is Agency.POLICE else None,
        None,
        Purpose.PREVENTION_ANALYSIS if question.agency is Agency.POLICE else Purpose.REGULATION,
        datetime.now(UTC).date(),
    )
    operation = executor.documents.ready(question.text).choose(None)
    variables = operation.coerce(executor.schema, question.variables(register))
    (root,) = executor.plans.of(operation.node, operation.document.fragments, variables)
    (bound,) = bind_root(root, caller, variables)
    async with transaction(executor.pool, executor.settings, role_of(caller.agency)) as connection:
        opened = await open_known(connection, caller, bound.area_codes)
        ready = ready_of(bound, caller, opened)
        if question.amid_the_log:
            ready.values.update(zip(("since_transaction", "since_number"), register.amid_the_log, strict=True))
        node = ready.compiled.node
        assert isinstance(node, Node)
        counting = Counting(connection)
        if not cost.buffers:
            await run_read(counting, node, ready.values, question=lambda read: b"")
            cost.buffers = counting.buffers
        before = on_processor(connection.get_server_pid())
        given = await run_read(connection, node, ready.values, question=lambda read: b"")
        cost.cpu_ms.append((on_processor(connection.get_server_pid()) - before) / 1e6)
        cost.rows = given.sizes.get(node.read.node, 0)


def on_processor(process: int) -> int:
    """How long a process has been on a processor, in nanoseconds."""
    return int(Path(f"/proc/{process}/schedstat").read_text().split()[0])


def _print(registers: Sequence[Sized], questions: Sequence[Question], costs: Mapping[tuple[str, str], Cost]) -> None:
    for register in registers:
        sys.stdout.write(f"{register.homes:,} homes, of which {register.force} has {register.held:,}\n")
    heads = [f"{what}, {register.homes:,}" for register in registers for what in ("rows", "ms", "buffers", "µs a row")]
    rows = [[question.name, *_cells(question, registers, costs)] for question in questions]
    sys.stdout.write(table(["question", *heads, "largest by smallest, µs a row", "buffers a row"], rows) + "\n")


def _cells(question: Question, registers: Sequence[Sized], costs: Mapping[tuple[str, str], Cost]) -> Iterator[str]:
    found = [costs[question.name, register.name] for register in registers]
    for cost in found:
        yield from (f"{cost.rows}", f"{cost.ms:.1f}", f"{cost.buffers:,}", f"{1_000 * cost.ms / max(1, cost.rows):.0f}")
    (least, *_), most = found, found[-1]
    yield f"{(most.ms / max(1, most.rows)) / (least.ms / max(1, least.rows)):.2f}"
    yield f"{(most.buffers / max(1, most.rows)) / (least.buffers / max(1, least.rows)):.2f}"


def _name(size: int) -> str:
    return f"sized_{size}"


def _tell(line: str) -> None:
    sys.stderr.write(f"{line}\n")


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m bench.scale", description=__doc__)
    parser.add_argument("--sizes", type=int, nargs="*", default=[SMALLEST, 40_000], help="how many homes, each once")
    parser.add_argument("--rounds", type=int, default=9, help="how often each question is asked")
    parser.add_argument("--only", default="", help="ask the questions whose names hold this")
    return parser.parse_args()


if __name__ == "__main__":
    sys.exit(main())
