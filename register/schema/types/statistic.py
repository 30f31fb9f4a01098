"""Published statistics: a question, the version of its answer, and the figures, each with a value or a symbol."""

from datetime import date, datetime

import strawberry

from register import tables
from register.catalogue import Argument, Relation, column, entity, relation
from register.schema.building.arguments import AFTER, filter_of, first, order_by, takes
from register.schema.building.connections import connection_of
from register.schema.types.area import Area
from register.vocabulary import AreaKind, StatisticsProfile, StatisticsQuestion, StatisticsSymbol


@entity(tables.statistic_dimension, audited=tables.statistic_dimension.c.id, order=(("number", False), ("id", False)))
class StatisticsDimension:
    """What a row is about: one value of one thing that figures are broken down by, such as an age."""

    id: strawberry.ID = column(
        tables.statistic_dimension.c.id, "The register's own identifier of it. It has no meaning."
    )
    number: int = column(tables.statistic_dimension.c.number, "Its place among the dimensions of the row.")
    name: str = column(tables.statistic_dimension.c.name, "What figures are broken down by, for example age.")
    code: str = column(tables.statistic_dimension.c.code, "The value's code.")
    label: str = column(tables.statistic_dimension.c.label, "The value in words.")


@entity(tables.statistic_cell, audited=tables.statistic_cell.c.id, order=(("number", False), ("id", False)))
class StatisticsCell:
    """One figure: a value, or a symbol that says why there is none."""

    id: strawberry.ID = column(tables.statistic_cell.c.id, "The register's own identifier of it. It has no meaning.")
    number: int = column(tables.statistic_cell.c.number, "Its place among the figures of the row.")
    measure: str = column(
        tables.statistic_cell.c.measure, "What is counted or worked out. The question's definition explains it."
    )
    value: float | None = column(tables.statistic_cell.c.value, "The figure; null if there is a symbol.")
    symbol: StatisticsSymbol | None = column(
        tables.statistic_cell.c.symbol, "Why there is no figure; null if there is one. It is never a 0."
    )
    rounded_to: float | None = column(
        tables.statistic_cell.c.rounded_to, "What the figure is rounded to: 1, 5 or 10, or 0.1; null if there is none."
    )


@entity(tables.statistic_row, audited=tables.statistic_row.c.id, order=(("number", False), ("id", False)))
class StatisticsRow:
    """The figures of one period and one area, in total or for one value of what they are broken down by."""

    id: strawberry.ID = column(tables.statistic_row.c.id, "The register's own identifier of it. It has no meaning.")
    number: int = column(tables.statistic_row.c.number, "The row's place in the whole table of the version.")
    period: str = column(tables.statistic_row.c.period, "The year from 1 April to 31 March, for example 2025-26.")
    period_from: date = column(tables.statistic_row.c.period_from, "The first day of the period.")
    period_to: date = column(tables.statistic_row.c.period_to, "The day after the last of the period.")
    level: AreaKind = column(tables.statistic_row.c.level, "The kind of area that the row is of.")
    area_code: str = column(tables.statistic_row.c.area_code, "The ONS code of the area.")
    breakdown: str = column(
        tables.statistic_row.c.breakdown,
        "What the row is broken down by, for example age; empty for a total. Dimensions by two are joined by a comma.",
    )
    coverage: str | None = column(
        tables.statistic_row.c.coverage, "What the row's figures leave out; null if they leave out nothing."
    )
    area: Area | None = relation(
        Relation("", "Area", tables.statistic_row.c.area_code, tables.area.c.code, ever=True), "The area."
    )
    dimensions: list[StatisticsDimension] | None = relation(
        Relation(
            "",
            "StatisticsDimension",
            tables.statistic_row.c.id,
            tables.statistic_dimension.c.row_id,
            many=True,
            plain=True,
        ),
        "The value of each thing that the row is broken down by; empty for a total.",
    )
    cells: list[StatisticsCell] | None = relation(
        Relation(
            "", "StatisticsCell", tables.statistic_row.c.id, tables.statistic_cell.c.row_id, many=True, plain=True
        ),
        "The figures.",
    )


@entity(
    tables.statistic_change,
    audited=tables.statistic_change.c.id,
    order=(("since", True), ("number", False), ("id", False)),
)
class StatisticsChange:
    """A figure that a version published otherwise than the version before it."""

    id: strawberry.ID = column(tables.statistic_change.c.id, "The register's own identifier of it. It has no meaning.")
    number: int = column(tables.statistic_change.c.number, "Its place among the changes of the version.")
    since: int = column(tables.statistic_change.c.since, "The version before, which published the earlier figure.")
    period: str = column(tables.statistic_change.c.period, "The period of the figure.")
    area_code: str = column(tables.statistic_change.c.area_code, "The ONS code of its area.")
    breakdown: str = column(tables.statistic_change.c.breakdown, "What it is broken down by; empty for a total.")
    category: str = column(tables.statistic_change.c.category, "Of which value of that it is, by its code.")
    measure: str = column(tables.statistic_change.c.measure, "What is counted or worked out.")
    before: float | None = column(tables.statistic_change.c.before, "The earlier figure; null if there was none.")
    symbol_before: StatisticsSymbol | None = column(
        tables.statistic_change.c.symbol_before, "Why there was no earlier figure."
    )
    now: float | None = column(tables.statistic_change.c.now, "The figure of this version; null if there is none.")
    symbol_now: StatisticsSymbol | None = column(
        tables.statistic_change.c.symbol_now, "Why there is no figure in this version."
    )


StatisticsRowConnection = connection_of("StatisticsRow", __name__)
StatisticsChangeConnection = connection_of("StatisticsChange", __name__)


@entity(tables.statistic, audited=tables.statistic.c.id, order=(("question", False), ("version", True), ("id", False)))
class Statistics:
    """One version of the published answer to a question. What a version says never changes."""

    id: strawberry.ID = column(tables.statistic.c.id, "The register's own identifier of it. It has no meaning.")
    question: StatisticsQuestion = column(tables.statistic.c.question, "The question.")
    version: int = column(tables.statistic.c.version, "The version's number, which begins at 1.")
    as_at: datetime = column(
        tables.statistic.c.published_at, "When it was made: it tells what the register held at that time."
    )
    profile: StatisticsProfile = column(tables.statistic.c.profile, "The rules by which its figures were made safe.")
    title: str = column(tables.statistic.c.title, "The question in words.")
    definition: str = column(tables.statistic.c.definition, "What each figure means.")
    denominator: str | None = column(
        tables.statistic.c.denominator, "Of what its rates are rates, and where that comes from; null if it has none."
    )
    source: str = column(tables.statistic.c.source, "Where the figures come from.")
    coverage: str = column(tables.statistic.c.coverage, "Which areas and records the figures are of.")
    caveats: list[str] | None = column(tables.statistic.c.caveats, "What to bear in mind when you use the figures.")
    periods: list[str] | None = column(tables.statistic.c.periods, "The periods that it has figures of.")
    geography: list[AreaKind] | None = column(tables.statistic.c.geography, "The kinds of area that it has figures of.")
    withdrawn_at: datetime | None = column(
        tables.statistic.c.withdrawn_at, "When it was withdrawn; null if it was not. A withdrawn version has no rows."
    )
    withdrawn_because: str | None = column(tables.statistic.c.withdrawn_because, "Why it was withdrawn.")
    rows: StatisticsRowConnection | None = relation(  # type: ignore[valid-type]
        Relation("", "StatisticsRow", tables.statistic.c.id, tables.statistic_row.c.statistic_id, many=True),
        "The figures, a row for each period, area and value of what they are broken down by.",
        takes(where=filter_of("StatisticsRow"), orderBy=order_by("StatisticsRow"), first=first(), after=AFTER),
    )
    changes: StatisticsChangeConnection | None = relation(  # type: ignore[valid-type]
        Relation("", "StatisticsChange", tables.statistic.c.id, tables.statistic_change.c.statistic_id, many=True),
        "The figures that the version before published otherwise.",
        takes(where=filter_of("StatisticsChange"), first=first(), after=AFTER),
    )


StatisticsConnection = connection_of("Statistics", __name__)
STATISTICS_ARGUMENTS = takes(
    question=Argument(StatisticsQuestion, "The question."),
    version=Argument(int | None, "The version; the latest if you leave it out. See statisticsCatalogue."),
)
