"""The results as one page of Markdown."""

import os
import platform
import statistics
from collections.abc import Callable, Mapping, Sequence
from datetime import UTC, datetime

from bench.load import CONNECTIONS
from bench.rounds import Interval, Measure, Rounds, interval, ratios

HEADING = (
    "| who | requests/s | ratio within the round | p50 ms | p95 ms | p99 ms | server CPU ms | PostgreSQL CPU ms |\n"
    "| --- | --- | --- | --- | --- | --- | --- | --- |"
)


def circumstances(facts: Mapping[str, str]) -> str:
    """When, where and with what it was measured."""
    machine = {
        "date": datetime.now(UTC).strftime("%Y-%m-%d %H:%M UTC"),
        "processors": str(os.cpu_count()),
        "system": f"{platform.system()} {platform.machine()}, Python {platform.python_version()}",
        "load": f"{CONNECTIONS} connections, from the same processors that answer",
    }
    lines = (f"- {name}: {value}" for name, value in (machine | dict(facts)).items())
    return "# What was measured\n\n" + "\n".join(lines) + "\n"


def section(title: str, rounds: Rounds, base: str, *, remarks: Sequence[str]) -> str:
    """One question: a table of medians with their intervals, and every round's rate below it.

    base: whom the ratios compare with.
    """
    count = len(rounds[base])
    spread = interval([measure.load.rate for measure in rounds[base]])
    note = (
        f"Medians of {count} interleaved rounds; in brackets the interval that holds the median with "
        f"{100 * spread.confidence:.0f} % confidence. CPU is a request's share. Ratios compare with {base}."
    )
    rows = "\n".join(_row(name, measures, ratios(rounds, name, base)) for name, measures in rounds.items())
    rates = "\n".join(f"- {name}: {_rates(measures)}" for name, measures in rounds.items())
    said = "\n".join(f"- {remark}" for remark in remarks)
    return f"\n## {title}\n\n{said}\n\n{HEADING}\n{rows}\n\n{note}\n\nRequests a second, round by round:\n\n{rates}\n"


def _row(name: str, measures: Sequence[Measure], against: Sequence[float]) -> str:
    rate = interval([measure.load.rate for measure in measures])
    cells = [name, _spread(rate, 0), _spread(interval(against), 2)]
    shown: tuple[Callable[[Measure], float], ...] = (
        lambda measure: measure.load.p50_ms,
        lambda measure: measure.load.p95_ms,
        lambda measure: measure.load.p99_ms,
        lambda measure: measure.server_cpu_ms,
        lambda measure: measure.database_cpu_ms,
    )
    medians = (statistics.median(value(measure) for measure in measures) for value in shown)
    cells += [f"{median:.2f}" if median else "none" for median in medians]
    return f"| {' | '.join(cells)} |"


def _spread(found: Interval, places: int) -> str:
    return f"{found.median:,.{places}f} ({found.low:,.{places}f} to {found.high:,.{places}f})"


def _rates(measures: Sequence[Measure]) -> str:
    return ", ".join(f"{measure.load.rate:,.0f}" for measure in measures)
