"""A second opinion on tallies: the rows that a caller may read, one by one, put into heaps and added up in Python.

Who may read which row comes from tests/hostile/rows.py and its matrix; what a dimension or a measure means is said here
in other words than the register's. Nothing of the register's planning, policy or SQL is used.
"""

import math
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from tests.hostile.matrix import INSPECTED, MATRIX, OPENED, kind_of
from tests.hostile.rows import SCOPES, Asker, Row, Rows

FORBIDDEN, NO_MATCH, NO_PURPOSE = "POLICY_FORBIDDEN", "POLICY_FORBIDDEN_MATCH", "POLICY_PURPOSE_REQUIRED"
CURRENT = ("registered", "suspended")
GRADES = ("outstanding", "good", "requires_improvement", "inadequate")
NEEDS_PURPOSE = frozenset({"home_identity", "premises"})


@dataclass(frozen=True)
class Thing:
    """A row that is tallied, with the rows that it leads to: of its home, the home's identity, and so on."""

    row: Row
    home: Row
    rows: Rows

    def lookup(self, table: str, key: str, value: Any) -> Row:
        """The row of a table by its key; one without values where there is none."""
        return next((row for row in self.rows.rows[table] if row[key] == value), {})

    @property
    def identity(self) -> Row:
        """What is known of the home beside its public facts."""
        return self.lookup("home_identity", "home_id", self.home["id"])

    @property
    def judgement(self) -> Any:
        """What the home was judged last, by an inspection that judged it."""
        judged = [
            row
            for row in self.rows.rows["inspection"]
            if row["home_id"] == self.home["id"] and row["overall_experiences_and_progress"] in GRADES
        ]
        latest = max(judged, key=lambda row: (row["started_on"], row["id"]), default={})
        return latest.get("overall_experiences_and_progress")


@dataclass(frozen=True)
class Meaning:
    """What a dimension or a measure is of one thing. tables: those whose values it tells beside the thing's own."""

    of: Callable[[Thing], Any]
    tables: frozenset[str] = frozenset()
    name: Callable[[Thing], Any] | None = None


def code(column: str) -> Meaning:
    return Meaning(lambda thing: upper(thing.row[column]))


def upper(value: Any) -> Any:
    return None if value is None else value.upper()


def of_home(column: str) -> Meaning:
    return Meaning(lambda thing: upper(thing.home[column]))


def area(column: str) -> Meaning:
    return Meaning(
        lambda thing: thing.home[column],
        frozenset({"area"}),
        lambda thing: thing.lookup("area", "code", thing.home[column]).get("name"),
    )


def identity(column: str) -> Meaning:
    def found(thing: Thing) -> Any:
        value = thing.identity.get(column)
        return upper(value) if isinstance(value, str) else value

    return Meaning(found, frozenset({"home_identity"}))


def periods(stem: str, column: str) -> dict[str, Meaning]:
    """The first day of each period that a day is in."""

    def of(begin: Callable[[date], date]) -> Meaning:
        return Meaning(lambda thing: None if thing.row[column] is None else begin(thing.row[column]).isoformat())

    return {
        f"{stem}Year": of(lambda day: date(day.year, 1, 1)),
        f"{stem}FinancialYear": of(lambda day: date(day.year if day.month >= 4 else day.year - 1, 4, 1)),
        f"{stem}Quarter": of(lambda day: date(day.year, 3 * ((day.month - 1) // 3) + 1, 1)),
        f"{stem}Month": of(lambda day: date(day.year, day.month, 1)),
    }


def total(values: Sequence[Any]) -> Any:
    return sum(values) if values else None


def quantile(part: float) -> Callable[[Sequence[Any]], Any]:
    """The value so far along the values in their order, between two of them in proportion."""

    def found(values: Sequence[Any]) -> Any:
        if not values:
            return None
        ordered, at = sorted(values), part * (len(values) - 1)
        below, above = ordered[math.floor(at)], ordered[math.ceil(at)]
        return below + (above - below) * (at - math.floor(at))

    return found


@dataclass(frozen=True)
class Subject:
    """A root that tallies. things: what it tallies; measures: what of each thing goes into what."""

    things: Callable[[Rows], Iterator[Thing]]
    table: str
    dimensions: Mapping[str, Meaning]
    measures: Mapping[str, tuple[Meaning, Callable[[Sequence[Any]], Any]]]
    is_current: Callable[[Thing], bool] = field(default=lambda thing: True)


def days_to_publish(thing: Thing) -> Any:
    published = thing.row["published_on"]
    return None if published is None else (published - thing.row["started_on"]).days


EACH = Meaning(lambda thing: 1)
HOMES = Subject(
    lambda rows: (Thing(row, row, rows) for row in rows.rows["home"] if row["merged_into_id"] is None),
    "home",
    {
        **{name: code(column) for name, column in (("sector", "sector"), ("kind", "kind"))},
        "registrationStatus": code("registration_status"),
        "shortBreaksOnly": Meaning(lambda thing: thing.row["short_breaks_only"]),
        **{name: area(f"{name}_code") for name in ("region", "authority", "force")},
        "legalForm": Meaning(
            lambda thing: upper(thing.lookup("provider", "id", thing.row["provider_id"]).get("legal_form")),
            frozenset({"provider"}),
        ),
        "judgement": Meaning(lambda thing: upper(thing.judgement), frozenset({"inspection"})),
        "operationalStatus": identity("operational_status"),
        "sexAdmitted": identity("sex_admitted"),
        "secureApproved": identity("secure_approved"),
        **periods("registered", "registered_on"),
        **periods("ceased", "ceased_on"),
    },
    {
        "count": (EACH, len),
        "places": (Meaning(lambda thing: thing.row["places"]), total),
        "placesMedian": (Meaning(lambda thing: thing.row["places"]), quantile(0.5)),
        "securePlaces": (identity("secure_places"), total),
    },
    lambda thing: thing.row["registration_status"] in CURRENT,
)
INSPECTIONS = Subject(
    lambda rows: (Thing(row, rows.homes[row["home_id"]], rows) for row in rows.rows["inspection"]),
    "inspection",
    {
        "kind": code("kind"),
        "overallExperiencesAndProgress": code("overall_experiences_and_progress"),
        "helpedAndProtected": code("helped_and_protected"),
        "leadersAndManagers": code("leaders_and_managers"),
        "homeSector": of_home("sector"),
        "homeKind": of_home("kind"),
        **{f"home{name.title()}": area(f"{name}_code") for name in ("region", "authority", "force")},
        **periods("started", "started_on"),
        **periods("published", "published_on"),
    },
    {
        "count": (EACH, len),
        "homes": (Meaning(lambda thing: thing.home["urn"]), lambda values: len(set(values))),
        "daysToPublishMedian": (Meaning(days_to_publish), quantile(0.5)),
        "daysToPublishP90": (Meaning(days_to_publish), quantile(0.9)),
    },
)
SUBJECTS: Mapping[str, Subject] = {"homeTally": HOMES, "inspectionTally": INSPECTIONS}


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
    if not scopes(asker, subject.table):
        return FORBIDDEN
    if not all(scopes(asker, table) for table in tables):
        return NO_MATCH
    if tables & NEEDS_PURPOSE and asker.purpose is None:
        return NO_PURPOSE
    things = [thing for thing in subject.things(rows) if all(may_tell(rows, asker, each, thing) for each in tables)]
    things = [thing for thing in things if question.status == "ALL" or subject.is_current(thing)]
    things = [thing for thing in things if may_tell(rows, asker, subject.table, thing)]
    return heaps(question, [thing for thing in things if question.where is None or question.where.fits(thing)])


def scopes(asker: Asker, table: str) -> list[str]:
    """How far a caller reads a table, without what is worth nothing unless a person gave it."""
    far = MATRIX[asker.agency].get(kind_of(table), ())
    given = {INSPECTED: bool(asker.inspects), OPENED: bool(asker.opened)}
    return [scope for scope in far if given.get(scope, True)]


def may_tell(rows: Rows, asker: Asker, table: str, thing: Thing) -> bool:
    """Whether a caller may read what a table holds of a thing, or that it holds nothing."""
    row = thing.row if table in ("home", "inspection") else {"home_id": thing.home["id"], "id": thing.home["id"]}
    return any(SCOPES[scope](rows, asker, table, row) for scope in scopes(asker, table))


def heaps(question: Question, things: Sequence[Thing]) -> list[Row]:
    """The things in heaps of what they have in common, in the order of it."""
    subject, found = question.subject, dict[tuple[Any, ...], list[Thing]]()
    for thing in things:
        found.setdefault(tuple(_common(question, thing).items()), []).append(thing)
    if not question.by:
        found = {(): list(things)}
    groups = sorted(found.items(), key=lambda group: [(value is None, value or 0) for _, value in group[0]])
    return [
        {
            "key": {"__typename": f"{question.root[0].upper()}{question.root[1:]}Key", **dict(common)},
            **{name: _number(subject.measures[name], heap) for name in question.measures},
        }
        for common, heap in groups
    ]


def _common(question: Question, thing: Thing) -> Row:
    named = {}
    for name in question.by:
        meaning = question.subject.dimensions[name]
        named[name] = meaning.of(thing)
        if meaning.name is not None:
            named[f"{name}Name"] = meaning.name(thing)
    return named


def _number(measure: tuple[Meaning, Callable[[Sequence[Any]], Any]], heap: Sequence[Thing]) -> Any:
    meaning, put_together = measure
    values = [meaning.of(thing) for thing in heap]
    return put_together([value for value in values if value is not None])
