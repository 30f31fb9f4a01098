"""Tallies: what of an entity may be counted and added up, and by what its rows may be grouped."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum
from types import MappingProxyType

import strawberry

from register.catalogue.declare import CATALOGUE
from register.catalogue.model import Column, Entity, Kind, Relation
from register.open_types import MadeField, Resolver

# What a set of rows can be grouped by: closed lists, flags and texts that name an area.
GROUPED = frozenset({Kind.CODE, Kind.BOOLEAN, Kind.TEXT})
# Between what a measure can take the time.
BETWEEN = ([Kind.DAY, Kind.DAY], [Kind.INSTANT, Kind.INSTANT])


class How(StrEnum):
    """What a measure does with the rows of a group. A quantile lies between two values as PostgreSQL puts it."""

    COUNT = "count"
    DISTINCT = "distinct"
    SUM = "sum"
    MEDIAN = "median"
    P90 = "p90"


class Period(StrEnum):
    """A calendar period that a day lies in."""

    YEAR = "year"
    FINANCIAL_YEAR = "financial_year"
    QUARTER = "quarter"
    MONTH = "month"


@dataclass(frozen=True, eq=False)
class Term:
    """A column of the rows that are tallied, or of the one row that relations lead to. steps: each with its target."""

    steps: tuple[tuple[Relation, Entity], ...]
    column: Column

    @property
    def path(self) -> tuple[str, ...]:
        """The names of the relations."""
        return tuple(relation.name for relation, _ in self.steps)


@dataclass(frozen=True, eq=False)
class Measure:
    """A number for each group.

    terms: nothing for a count of rows; one column; or two days and the days between, two instants and the hours.
    """

    name: str
    how: How
    terms: tuple[Term, ...]
    about: str


@dataclass(frozen=True, eq=False)
class Dimension:
    """What rows are grouped by. label: a column that names the value; period: into which a day or instant is put."""

    name: str
    value: Term
    about: str
    label: Term | None = None
    period: Period | None = None

    @property
    def labelled(self) -> str:
        """The name of the field that holds the label."""
        return f"{self.name}Name"

    @property
    def terms(self) -> tuple[Term, ...]:
        """The value, and its label where it has one."""
        return (self.value,) if self.label is None else (self.value, self.label)


@dataclass(frozen=True, eq=False)
class Tally:
    """A root field that tallies the rows of an entity, with everything that it can be asked for."""

    name: str
    entity: Entity
    measures: Mapping[str, Measure]
    dimensions: Mapping[str, Dimension]

    @property
    def title(self) -> str:
        """The name as its types begin with it."""
        return self.name[0].upper() + self.name[1:]

    @property
    def row(self) -> str:
        """The name of the type of its groups."""
        return f"{self.title}Row"


class Tallied:
    """Declares a tally of an entity's rows, by the names of the entity's own fields."""

    def __init__(self, name: str, entity: type) -> None:
        self.name = name
        self.entity = CATALOGUE[entity.__name__]

    def measure(self, name: str, how: How, about: str, *fields: str) -> Measure:
        """A measure. fields: those that it works on, each after the relations that lead to it."""
        terms = tuple(self._term(field) for field in fields)
        kinds = [term.column.kind for term in terms]
        if len(terms) > 1 and kinds not in BETWEEN:
            raise TypeError(f"{name} is between two fields that are neither days nor instants")
        return Measure(name, how, terms, about)

    def by(self, name: str, about: str, field: str | None = None, *, label: str | None = None) -> Dimension:
        """A dimension that is a field, or one that relations lead to. label: a field that names its values."""
        value = self._term(field or name)
        if value.column.kind not in GROUPED:
            raise TypeError(f"{name} is grouped by {value.column.name}, which has as many values as rows")
        return Dimension(name, value, about, label=None if label is None else self._term(label))

    def by_area(self, name: str, about: str, relation: str | None = None) -> Dimension:
        """A dimension that is the code of an area, with its name. relation: what leads to the area, by this name."""
        led_by = relation or name
        return self.by(name, about, f"{led_by}.code", label=f"{led_by}.name")

    def by_period(self, stem: str, about: str, field: str) -> Iterator[Dimension]:
        """Dimensions that put a day or an instant into calendar periods. about: to follow `the year in which`."""
        for period, (suffix, words) in PERIODS.items():
            text = f"The first day of the {words} in which {about}."
            yield Dimension(f"{stem}{suffix}", self._term(field), text, period=period)

    def made(self, measures: Iterable[Measure], dimensions: Iterable[Dimension]) -> Tally:
        """Enter the tally in the catalogue, and return it."""
        numbers, groups = {each.name: each for each in measures}, {each.name: each for each in dimensions}
        twice = numbers.keys() & {*groups, *(each.labelled for each in groups.values())}
        if twice:
            raise TypeError(f"{self.name} measures and groups by {', '.join(sorted(twice))}")
        made = Tally(self.name, self.entity, numbers, groups)
        _tallies[self.name] = made
        return made

    def _term(self, field: str) -> Term:
        *path, name = field.split(".")
        steps, entity = [], self.entity
        for step in path:
            relation = entity.relations[step]
            if relation.many:
                raise TypeError(f"{self.name} would count a row once for each of its {step}")
            entity = CATALOGUE[relation.to]
            steps.append((relation, entity))
        column = entity.fact(name)
        if steps and column.table is not entity.table:
            raise TypeError(f"{field} is beside the row that it leads to, and not of it")
        return Term(tuple(steps), column)


PERIODS: Mapping[Period, tuple[str, str]] = {
    Period.YEAR: ("Year", "calendar year"),
    Period.FINANCIAL_YEAR: ("FinancialYear", "year from 1 April to 31 March"),
    Period.QUARTER: ("Quarter", "calendar quarter"),
    Period.MONTH: ("Month", "calendar month"),
}

_tallies: dict[str, Tally] = {}
TALLIES: Mapping[str, Tally] = MappingProxyType(_tallies)


def tally_root(tally: Tally, about: str, *, resolver: Resolver) -> MadeField:
    """Declare the root field of a tally; the resolver only lends the field its arguments."""
    return strawberry.field(resolver=resolver, name=tally.name, description=about)
