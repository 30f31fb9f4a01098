"""What operators watch of one process, as Prometheus reads it. Every label's values are a closed list.

Source: the text format of Prometheus, version 0.0.4.
"""

import asyncio
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from importlib.metadata import version as version_of
from itertools import accumulate
from typing import Final

from prometheus_client import CONTENT_TYPE_PLAIN_0_0_4, ProcessCollector, generate_latest
from prometheus_client.core import CounterMetricFamily, GaugeMetricFamily, HistogramMetricFamily, Metric
from prometheus_client.registry import Collector
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from register.database.connections import WAITING, Pool
from register.http.counts import BOUNDS_S, CLASSES, COUNTS, Door
from register.http.readiness import Readiness
from register.http.subscriptions.subscriber import Streams
from register.maintenance.migrate import newest_revision
from register.policy.grants import POLICY_VERSION
from register.requests.graphql.execute import Executor
from register.resolvers.reads.memory import Kept, Key, Memory
from register.settings import Settings
from register.sql.session.sealing_lag import Lag, read_lag

PATH: Final = "/metrics"
HEADERS: Final = {
    "Cache-Control": "no-store",
    "X-Content-Type-Options": "nosniff",
    "Content-Type": CONTENT_TYPE_PLAIN_0_0_4,
}
REMEMBERED: Final = (
    ("register_remembered_entries", "What is remembered from one request to the next."),
    ("register_remembered_bytes", "The memory that it takes."),
    ("register_remembered_most_bytes", "The most memory that it may take."),
)
# Prometheus waits for ten seconds, and the pool is told also where it is exhausted.
LOOK_WITHIN_S: Final = 3.0
BOUNDS: Final = (*map(str, BOUNDS_S), "+Inf")


@dataclass(frozen=True)
class Watched:
    """The parts of a running register that are watched."""

    settings: Settings
    pool: Pool
    executor: Executor
    streams: Streams
    readiness: Readiness


@dataclass(frozen=True)
class Seen(Collector):
    """What is seen at one time.

    build: the versions of the register and of its policy, and the revision of the schema. ready: if requests can be
    answered. lag: of sealing, None if it is not known.
    """

    watched: Watched
    build: tuple[str, str, str]
    ready: bool
    lag: Lag | None

    def collect(self) -> Iterable[Metric]:
        """Every metric."""
        yield from _answers()
        yield from _refusals()
        yield from self._state()
        yield from self._pool()
        yield from self._memory()
        yield from ProcessCollector(registry=None).collect()

    def _state(self) -> Iterator[Metric]:
        build = GaugeMetricFamily(
            "register_build_info", "Which register this is.", labels=("version", "policy", "schema")
        )
        build.add_metric(self.build, 1)
        yield build
        yield GaugeMetricFamily("register_ready", "1 if requests can be answered, as /health/ready says.", self.ready)
        streams = self.watched.streams
        told = {"signed_in": streams.open, "visitor": len(streams.visitors)}
        yield _filled(
            GaugeMetricFamily("register_streams", "Open WebSockets and event streams.", labels=("who",)), told
        )
        if self.lag is None:
            return
        about = "Seconds since everything that was written down was sealed, and held outside."
        yield GaugeMetricFamily("register_seal_age_seconds", about, self.lag.age_s)
        about = "Entries of the access log that are not sealed; 10,000 means that or more."
        yield GaugeMetricFamily("register_unsealed_consultations", about, self.lag.consultations)

    def _pool(self) -> Iterator[Metric]:
        pool = self.watched.pool
        idle = pool.get_idle_size()
        told = {"in_use": pool.get_size() - idle, "idle": idle}
        yield _filled(
            GaugeMetricFamily(
                "register_pool_connections", "Open connections of the pool to the database.", labels=("state",)
            ),
            told,
        )
        yield GaugeMetricFamily("register_pool_size", "The most connections of the pool.", pool.get_max_size())
        yield GaugeMetricFamily("register_pool_waiting", "Requests that wait for a connection.", WAITING.requests)

    def _memory(self) -> Iterator[Metric]:
        executor = self.watched.executor
        kept = {
            "documents": _sizes(executor.documents.memory),
            "plans": _sizes(executor.plans.memory),
            "statements": _sizes(executor.plans.compiled),
        }
        for at, (name, about) in enumerate(REMEMBERED):
            yield _filled(
                GaugeMetricFamily(name, about, labels=("what",)), {what: sizes[at] for what, sizes in kept.items()}
            )


def _sizes(memory: Memory[Key, Kept]) -> tuple[int, int, int]:
    """How many values a memory has, the bytes that they take, and the most that they may take."""
    return len(memory), memory.bytes, memory.most_bytes


def _answers() -> Iterator[Metric]:
    answers = CounterMetricFamily("register_answers", "Answers that have begun.", labels=("door", "status"))
    times = HistogramMetricFamily("register_answer_seconds", "Time until an answer began.", labels=("door",))
    for door in Door:
        for status, number in zip(CLASSES, COUNTS.answers[door], strict=True):
            answers.add_metric((door.value, status), number)
        added_up = zip(BOUNDS, accumulate(COUNTS.within[door]), strict=True)
        times.add_metric((door.value,), list(added_up), COUNTS.seconds[door])
    yield answers
    yield times
    flying = {door.value: number for door, number in COUNTS.in_flight.items()}
    yield _filled(
        GaugeMetricFamily("register_requests_in_flight", "Requests whose answer has not begun.", labels=("door",)),
        flying,
    )


def _refusals() -> Iterator[Metric]:
    about = "Refusals of requests and, of GraphQL, of root fields."
    yield _filled(CounterMetricFamily("register_refusals", about, labels=("code",)), COUNTS.refusals)
    about = "Tokens, keys and sessions that were refused."
    yield _filled(CounterMetricFamily("register_refused_sign_ins", about, labels=("cause",)), COUNTS.sign_ins)


def _filled(made: CounterMetricFamily | GaugeMetricFamily, values: Mapping[str, float]) -> Metric:
    """A metric with one label: its number for each value of it."""
    for value, number in values.items():
        made.add_metric((value,), number)
    return made


async def _looked(watched: Watched) -> tuple[bool, Lag | None]:
    """If requests can be answered, and the lag of sealing, as far as the database says so in time."""
    try:
        async with asyncio.timeout(LOOK_WITHIN_S):
            told = await watched.readiness.look(watched.pool)
            return bool(told["ready"]), await read_lag(watched.pool, watched.settings)
    except TimeoutError:
        return False, None


# Decision: metrics-apart
def metrics_app(watched: Watched) -> Starlette:
    """The application that serves metrics and nothing else."""
    build = version_of("register"), POLICY_VERSION, newest_revision()

    async def metrics(request: Request) -> Response:
        ready, lag = await _looked(watched)
        return Response(generate_latest(Seen(watched, build, ready, lag)), 200, HEADERS)

    app = Starlette(routes=[Route(PATH, metrics, methods=["GET"])])
    app.router.redirect_slashes = False
    return app
