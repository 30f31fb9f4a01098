"""A cube: the counts of a question in one year, as unknowns and figures of the system that an attacker sees."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from itertools import product

import numpy as np

from register.policy.disclosure.profiles import PROFILES
from register.policy.disclosure.system import Cell, Numbers
from register.sql.statistics.counts import Counted
from register.statistics.areas import Spot
from register.statistics.question import Measure, Question

Codes = tuple[str, ...]
Breakdown = tuple[str, ...]
TOTAL: Breakdown = ()


@dataclass(frozen=True)
class Table:
    """The facts of a question by some of its dimensions together. counts: by area, stage and the codes of each."""

    question: Question
    dimensions: Breakdown
    counts: Numbers

    @classmethod
    def of(
        cls, question: Question, dimensions: Breakdown, areas: Sequence[str], *, counted: Sequence[Counted]
    ) -> "Table":
        """The table with these facts. Those of other areas are left out; a code that nobody knows is a fault."""
        places = [{code: at for at, code in enumerate(codes)} for codes in _axes(question, dimensions)]
        numbers = {code: at for at, code in enumerate(areas)}
        stages = {code: at for at, code in enumerate(question.stages)}
        counts = np.zeros((len(areas), len(stages), *(len(each) for each in places)), dtype=np.int64)
        for each in counted:
            if each.area in numbers:
                at = tuple(place[code] for place, code in zip(places, each.codes, strict=True))
                counts[(numbers[each.area], stages[each.stage], *at)] += each.count
        return cls(question, dimensions, counts)

    def choose(
        self, variables: Numbers, parts: Sequence[int], stages: Sequence[int], *, codes: dict[str, str]
    ) -> Numbers:
        """The unknowns of some areas and stages, and of one code of some dimensions."""
        chosen = variables[list(parts)][:, list(stages)]
        for axis, (name, known) in enumerate(zip(self.dimensions, _axes(self.question, self.dimensions), strict=True)):
            if name in codes:
                chosen = np.take(chosen, [known.index(codes[name])], axis=axis + 2)
        return chosen.ravel()


def _axes(question: Question, dimensions: Breakdown) -> list[list[str]]:
    return [list(question.dimension(name).labels) for name in dimensions]


@dataclass(frozen=True, slots=True)
class Place:
    """Where a figure stands: its area, what it is broken down by and of which codes."""

    spot: Spot
    breakdown: Breakdown
    codes: Codes

    @property
    def named(self) -> dict[str, str]:
        """The code of each dimension."""
        return dict(zip(self.breakdown, self.codes, strict=True))


def places_of(question: Question, spots: Sequence[Spot]) -> Iterator[Place]:
    """Every row of a question, in the order in which it is published: by area, then broken down."""
    for spot in (spot for spot in spots if spot.kind in question.geography):
        for breakdown in (TOTAL, *question.breakdowns):
            for codes in product(*(question.dimension(name).labels for name in breakdown)):
                yield Place(spot, breakdown, codes)


@dataclass
class Cube:
    """A question's tables of one year. variables: the number of each unknown, by table."""

    question: Question
    period: str
    spots: Sequence[Spot]
    tables: tuple[Table, ...]
    variables: tuple[Numbers, ...] = field(default=())

    @cached_property
    def _table_of(self) -> dict[Breakdown, int]:
        found: dict[Breakdown, int] = {TOTAL: 0}
        for breakdown in self.question.breakdowns:
            found[breakdown] = next(
                at for at, table in enumerate(self.tables) if set(breakdown) <= set(table.dimensions)
            )
        return found

    def key(self, measure: Measure, place: Place) -> tuple[object, ...]:
        """The name of a figure: the same in every question that publishes it."""
        name = measure.shared or f"{self.question.code}.{measure.name}"
        return (name, self.period, place.spot.code, *zip(place.breakdown, place.codes, strict=True))

    def value(self, measure: Measure, place: Place) -> int:
        """The true figure."""
        at = self._table_of[place.breakdown]
        return int(self._inner(at, self._stages(measure), place, values=self.tables[at].counts).sum())

    def cells(self) -> Iterator[Cell]:
        """The figures, and what must not be worked out of them: how many facts are of each stage."""
        rule = PROFILES[self.question.profile]
        for place in places_of(self.question, self.spots):
            if not place.spot.parts:
                continue
            at = self._table_of[place.breakdown]
            for measure in self.question.measures:
                inner = self._inner(at, self._stages(measure), place, values=self.variables[at])
                yield Cell(self.key(measure, place), inner, place.spot.kind, rule)
            if len(self.question.stages) > 1:
                for number, stage in enumerate(self.question.stages):
                    inner = self._inner(at, [number], place, values=self.variables[at])
                    name = Measure(f"only {stage}")
                    yield Cell(self.key(name, place), inner, place.spot.kind, rule, is_published=False)

    def equal(self) -> Iterator[tuple[Numbers, Numbers]]:
        """What each table counts of a stage in an area, which the first one counts as well."""
        for at in range(1, len(self.tables)):
            for spot in self.spots:
                if spot.kind is self.question.base and spot.parts:
                    for stage in range(len(self.question.stages)):
                        total = Place(spot, TOTAL, ())
                        yield (
                            self._inner(0, [stage], total, values=self.variables[0]),
                            self._inner(at, [stage], total, values=self.variables[at]),
                        )

    def _stages(self, measure: Measure) -> list[int]:
        return [at for at, stage in enumerate(self.question.stages) if self.question.counts(measure, stage)]

    def _inner(self, table: int, stages: Sequence[int], place: Place, *, values: Numbers) -> Numbers:
        return self.tables[table].choose(values, place.spot.parts, stages, codes=place.named)
