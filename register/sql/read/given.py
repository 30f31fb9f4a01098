"""What a root field gave, and what the access log says about it: which rows, how many, and what was withheld."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import Final

from register.open_types import Values
from register.sql.read.json_text import NULL
from register.sql.read.row_json import Field
from register.sql.read.statement import BETWEEN_KEYS, COUNT, Node

Record = Values
EMPTY: Final[tuple[()]] = ()


@dataclass
class Given:
    """The result of one root field: its JSON text, and what the access log and the extensions say about it.

    keys: those of the rows by node, each list as one text; sizes: how many they are. withheld: field names by node.
    counted: the keys of a few rows that were counted and not returned.
    token: of a feed, the reader's place in it now; has_more: true if more is waiting there; count: its rows.
    """

    text: str = NULL
    keys: dict[str, str] = field(default_factory=dict)
    sizes: dict[str, int] = field(default_factory=dict)
    withheld: dict[str, list[str]] = field(default_factory=dict)
    token: str | None = None
    has_more: bool = False
    count: int = 0
    counted: list[str] = field(default_factory=list)


def count_of(record: Record, size: int | None) -> int:
    """How many rows are returned. One more than was asked for may have been read, to see if there is a next page."""
    return int(record[COUNT]) if size is None else min(record[COUNT], size)


def note_rows(node: Node, records: Sequence[Record], given: Given, *, size: int | None) -> None:
    """Note the rows of a node that are given, those joined to them, and what of them is withheld."""
    listed = [_kept(record, node.key, size) for record in records if record[COUNT]]
    add_keys(given, node.read.node, listed, count=sum(count_of(record, size) for record in records))
    for name, label in node.audited:
        found = dict.fromkeys(
            key for record in records for key in _kept(record, label, size).split(BETWEEN_KEYS) if key
        )
        add_keys(given, name, list(found), count=len(found))
    for name, field_name in (*node.hidden, *_hidden(node, records, size)):
        named = given.withheld.setdefault(name, [])
        if field_name not in named:
            named.append(field_name)


def _hidden(node: Node, records: Sequence[Record], size: int | None) -> Iterator[Field]:
    """The fields that some row does not show though others may."""
    for label, fields in node.flags:
        shown = [record[label] if node.whole else False not in (record[label] or EMPTY)[:size] for record in records]
        if False in shown:
            yield from fields


def _kept(record: Record, label: str, size: int | None) -> str:
    """The keys of the rows that are given."""
    keys: str = record[label] or ""
    if record[COUNT] == count_of(record, size):
        return keys
    return BETWEEN_KEYS.join(keys.split(BETWEEN_KEYS)[:size])


def add_keys(given: Given, node: str, keys: Sequence[str], *, count: int) -> None:
    """Add the keys of rows to those that a node gave. count: how many rows they are of."""
    before = given.keys.get(node)
    given.keys[node] = BETWEEN_KEYS.join([before, *keys] if before else keys)
    given.sizes[node] = given.sizes.get(node, 0) + count
