"""Run the statements of granted plans, and put their answers together as JSON text."""

import json
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Protocol

from register.open_types import Value, Values
from register.plan.read import Part, Piece, Read
from register.sql.read.change_feed import Place
from register.sql.read.cursor import seal
from register.sql.read.given import EMPTY, Given, Record, add_keys, count_of, note_rows
from register.sql.read.json_text import MARK, NULL
from register.sql.read.page_rows import MOST_ROWS_OF_A_PLAIN_LIST
from register.sql.read.row_json import TIMELINE
from register.sql.read.statement import BETWEEN_KEYS, COUNT, PARENTS, Node, Statement
from register.sql.read.timeline import Entry, Texts, TimelineSlots, in_order

# What the cursors of a node are bound to.
Question = Callable[[Read], bytes]

# So few rows are named in the access log when they are only counted: a count of few is a question about each of them.
KEYS_OF_A_COUNT = 20

# What stands for the rows of a node that are only counted.
UNREAD: Record = {COUNT: 0}


class Reader(Protocol):
    """The part of a driver's connection that running a plan needs."""

    async def fetch(self, query: str, *args: object) -> Sequence[Record]:
        """The rows of a statement."""


async def run_read(connection: Reader, node: Node, values: Values, *, question: Question) -> Given:
    """Run a root field's plan from the root down, and return its answer."""
    given = Given()
    (given.text,) = await _run(connection, node, values, question=question, given=given)
    return given


async def _run(
    connection: Reader, node: Node, values: Values, *, question: Question, given: Given, is_below: bool = False
) -> list[str]:
    """The answers of a node, one for each parent. is_below: whether it has parents; the root has none."""
    shown = None if node.read.only_counts else node.rows
    size = None if node.read.first is None else int(values[f"s{node.read.first.number}"])
    about = _parents(values) if is_below else size or MOST_ROWS_OF_A_PLAIN_LIST
    records = await _fetch(connection, shown, values, size=about) if shown else None
    totals = await _totals(connection, node, values, records=records, size=size)
    if records is None:
        records = [UNREAD] * len(totals)
    else:
        note_rows(node, records, given, size=size)
    if node.total is not None:
        await _note_total(connection, node, values, given=given, total=sum(totals))
    faces = await _faces(connection, node, records, size=size, values=values, question=question, given=given)
    answers = []
    for number, record in enumerate(records):
        total = totals[number] if totals else None
        page = _Page(node, record, faces[number], count_of(record, size), total, values, question)
        answers.append(page.text())
        if node.read.feed:
            given.token, given.has_more, given.count = page.token, page.has_more, page.count
    return answers


# Decision: count-on-the-first-page
async def _totals(
    connection: Reader, node: Node, values: Values, *, records: Sequence[Record] | None, size: int | None
) -> list[int]:
    """How many rows there are, for each parent, if that is asked for. records: those of the page, if it is read.

    Where the first page holds all rows of each parent, they are not counted once more.
    """
    if node.total is None:
        return []
    if records is not None and size is not None and node.read.after is None:
        # With more asked for than the page holds, one row beside it would have shown.
        fits = size if node.read.wants(Part.HAS_NEXT) else size - 1
        if all(record[COUNT] <= fits for record in records):
            return [record[COUNT] for record in records]
    return [record["total"] for record in await _fetch(connection, node.total, values)]


async def _faces(
    connection: Reader,
    node: Node,
    records: Sequence[Record],
    *,
    size: int | None,
    values: Values,
    question: Question,
    given: Given,
) -> list[list[Value]]:
    """The texts of the rows that are given, for each parent by face, with what is below them in its place."""

    async def below(number: int) -> list[str]:
        slot = node.slots[number]
        under = {**values, PARENTS: _every(records, slot.label, size)}
        return await _run(connection, slot.node, under, question=question, given=given, is_below=True)

    async def along(timeline: TimelineSlots) -> list[str]:
        under = {number: _every(records, node.slots[slot].label, size) for number, slot in timeline.slots.items()}
        strands = {number: node.slots[slot].node for number, slot in timeline.slots.items()}
        run = _TimelineRun(connection, timeline, strands, values, question, given)
        return await run.answers(under, parents=sum(count_of(record, size) for record in records))

    together = {slot for timeline in node.timelines for slot in timeline.slots.values()}
    filled = {str(number): await below(number) for number in range(len(node.slots)) if number not in together}
    filled |= {f"{TIMELINE}{number}": await along(each) for number, each in enumerate(node.timelines)}
    faces, at = [], 0
    for record in records:
        texts: list[Value] = [record.get(label) for label in node.faces]
        if not node.whole:
            texts = [(each or EMPTY)[:size] for each in texts]
        if filled:
            texts = [_filled(each, filled, at) for each in texts]
            at += count_of(record, size)
        faces.append(texts)
    return faces


async def _fetch(
    connection: Reader, statement: Statement, values: Values, *, size: int | None = None
) -> Sequence[Record]:
    return await connection.fetch(statement.of_size(size), *[values[name] for name in statement.names])


def _parents(values: Values) -> int:
    """How many parents a statement reads the rows of, a few each: about as many as it has rows."""
    parents: str = values[PARENTS]
    return parents.count(",") + 1


def _every(records: Sequence[Record], label: str, size: int | None) -> str:
    """The keys of the rows that are given, of all parents, as PostgreSQL writes an array of them."""
    keys = (record[label][1:-1] for record in records if record[label])
    if any(record[COUNT] > count_of(record, size) for record in records):
        keys = (",".join(listed.split(",")[:size]) for listed in keys)
    return "{" + ",".join(keys) + "}"


def _filled(texts: Sequence[str], children: Mapping[str, Sequence[str]], at: int) -> list[str]:
    """The rows' texts with each relation's answer in its place. at: the number of the first row among all parents'."""
    filled = []
    for row, text in enumerate(texts, at):
        parts = text.split(MARK)
        parts[1::2] = [children[name][row] for name in parts[1::2]]
        filled.append("".join(parts))
    return filled


# Decision: counts-are-consultations
async def _note_total(connection: Reader, node: Node, values: Values, *, given: Given, total: int) -> None:
    """Note how many rows were counted; where they are few, which, unless they were returned as well."""
    name = node.read.node
    given.sizes[f"{name}.{Part.TOTAL.value}"] = total
    if node.rows is None or node.read.first is None or not given.sizes.get(name, 0) < total <= KEYS_OF_A_COUNT:
        return
    few = {**values, f"s{node.read.first.number}": KEYS_OF_A_COUNT}
    records = await _fetch(connection, node.rows, few, size=KEYS_OF_A_COUNT)
    listed = [record[node.key] for record in records if record[node.key]]
    keys = BETWEEN_KEYS.join(listed).split(BETWEEN_KEYS) if listed else []
    add_keys(given, f"{name}.{Part.COUNTED.value}", keys, count=len(keys))
    given.counted += keys


@dataclass(frozen=True)
class _TimelineRun:
    """Reads the strands of a timeline, each by its own statement, and puts their rows together."""

    connection: Reader
    timeline: TimelineSlots
    strands: Mapping[int, Node]
    values: Values
    question: Question
    given: Given

    @property
    def size(self) -> int:
        """How many entries a page holds."""
        first = self.timeline.show.strands[0].read.first
        assert first is not None
        return int(self.values[f"s{first.number}"])

    async def answers(self, under: Mapping[int, str], *, parents: int) -> list[str]:
        """The timeline of each parent. under: the parents' keys, by strand."""
        read = {}
        for number, node in self.strands.items():
            assert node.rows is not None
            values = {**self.values, PARENTS: under[number]}
            read[number] = await _fetch(self.connection, node.rows, values, size=_parents(values))
        sort = {number: node.sort for number, node in self.strands.items()}
        every = [in_order({n: rows[row] for n, rows in read.items()}, sort) for row in range(parents)]
        texts = {number: await self.texts(number, rows, every) for number, rows in read.items()}
        return [
            self.pieces(self.timeline.show.pieces, entries, {n: found[row] for n, found in texts.items()})
            for row, entries in enumerate(every)
        ]

    async def texts(self, number: int, rows: Sequence[Record], every: Sequence[Sequence[Entry]]) -> list[list[Value]]:
        """The texts of the rows of a strand that are given. The others were not consulted, and are not logged."""
        node = self.strands[number]
        counts = [sum(entry.strand == number for entry in entries[: self.size]) for entries in every]
        kept = [_cut(node, record, count) for record, count in zip(rows, counts, strict=True)]
        note_rows(node, kept, self.given, size=None)
        return await _faces(
            self.connection, node, kept, size=None, values=self.values, question=self.question, given=self.given
        )

    def pieces(self, pieces: Sequence[Piece], entries: Sequence[Entry], texts: Texts) -> str:
        """The parts of a timeline that were asked for, in their order."""
        written = (f'"{piece.key}":{self.piece(piece, entries, texts)}' for piece in pieces)
        return "{" + ",".join(written) + "}"

    def piece(self, piece: Piece, entries: Sequence[Entry], texts: Texts) -> str:
        """One part of a timeline or of its page."""
        show, given = self.timeline.show, entries[: self.size]
        match piece.part:
            case Part.NODES:
                assert piece.face is not None
                return "[" + ",".join(each.text(show.faces[piece.face], show, texts) for each in given) + "]"
            case Part.PAGE:
                return self.pieces(piece.below, entries, texts)
            case Part.HAS_NEXT:
                return "true" if len(entries) > len(given) else "false"
            case Part.HAS_PREVIOUS:
                return "true" if show.strands[0].read.after else "false"
            case Part.START:
                return self.cursor(given[0]) if given else NULL
            case Part.END:
                return self.cursor(given[-1]) if given else NULL
            case _:
                return f'"{piece.name}"'

    def cursor(self, entry: Entry) -> str:
        """The cursor of an entry."""
        question = self.question(self.timeline.show.strands[0].read)
        return f'"{seal([entry.at, entry.strand, entry.key], question)}"'


def _cut(node: Node, record: Record, count: int) -> Record:
    """What was read of a node for one parent, as if it had so many rows."""
    cut = {**record, COUNT: count}
    for label in (node.key, *(label for _, label in node.audited)):
        cut[label] = BETWEEN_KEYS.join((record[label] or "").split(BETWEEN_KEYS)[:count]) or None
    for label in (*node.faces, *(label for label, _ in node.flags)):
        cut[label] = (record[label] or EMPTY)[:count]
    for slot in node.slots:
        cut[slot.label] = "{" + ",".join(record[slot.label][1:-1].split(",")[:count]) + "}" if count else None
    return cut


@dataclass(frozen=True)
class _Page:
    """The answer of one node for one parent. faces: the rows' texts; count: how many rows are given."""

    node: Node
    record: Record
    faces: Sequence[Value]
    count: int
    total: int | None
    values: Values
    question: Question

    def text(self) -> str:
        """One row, a plain list, or a connection."""
        read = self.node.read
        if read.pieces is not None:
            return self.pieces(read.pieces)
        rows = self.rows(0)
        return (rows or NULL) if read.one else f"[{rows}]"

    def rows(self, face: int) -> str:
        """The texts of the rows that are given, one after the other."""
        texts = self.faces[face]
        return str(texts or "") if self.node.whole else ",".join(texts)

    def pieces(self, pieces: Sequence[Piece]) -> str:
        """The parts of the connection that were asked for, in their order."""
        return "{" + ",".join(f'"{piece.key}":{self.piece(piece)}' for piece in pieces if piece.key) + "}"

    def piece(self, piece: Piece) -> str:
        """One part of the connection or of its page."""
        match piece.part:
            case Part.NODES:
                assert piece.face is not None
                return f"[{self.rows(piece.face)}]"
            case Part.EDGES:
                return f"[{','.join(self.edge(piece.below, row) for row in range(self.count))}]"
            case Part.PAGE:
                return self.pieces(piece.below)
            case Part.TOTAL:
                return str(self.total)
            case Part.TYPENAME:
                return f'"{piece.name}"'
            case Part.NARROWED:
                return self.pieces(piece.below) if self.node.narrowed or self.node.read.usual_statuses else NULL
            case Part.FIELDS:
                return json.dumps(self.node.narrowed)
            case Part.ROWS:
                return json.dumps(self.node.narrowed_to)
            case Part.STATUSES:
                return json.dumps(self.node.read.usual_statuses or None)
            case Part.HAS_NEXT | Part.MORE:
                return "true" if self.has_more else "false"
            case Part.PLACE:
                return f'"{self.token}"'
            case Part.HAS_PREVIOUS:
                return "true" if self.node.read.after else "false"
            case Part.START:
                return self.cursor(0) if self.count else NULL
            case Part.END:
                return self.cursor(self.count - 1) if self.count else NULL
            case Part.NODE | Part.CURSOR | Part.DISTANCE | Part.COUNTED:
                raise ValueError(piece.part)

    @property
    def has_more(self) -> bool:
        """True if more rows follow."""
        return bool(self.record[COUNT] > self.count)

    @cached_property
    def token(self) -> str:
        """The reader's place in a feed: at the last row returned or, if nothing follows, at the horizon."""
        if not self.has_more:
            return self.place(self.values["horizon"]).token(self.values["reader"])
        transaction, number = (self.record[label][self.count - 1] for label in self.node.sort)
        return self.place(transaction, number).token(self.values["reader"])

    def place(self, transaction: int, number: int = 0) -> Place:
        """A place in the log of this database."""
        return Place(self.values["origin"], transaction, number)

    def edge(self, pieces: Sequence[Piece], row: int) -> str:
        """One edge: a row with its cursor and its distance."""
        return "{" + ",".join(f'"{piece.key}":{self.edge_piece(piece, row)}' for piece in pieces) + "}"

    def edge_piece(self, piece: Piece, row: int) -> str:
        """One part of an edge."""
        match piece.part:
            case Part.NODE:
                assert piece.face is not None
                return str(self.faces[piece.face][row])
            case Part.CURSOR:
                return self.cursor(row)
            case Part.DISTANCE:
                return NULL if self.node.distance is None else repr(round(self.record[self.node.distance][row], 2))
            case _:
                return f'"{piece.name}"'

    def cursor(self, row: int) -> str:
        """The cursor of a row."""
        return f'"{seal([self.record[label][row] for label in self.node.sort], self.question(self.node.read))}"'
