"""Run the statements of a granted tally, and write its groups as rows that a spreadsheet takes as they are."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

import orjson

from register.catalogue import Kind
from register.open_types import Value, Values
from register.plan.read import Part
from register.plan.tally import TallyBy, TallyPart
from register.sql.read.given import Given, Record
from register.sql.read.run import KEYS_OF_A_COUNT, Reader
from register.sql.read.statement import BETWEEN_KEYS
from register.sql.tally.statement import KEYS, TOTAL, TallyNode, field_of


async def run_tally(connection: Reader, node: TallyNode, *, values: Values) -> Given:
    """Run a tally and return its answer, with the number of the rows that it consulted and the keys of the few."""
    tally = node.read.tally
    assert tally is not None
    records = await _fetch(connection, node.groups.text, node.groups.names, values=values)
    size = int(values[f"s{tally.first.number}"])
    total = int(records[0][TOTAL] or 0) if records else 0
    given = Given(sizes={f"{node.read.node}.{Part.TOTAL.value}": total}, count=total)
    given.text = _Answer(node, tally, records[:size], has_more=len(records) > size).text()
    # Decision: counts-are-consultations
    if total and (node.few is None or total <= KEYS_OF_A_COUNT):
        named = records if node.few is None else await _fetch(connection, node.few.text, node.few.names, values=values)
        _name(given, f"{node.read.node}.{Part.COUNTED.value}", named[0][KEYS] or "")
    return given


def _name(given: Given, name: str, keys: str) -> None:
    """Note the rows of groups of so few that each is named."""
    given.counted = keys.split(BETWEEN_KEYS) if keys else []
    given.sizes[name], given.keys[name] = len(given.counted), keys


async def _fetch(connection: Reader, text: str, names: Sequence[str], *, values: Values) -> Sequence[Record]:
    return await connection.fetch(text, *[values[name] for name in names])


@dataclass(frozen=True)
class _Answer:
    """The answer of a tally. records: a row for each group; has_more: true if there are more groups."""

    node: TallyNode
    tally: TallyBy
    records: Sequence[Record]
    has_more: bool

    def text(self) -> str:
        """The answer as JSON."""
        whole = {"hasMore": self.has_more, "narrowed": self._narrowed(), "rows": self.records}
        return orjson.dumps({part.key: self._part(part, whole) for part in self.tally.parts}).decode()

    def _part(self, part: TallyPart, whole: Mapping[str, Value]) -> Value:
        if part.name == "__typename":
            return part.type
        if part.name == "rows":
            keys = [self._key(record) for record in self.records]
            return [
                {below.key: self._of_row(below, record, key) for below in part.below}
                for record, key in zip(self.records, keys, strict=True)
            ]
        found = whole[part.name]
        return found if found is None or not part.below else _picked(part, found)

    def _of_row(self, part: TallyPart, record: Record, key: Mapping[str, Value]) -> Value:
        if part.name == "key":
            return _picked(part, key)
        return part.type if part.name == "__typename" else record[part.name]

    def _key(self, record: Record) -> dict[str, Value]:
        """What the rows of a group have in common, by the names of its fields; what they are not grouped by is null."""
        return {
            field_of(each, term): written(record[field_of(each, term)], term.column.kind)
            for each in self.tally.by
            for term in each.terms
        }

    def _narrowed(self) -> dict[str, object] | None:
        statuses = self.node.read.usual_statuses
        if not self.node.narrowed and not statuses:
            return None
        return {
            "fields": list(self.node.narrowed),
            "rows": list(self.node.narrowed_to),
            "statuses": list(statuses) or None,
        }


def _picked(part: TallyPart, found: Mapping[str, Value]) -> dict[str, Value]:
    return {each.key: each.type if each.name == "__typename" else found.get(each.name) for each in part.below}


def written(value: Value, kind: Kind) -> Value:
    """A value as the schema has it: a code by its name, a day in full."""
    if isinstance(value, date):
        return value.isoformat()
    return value.upper() if value is not None and kind is Kind.CODE else value
