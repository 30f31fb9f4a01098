"""A second opinion on tallies: the rows that a caller may read, one by one, put into heaps and added up in Python.

Who may read which row comes from tests/hostile/rows.py and its matrix; what a dimension or a measure means is said in
tests/hostile/tally_subjects.py, in other words than the register's. Nothing of its planning, policy or SQL is used.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from tests.hostile.child_rows import OF_CHILD, OF_EPISODE, OF_PLACEMENT
from tests.hostile.matrix import BODY, INSPECTED, MATRIX, OPENED, kind_of
from tests.hostile.rows import SCOPES, Asker, Row, Rows
from tests.hostile.tally_meanings import Meaning, Subject, Thing
from tests.hostile.tally_subjects import SUBJECTS

FORBIDDEN, NO_MATCH, NO_PURPOSE = "POLICY_FORBIDDEN", "POLICY_FORBIDDEN_MATCH", "POLICY_PURPOSE_REQUIRED"
NEEDS_PURPOSE = frozenset({"home_identity", "premises", *OF_CHILD, *OF_PLACEMENT, *OF_EPISODE})


@dataclass(frozen=True)
class Filter:
    """A filter, and the same in Python. tables: those that it compares."""

    text: str
    fits: Callable[[Thing], bool]
    tables: frozenset[str] = frozenset()


@dataclass(frozen=True)
class Question:
    """A tally: the root, what it is by, which numbers it shows, and its filter."""

    root: str
    by: tuple[str, ...]
    measures: tuple[str, ...]
    where: Filter | None = None
    status: str = "CURRENT"

    @property
    def subject(self) -> Subject:
        """What its root tallies."""
        return SUBJECTS[self.root]

    @property
    def text(self) -> str:
        """The document."""
        asked = [f"by: [{', '.join(map(constant, self.by))}]", "first: 1000"]
        asked += [f"status: {self.status}"] if self.root == "homeTally" else []
        asked += [f"where: {self.where.text}"] if self.where else []
        named = [name for name in self.by if self.subject.dimensions[name].name]
        key = " ".join(["__typename", *self.by, *(f"{name}Name" for name in named)])
        shown = f"rows {{ key {{ {key} }} {' '.join(self.measures)} }} hasMore narrowed {{ fields }}"
        return f"{{ {self.root}({', '.join(asked)}) {{ {shown} }} }}"


def constant(name: str) -> str:
    return "".join(f"_{letter}" if letter.isupper() else letter.upper() for letter in name)


def answer(rows: Rows, question: Question, asker: Asker) -> list[Row] | str:
    """The groups that a caller must be given, or the code of the refusal."""
    subject = question.subject
    told = [subject.dimensions[name] for name in question.by]
    told += [subject.measures[name][0] for name in question.measures]
    tables = frozenset().union(*(each.tables for each in told), question.where.tables if question.where else ())
    apart = frozenset().union(*(each.apart for each in told))
    if not scopes(asker, subject.table):
        return FORBIDDEN
    if not all(scopes(asker, table) for table in tables | apart):
        return NO_MATCH
    if {subject.table, *tables} & NEEDS_PURPOSE and asker.purpose is None:
        return NO_PURPOSE
    things = [thing for thing in subject.things(rows) if all(may_tell(rows, asker, each, thing) for each in tables)]
    things = [thing for thing in things if question.status == "ALL" or subject.is_current(thing)]
    things = [thing for thing in things if may_tell(rows, asker, subject.table, thing)]
    things = [thing for thing in things if question.where is None or question.where.fits(thing)]
    return heaps(question, things, lambda thing, table: may_tell(rows, asker, table, thing))


def scopes(asker: Asker, table: str) -> list[str]:
    """How far a caller reads a table, without what is worth nothing unless a person gave it."""
    far = MATRIX[asker.agency].get(kind_of(table), ())
    given = {INSPECTED: bool(asker.inspects), OPENED: bool(asker.opened), BODY: asker.appointed}
    return [scope for scope in far if given.get(scope, True)]


def may_tell(rows: Rows, asker: Asker, table: str, thing: Thing) -> bool:
    """Whether a caller may read what a table holds of a thing, or that it holds nothing."""
    row = thing.row if table in ("home", "inspection") else named(thing, table)
    return any(SCOPES[scope](rows, asker, table, row) for scope in scopes(asker, table))


def named(thing: Thing, table: str) -> Row:
    """The row of a table that a thing leads to, as far as it says what it is of."""
    if table in OF_EPISODE:
        return {OF_EPISODE[table]: thing.episode}
    if table in OF_CHILD:
        return {OF_CHILD[table]: thing.child}
    if table in OF_PLACEMENT:
        return {OF_PLACEMENT[table]: thing.row["id"]}
    return {"home_id": thing.home.get("id"), "id": thing.home.get("id")}


def heaps(question: Question, things: Sequence[Thing], tells: Callable[[Thing, str], bool]) -> list[Row]:
    """The things in heaps of what they have in common, in the order of it. tells: whether a table is readable there."""
    subject, found = question.subject, dict[tuple[Any, ...], list[Thing]]()
    for thing in things:
        found.setdefault(tuple(_common(question, thing).items()), []).append(thing)
    if not question.by:
        found = {(): list(things)}
    groups = sorted(found.items(), key=lambda group: [(value is None, _as_stored(value)) for _, value in group[0]])
    return [
        {
            "key": {"__typename": f"{question.root[0].upper()}{question.root[1:]}Key", **dict(common)},
            **{name: _number(subject.measures[name], heap, tells) for name in question.measures},
        }
        for common, heap in groups
    ]


def _as_stored(value: Any) -> Any:
    """A value as it is put in order: codes are stored in small letters, which come after the line between words."""
    return value.lower() if isinstance(value, str) and value.isupper() else value or 0


def _common(question: Question, thing: Thing) -> Row:
    named = {}
    for name in question.by:
        meaning = question.subject.dimensions[name]
        named[name] = meaning.of(thing)
        if meaning.name is not None:
            named[f"{name}Name"] = meaning.name(thing)
    return named


def _number(
    measure: tuple[Meaning, Callable[[Sequence[Any]], Any]],
    heap: Sequence[Thing],
    tells: Callable[[Thing, str], bool],
) -> Any:
    meaning, put_together = measure
    values = [meaning.of(thing) for thing in heap if all(tells(thing, table) for table in meaning.apart)]
    return put_together([value for value in values if value is not None])
