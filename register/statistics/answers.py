"""Counting the facts of every question in one snapshot: a cube for each question and year."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime

import sqlalchemy as sa

from register.sql.statistics.counts import Counted, Facts, Place, count_facts, first_day, places, quantiles, successors
from register.statistics.areas import Spot, spots_of
from register.statistics.cube import Cube, Table
from register.statistics.question import Measure, Question
from register.vocabulary import AreaKind

# Tells what is being done, of so much of which so much is done.
Progress = Callable[[str, int, int], None]
# So many years are published, if there are facts of them.
MOST_YEARS = 10


@dataclass(frozen=True)
class Answered:
    """A question with its cubes, by period; sums: those of measures that add a column up; and its quantiles."""

    question: Question
    spots: Sequence[Spot]
    cubes: Mapping[str, Cube]
    sums: Mapping[tuple[str, str], Cube]
    quantiles: Mapping[tuple[str, str, str], float]


def closed_years(connection: sa.Connection, today: date) -> list[date]:
    """The first days of the years from 1 April that are over and of which there are facts, the earliest first."""
    first = first_day(connection)
    if first is None:
        return []
    last = _year(today) - 1
    return [date(year, 4, 1) for year in range(max(_year(first), last - MOST_YEARS + 1), last + 1)]


def _year(day: date) -> int:
    return day.year if day >= date(day.year, 4, 1) else day.year - 1


def label_of(first: date) -> str:
    """The name of a year from 1 April, for example 2025-26."""
    return f"{first.year}-{(first.year + 1) % 100:02}"


def today_in_england() -> date:
    """The day, by the universal clock: a year is over some hours later in England in no case."""
    return datetime.now(UTC).date()


class Counter:
    """Counts facts of some years, by areas as they are now."""

    def __init__(self, connection: sa.Connection, years: Sequence[date]) -> None:
        self._connection, self._years = connection, years
        self._facts = Facts(connection, years)
        self._successors = successors(connection)
        self._places: dict[AreaKind, list[Place]] = {}

    def answer(self, question: Question) -> Answered:
        """The cubes of a question."""
        if question.base not in self._places:
            self._places[question.base] = places(self._connection, question.base)
        spots = spots_of(self._places[question.base], question.base, all_report=question.is_public)
        sums = {
            (measure.name, period): cube
            for measure in question.measures
            if measure.adds is not None
            for period, cube in self._cubes(question, spots, measure).items()
        }
        return Answered(
            question, spots, self._cubes(question, spots, None), sums, dict(self._quantiles(question, spots))
        )

    def _cubes(self, question: Question, spots: Sequence[Spot], added: Measure | None) -> dict[str, Cube]:
        counted = [
            self._current(
                count_facts(
                    self._facts,
                    question.facts,
                    by=question.base,
                    stage=question.stage,
                    dimensions=table,
                    adds=None if added is None else added.adds,
                )
            )
            for table in question.tables
        ]
        return {label_of(year): self._cube(question, spots, year, counted=counted) for year in self._years}

    def _cube(
        self, question: Question, spots: Sequence[Spot], year: date, *, counted: Sequence[Sequence[Counted]]
    ) -> Cube:
        areas = [spot.code for spot in spots if spot.kind is question.base and spot.parts]
        tables = tuple(
            Table.of(question, dimensions, areas, counted=[each for each in facts if each.period == year])
            for dimensions, facts in zip(question.tables, counted, strict=True)
        )
        return Cube(question, label_of(year), spots, tables)

    def _current(self, counted: Sequence[Counted]) -> list[Counted]:
        """The counts, those of an area that ended at the one that replaced it."""
        return [replace(each, area=self._successors.get(each.area, each.area)) for each in counted]

    def _quantiles(self, question: Question, spots: Sequence[Spot]) -> Iterator[tuple[tuple[str, str, str], float]]:
        areas = [spot.code for spot in spots if spot.kind is question.base and spot.parts]
        within = {spot.code: [areas[part] for part in spot.parts] for spot in spots if spot.parts}
        for each in question.quantiles:
            found = quantiles(
                self._facts,
                question.facts,
                by=question.base,
                column=each.column,
                part=each.part,
                within=within,
            )
            for (code, year), value in found.items():
                yield (each.name, label_of(year), code), value
