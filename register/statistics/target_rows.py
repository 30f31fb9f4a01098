"""The comparison of areas as it is kept: made again of the latest published figures whenever some are published."""

import sqlalchemy as sa

from register import tables
from register.open_types import Value
from register.sql.statistics import store
from register.sql.statistics import targets as statements
from register.statistics.comparisons import Compared, Ground
from register.statistics.indicators import QUESTIONS, YEARS_BEFORE
from register.statistics.targets import Target, targets_of
from register.vocabulary import StatisticsQuestion, StatisticsSymbol, TargetPosition


def remake(connection: sa.Connection) -> int:
    """Compare all areas again, in the connection's transaction. Returns how many areas are compared."""
    statements.clear(connection)
    ground = ground_of(connection)
    found = targets_of(ground) if ground else []
    if ground is None or not found:
        return 0
    first = store.take_keys(connection, tables.area_target, len(found))
    numbered = list(enumerate(found, start=first + 1))
    head = {"period": ground.periods[0], "made_at": statements.now(connection)}
    store.add_rows(connection, tables.area_target, [_row(key, each) | head for key, each in numbered])
    store.add_rows(
        connection,
        tables.area_target_component,
        [
            {"target_id": key, "number": at} | _component(each, ground)
            for key, target in numbered
            for at, each in enumerate(target.components, start=1)
        ],
    )
    store.add_rows(
        connection,
        tables.area_target_neighbour,
        [
            {"target_id": key, "number": at, "area_code": code, "distance": distance}
            for key, target in numbered
            for at, (code, distance) in enumerate(target.near, start=1)
        ],
    )
    return len(found)


def ground_of(connection: sa.Connection) -> Ground | None:
    """The latest published figures that areas are compared by; None if nothing is published."""
    latest = statements.latest(connection, QUESTIONS)
    periods = sorted({period for each in latest for period in each["periods"]}, reverse=True)[: 1 + YEARS_BEFORE]
    if not periods:
        return None
    questions = {each["id"]: StatisticsQuestion(each["question"]) for each in latest}
    rows = statements.figures(connection, list(questions), periods=periods)
    return Ground(
        figures={
            (questions[key], where): StatisticsSymbol(symbol) if symbol is not None else value or 0.0
            for key, where, value, symbol in rows
        },
        versions={questions[each["id"]]: each["version"] for each in latest},
        periods=periods,
        regions=statements.regions(connection),
        parts=statements.parts(connection),
    )


def _row(key: int, target: Target) -> dict[str, Value]:
    return {
        "id": key,
        "kind": target.kind.value,
        "area_code": target.code,
        "place": target.place,
        "among": target.among,
        "points": target.points,
        "very_unusual": target.very_unusual,
        "suppressed": target.counted(TargetPosition.SUPPRESSED),
        "not_available": target.counted(TargetPosition.NOT_AVAILABLE),
        "is_complete": target.is_complete,
    }


def _component(compared: Compared, ground: Ground) -> dict[str, Value]:
    indicator, pair = compared.indicator, compared.pair
    lower_95, upper_95, lower_998, upper_998 = compared.limits
    return {
        "component": indicator.component.value,
        "numerator": None if isinstance(pair.of, StatisticsSymbol) else pair.of,
        "denominator": None if isinstance(pair.among, StatisticsSymbol) else pair.among,
        "rate": pair.rate,
        "england": compared.england,
        "lower_95": lower_95,
        "upper_95": upper_95,
        "lower_998": lower_998,
        "upper_998": upper_998,
        "neighbours_rate": compared.near,
        "neighbours_counted": compared.near_counted,
        "position": compared.position.value,
        "reason": compared.reason.value,
        "weight": indicator.weight,
        "points": compared.points,
        "versions": [
            f"{each.value} {ground.versions[each]}" for each in indicator.questions if each in ground.versions
        ],
    }
