"""Interleaved rounds, and what may be said from them."""

import math
import statistics
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from bench.cpu import cpu_seconds
from bench.load import Load


@dataclass(frozen=True)
class Contender:
    """Something that answers the same question.

    run: bears load for so many seconds. process: what answers; None where the database alone does.
    """

    name: str
    run: Callable[[int], Load]
    process: int | None


@dataclass(frozen=True)
class Measure:
    """One contender in one round. Processor times are milliseconds a request."""

    load: Load
    server_cpu_ms: float
    database_cpu_ms: float


@dataclass(frozen=True)
class Interval:
    """A median, and the interval that holds the true one with the given confidence, whatever the distribution."""

    median: float
    low: float
    high: float
    confidence: float


Rounds = dict[str, list[Measure]]


def interleave(
    contenders: Sequence[Contender], database: int, *, rounds: int, seconds: int, tell: Callable[[str], None]
) -> Rounds:
    """Measure the contenders in turn, round after round, each round beginning with another of them."""
    measures: Rounds = {contender.name: [] for contender in contenders}
    for number in range(rounds):
        shift = number % len(contenders)
        for contender in (*contenders[shift:], *contenders[:shift]):
            measure = _measure(contender, database, seconds)
            measures[contender.name].append(measure)
            tell(f"round {number + 1} of {rounds}: {contender.name}, {measure.load.rate:,.0f} requests a second")
    return measures


def ratios(rounds: Rounds, name: str, other: str) -> list[float]:
    """How many times as many requests a second the one answered as the other, within each round."""
    return [mine.load.rate / theirs.load.rate for mine, theirs in zip(rounds[name], rounds[other], strict=True)]


def interval(values: Sequence[float], wanted: float = 0.95) -> Interval:
    """The median with its interval between order statistics.

    The narrowest that reaches the wanted confidence; all values where they are too few for that.
    """
    ordered, count = sorted(values), len(values)
    outside, best = 0.0, (0, 1 - 2 * 0.5**count)
    for rank in range(count // 2):
        outside += 2 * math.comb(count, rank) * 0.5**count
        if 1 - outside >= wanted:
            best = (rank, 1 - outside)
    rank, confidence = best
    return Interval(statistics.median(ordered), ordered[rank], ordered[count - 1 - rank], confidence)


def _measure(contender: Contender, database: int, seconds: int) -> Measure:
    server_before = cpu_seconds(contender.process) if contender.process else 0.0
    database_before = cpu_seconds(database)
    load = contender.run(seconds)
    server = (cpu_seconds(contender.process) if contender.process else 0.0) - server_before
    return Measure(
        load,
        server_cpu_ms=1_000 * server / load.requests,
        database_cpu_ms=1_000 * (cpu_seconds(database) - database_before) / load.requests,
    )
