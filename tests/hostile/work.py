"""The work that PostgreSQL does for a statement: what each step of its plan touched, and how often."""

import hashlib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

import asyncpg
import orjson
from psycopg import sql

# What a step did, as EXPLAIN names it. Which buffers were dirty or read from disk depends on who came before.
COUNTED = (
    "Node Type",
    "Actual Rows",
    "Actual Loops",
    "Rows Removed by Filter",
    "Rows Removed by Join Filter",
    "Rows Removed by Index Recheck",
    "Heap Fetches",
    "Exact Heap Blocks",
    "Lossy Heap Blocks",
)
EXPLAIN = "explain (analyze, buffers, timing off, summary off, format json)"

Work = tuple[tuple[object, ...], ...]


@dataclass
class Watched:
    """A connection that has every statement explained as it runs, and answers what it would."""

    connection: asyncpg.Connection
    prepared: set[str]
    work: list[Work] = field(default_factory=list)

    async def fetch(self, query: str, *args: object) -> Sequence[Mapping[str, Any]]:
        """The rows of a statement, after the plan that is kept for it was run once to be counted."""
        name = f"watched_{hashlib.sha256(query.encode()).hexdigest()[:16]}"
        if name not in self.prepared:
            await self.connection.execute(f"prepare {name} as {query}")
            self.prepared.add(name)
        given = f"({', '.join(map(_literal, args))})" if args else ""
        # The first run of a connection reads the catalogue, and settles which rows are visible.
        for _ in range(2):
            explained = await self.connection.fetchval(f"{EXPLAIN} execute {name}{given}")
        (top,) = orjson.loads(explained)
        self.work.append(tuple(_steps(top["Plan"])))
        return await self.connection.fetch(query, *args)


def _steps(step: Mapping[str, Any]) -> Iterator[tuple[object, ...]]:
    touched = step.get("Shared Hit Blocks", 0) + step.get("Shared Read Blocks", 0)
    yield (*(step.get(name) for name in COUNTED), touched)
    for below in step.get("Plans", ()):
        yield from _steps(below)


def _literal(value: object) -> str:
    """A value as SQL writes it, for what can be given no parameters. A list is written as PostgreSQL writes arrays."""
    return sql.Literal(value).as_string(None)
