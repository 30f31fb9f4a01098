"""Run the statements of granted plans, and put their answers together as JSON text."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Protocol

from register.plan.read import Part, Piece
from register.sql.cursor import seal
from register.sql.statement import PARENTS, Node, Statement
from register.sql.writing import MARK, NULL

Values = Mapping[str, Any]
Record = Mapping[str, Any]
EMPTY: tuple[Any, ...] = ()


class Reader(Protocol):
    """What running a plan needs of a driver's connection."""

    async def fetch(self, query: str, *args: Any) -> Sequence[Record]:
        """The rows of a statement."""


@dataclass
class Given:
    """What one root field gave: its JSON text, the keys of its rows by node, and what was withheld where."""

    text: str = NULL
    row_count: int = 0
    keys: dict[str, list[str]] = field(default_factory=dict)
    withheld: dict[str, list[str]] = field(default_factory=dict)


async def run_read(connection: Reader, node: Node, values: Values, question: Callable[[], bytes]) -> Given:
    """Run a root field's plan from the root down, and give its answer."""
    given = Given()
    texts = await _run(connection, node, values, question, given)
    given.text = texts[0]
    given.row_count = len(given.keys.get(node.read.node, EMPTY))
    return given


async def _run(
    connection: Reader, node: Node, values: Values, question: Callable[[], bytes], given: Given
) -> list[str]:
    """The answers of a node, one for each parent."""
    records = await _fetch(connection, node.rows, values)
    totals = await _fetch(connection, node.total, values) if node.total else None
    size = _size(node, values)
    _note(node, records, given, size)
    children = [
        await _run(connection, slot.node, {**values, PARENTS: _every(records, slot.label, size)}, question, given)
        for slot in node.slots
    ]
    answers, at = [], 0
    for number, record in enumerate(records):
        faces = [(record[label] or EMPTY)[:size] for label in node.faces]
        if children:
            faces = [_filled(texts, children, at) for texts in faces]
            at += len((record[node.key] or EMPTY)[:size])
        page = _Page(node, record, faces, totals[number]["total"] if totals else None, values, question)
        answers.append(page.text())
    return answers


async def _fetch(connection: Reader, statement: Statement, values: Values) -> Sequence[Record]:
    return await connection.fetch(statement.text, *(values[name] for name in statement.names))


def _size(node: Node, values: Values) -> int | None:
    """How many rows of each parent are given: those asked for. One more may be read, to tell of a next page."""
    first = node.read.first
    return None if first is None else int(values[f"s{first.number}"])


def _every(records: Sequence[Record], label: str, size: int | None) -> list[Any]:
    return [key for record in records for key in (record[label] or EMPTY)[:size]]


def _filled(texts: Sequence[str], children: Sequence[Sequence[str]], at: int) -> list[str]:
    """The rows' texts with each relation's answer in its place. at: the number of the first row among all parents'."""
    filled = []
    for row, text in enumerate(texts, at):
        parts = text.split(MARK)
        parts[1::2] = [children[int(number)][row] for number in parts[1::2]]
        filled.append("".join(parts))
    return filled


def _note(node: Node, records: Sequence[Record], given: Given, size: int | None) -> None:
    """Keep the keys of the rows that are given, and the fields that some of them do not show."""
    kept = given.keys.setdefault(node.read.node, [])
    for record in records:
        kept.extend((record[node.key] or EMPTY)[:size])
    for name, label in node.audited:
        listed = (record[label] or EMPTY for record in records)
        found = dict.fromkeys(key for keys in listed for key in keys[:size] if key is not None)
        given.keys.setdefault(name, []).extend(found)
    partly = [names for label, names in node.flags if False in _every(records, label, size)]
    hidden = (*node.hidden, *(name for names in partly for name in names))
    if hidden:
        # Two places of one answer can lead to a node of the same name: what one withholds stands beside the other's.
        told = given.withheld.get(node.read.node, EMPTY)
        given.withheld[node.read.node] = list(dict.fromkeys((*told, *hidden)))


@dataclass(frozen=True, slots=True)
class _Page:
    """The answer of one node for one parent."""

    node: Node
    record: Record
    faces: Sequence[Sequence[str]]
    total: int | None
    values: Values
    question: Callable[[], bytes]

    def text(self) -> str:
        """One row, a plain list, or a connection."""
        read = self.node.read
        if read.pieces is not None:
            return self.pieces(read.pieces)
        if read.one:
            return self.faces[0][0] if self.faces[0] else NULL
        return f"[{','.join(self.faces[0])}]"

    def pieces(self, pieces: Sequence[Piece]) -> str:
        """The parts of the connection that were asked for, in their order."""
        return "{" + ",".join(f'"{piece.key}":{self.piece(piece)}' for piece in pieces) + "}"

    def piece(self, piece: Piece) -> str:
        """One part of the connection or of its page."""
        match piece.part:
            case Part.NODES:
                assert piece.face is not None
                return f"[{','.join(self.faces[piece.face])}]"
            case Part.EDGES:
                return f"[{','.join(self.edge(piece.below, row) for row in range(self.count))}]"
            case Part.PAGE:
                return self.pieces(piece.below)
            case Part.TOTAL:
                return str(self.total)
            case Part.TYPENAME:
                return f'"{piece.name}"'
            case Part.HAS_NEXT:
                return "true" if self.found > self.count else "false"
            case Part.HAS_PREVIOUS:
                return "true" if self.node.read.after else "false"
            case Part.START:
                return self.cursor(0) if self.count else NULL
            case Part.END:
                return self.cursor(self.count - 1) if self.count else NULL
            case Part.NODE | Part.CURSOR | Part.DISTANCE:
                raise ValueError(piece.part)

    def edge(self, pieces: Sequence[Piece], row: int) -> str:
        """One edge: a row with its cursor and its distance."""
        return "{" + ",".join(f'"{piece.key}":{self.edge_piece(piece, row)}' for piece in pieces) + "}"

    def edge_piece(self, piece: Piece, row: int) -> str:
        """One part of an edge."""
        match piece.part:
            case Part.NODE:
                assert piece.face is not None
                return self.faces[piece.face][row]
            case Part.CURSOR:
                return self.cursor(row)
            case Part.DISTANCE:
                return NULL if self.node.distance is None else repr(round(self.record[self.node.distance][row], 2))
            case _:
                return f'"{piece.name}"'

    def cursor(self, row: int) -> str:
        """The cursor of a row."""
        return f'"{seal([self.record[label][row] for label in self.node.sort], self.question())}"'

    @property
    def found(self) -> int:
        """How many rows were read."""
        return len(self.record[self.node.key] or EMPTY)

    @property
    def size(self) -> int | None:
        """How many rows were asked for; nothing where a plain list or one row answers."""
        return _size(self.node, self.values)

    @property
    def count(self) -> int:
        """How many rows are given."""
        return self.found if self.size is None else min(self.found, self.size)
