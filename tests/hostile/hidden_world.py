"""A register that is asked before and after something changes in it, by callers of whom some may not know."""

import json
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

import sqlalchemy as sa

from tests.hostile.legal_values import Row
from tests.hostile.operations import Operation
from tests.hostile.raw_requests import masked
from tests.hostile.row_changes import Make, Touched, foreseen, made
from tests.hostile.rows import LOOKED_UP, Rows
from tests.hostile.sizes import size
from tests.hostile.walled import ASKERS, HIDING, TABLES
from tests.hostile.walled_server import ask
from tests.support.client import Answer, Server
from tests.support.copy_client import wait_until_told

# So many of the callers who may see a change are asked, one after the other until each field was seen to change; and so
# many of those who may not, by turns.
ASKED = 3
BLIND = size(1, 1_000)

View = dict[str, frozenset[int]]


@dataclass(frozen=True)
class Compared:
    """How many answers to callers who may not know of a change were compared, which moved, and which fields others saw
    change.
    """

    count: int
    moved: Sequence[tuple[str, str]]
    noticed: frozenset[str]


class HiddenWorld:
    """A register in which every table has rows, and what its callers were answered while all was as it was."""

    def __init__(self, server: Server, callers: Sequence[str]) -> None:
        self.server, self.callers = server, callers
        self.rows = Rows(server.owner, TABLES)
        self.before: dict[tuple[str, str, str], Answer] = {}
        self.turn = 0
        self.deciding = self.rows.deciding(ASKERS.values())
        self.views = {name: self._view(name, [table.name for table in HIDING]) for name in callers}

    def _view(self, name: str, tables: Sequence[str]) -> View:
        """The rows of these tables that the second opinion lets a caller read."""
        return {table: frozenset(map(id, self.rows.visible(ASKERS[name], table))) for table in tables}

    def hidden_rows(self, table: sa.Table) -> list[Row]:
        """The rows of a table that some caller may not read and some may, those first that the most may not read.

        Where nobody may read any of them, all.
        """
        rows = self.rows.rows[table.name]
        blind = [sum(id(row) not in view[table.name] for view in self.views.values()) for row in rows]
        found = [number for number, count in enumerate(blind) if 0 < count < len(self.callers)]
        found = found or [number for number, count in enumerate(blind) if count]
        return [rows[number] for number in sorted(found, key=lambda number: -blind[number])]

    def blind_to(self, touched: Touched) -> list[str]:
        """The callers who may read after a change exactly what they could before, value for value."""
        bounded = self.views[self.callers[0]]
        tables = {name for name, _, _ in touched.rows} & set(bounded)
        affected = sorted(bounded if tables & LOOKED_UP else tables)
        with self.rows.with_changes(touched.rows) as moved:
            return [name for name in self.callers if self._sees_the_same(name, affected, moved)]

    def _sees_the_same(self, name: str, affected: Sequence[str], moved: set[int]) -> bool:
        after = self._view(name, affected)
        return all(after[table] == self.views[name][table] and not moved & after[table] for table in affected)

    def told(self, name: str, operation: Operation) -> Answer:
        """What a caller is answered."""
        answer = ask(self.server, name, operation)
        assert answer.status < 500, (name, operation.text)
        return answer

    def told_before(self, name: str, operation: Operation) -> Answer:
        """The same, asked once while all is as it was."""
        key = name, operation.text, repr(operation.variables)
        if key not in self.before:
            self.before[key] = self.told(name, operation)
        return self.before[key]

    def compare(self, make: Make, operations: Sequence[Operation], fields: Iterable[str] = ()) -> Compared:
        """Ask before and after a change: all who may not know of it, and some who may whether these fields change."""
        unable = self.blind_to(foreseen(self.server.owner, make))
        first, *others = self._seeing(unable) or [None]
        blind, wanted = self._in_turn(unable), frozenset(fields)
        moved, noticed = self._asked(make, operations, blind, seeing=first, fields=wanted)
        for name in others:
            if not noticed >= wanted:
                noticed |= self._asked(make, operations, [], seeing=name, fields=wanted)[1]
        return Compared(len(blind) * len(operations), moved, noticed)

    def _seeing(self, unable: Sequence[str]) -> list[str]:
        """Some of those who may see a change: first those to whom the most is shown, who tell the most of it."""
        able = [name for name in self.callers if name not in unable]
        return sorted(able, key=lambda name: -sum(map(len, self.views[name].values())))[:ASKED]

    def _asked(
        self,
        make: Make,
        operations: Sequence[Operation],
        blind: Sequence[str],
        *,
        seeing: str | None,
        fields: frozenset[str],
    ) -> tuple[list[tuple[str, str]], frozenset[str]]:
        """Ask before and after a change: which answers moved of the blind, and which fields another saw change."""
        for name in (*blind, *([seeing] if seeing else [])):
            for operation in operations:
                self.told_before(name, operation)
        with made(self.server.owner, make):
            wait_until_told(self.server)
            moved = [(name, each.text) for name in blind for each in operations if self._moved(name, each)]
            return moved, self._noticed(seeing, operations, fields) if seeing else frozenset()

    def _in_turn(self, names: Sequence[str]) -> list[str]:
        """Some of these, others each time."""
        begins = self.turn % max(len(names), 1)
        self.turn += BLIND
        return [*names[begins:], *names[:begins]][:BLIND]

    def _moved(self, name: str, operation: Operation) -> bool:
        return masked(self.told(name, operation)) != masked(self.told_before(name, operation))

    def _noticed(self, name: str, operations: Sequence[Operation], fields: frozenset[str]) -> frozenset[str]:
        noticed: set[str] = set()
        for operation in operations:
            if noticed < fields:
                before, after = self.told_before(name, operation).data, self.told(name, operation).data
                noticed |= {each for each in fields - noticed if found(before, each) != found(after, each)}
        return frozenset(noticed)


def found(part: Any, name: str) -> list[str]:
    """Every value in an answer that stands under a field's name, or under the name of a search by it."""
    return sorted(_found(part, name))


def _found(part: Any, name: str) -> Iterator[str]:
    match part:
        case dict():
            for key, value in part.items():
                if key.partition("__")[0] == name:
                    yield json.dumps(value, sort_keys=True)
                yield from _found(value, name)
        case list():
            for each in part:
                yield from _found(each, name)
