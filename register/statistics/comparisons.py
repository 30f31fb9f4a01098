"""How an area compares with England and with the areas most like it, by figures that are published and by nothing else.

A suppressed count is never looked at: what it is moves no rate, no limit and no position.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from register.sql.statistics.targets import Where
from register.statistics.indicators import YEARS_BEFORE, Count, Indicator, Law, Side, Sum
from register.statistics.limits import Limits, binomial, poisson
from register.vocabulary import AreaKind, StatisticsQuestion, StatisticsSymbol, TargetPosition, TargetReason

# What is published of a count: a value, or the symbol that says why there is none.
Published = float | StatisticsSymbol
# A published count: its question, and where it is among the figures of it.
Name = tuple[StatisticsQuestion, Where]
PER = 100
UNKNOWN = (TargetPosition.SUPPRESSED, TargetPosition.NOT_AVAILABLE)
BELOW = (TargetPosition.BELOW, TargetPosition.FAR_BELOW)
ABOVE = (TargetPosition.ABOVE, TargetPosition.FAR_ABOVE)
FAR = (TargetPosition.FAR_BELOW, TargetPosition.FAR_ABOVE)
# How often the weight of a component is added, by the reason.
TIMES: Mapping[TargetReason, int] = {
    TargetReason.NO_CONCERN: 0,
    TargetReason.NOT_COMPARED: 0,
    TargetReason.UNUSUAL: 1,
    TargetReason.VERY_UNUSUAL: 2,
    TargetReason.LOW_AND_INCOMPLETE: 2,
    TargetReason.NOT_REPORTED: 2,
}


@dataclass(frozen=True, slots=True)
class Ground:
    """Published figures. versions: of each question; periods: the year that is compared, and those before it.

    regions: of each authority; parts: the authorities of each force.
    """

    figures: Mapping[Name, Published]
    versions: Mapping[StatisticsQuestion, int]
    periods: Sequence[str]
    regions: Mapping[str, str | None]
    parts: Mapping[str, Sequence[str]]

    def codes(self, kind: AreaKind) -> list[str]:
        """The areas of a kind."""
        return sorted(self.regions if kind is AreaKind.AUTHORITY else self.parts)

    def count(self, of: Sum, area: str, period: str) -> Published:
        """A sum of published counts; suppressed if one of them is, and not available if one of those is not."""
        found = [(-1 if each.is_taken_off else 1, self._one(each, area, period)) for each in of]
        return _added(found)

    def _one(self, count: Count, area: str, period: str) -> Published:
        """A count of an area; of a force, that of its authorities together, where forces have no figures."""
        own = count.question is StatisticsQuestion.RISK or area not in self.parts
        areas = [area] if own else self.parts[area]
        named = [_name(count, period, area=code, code=each) for code in areas for each in count.codes]
        return _added([(1, self.figures.get(name, StatisticsSymbol.X)) for name in named])


def _name(count: Count, period: str, *, area: str, code: str) -> Name:
    return count.question, (period, area, count.by, code, count.measure)


def _added(found: Sequence[tuple[int, Published]]) -> Published:
    symbols = {value for _, value in found if isinstance(value, StatisticsSymbol)}
    if StatisticsSymbol.X in symbols:
        return StatisticsSymbol.X
    if symbols:
        return StatisticsSymbol.C
    return sum(sign * value for sign, value in found if not isinstance(value, StatisticsSymbol))


@dataclass(frozen=True, slots=True)
class Pair:
    """What is counted, and what it is counted among: of its own past, the mean of so many years before it."""

    of: Published
    among: Published
    years: int = 0

    @property
    def counts(self) -> tuple[float, float] | None:
        """Both, if they have values and there is something to count among."""
        if isinstance(self.of, StatisticsSymbol) or isinstance(self.among, StatisticsSymbol) or not self.among:
            return None
        return self.of, self.among

    @property
    def rate(self) -> float | None:
        """For each 100; None if it is not known."""
        return None if self.counts is None else round(PER * self.counts[0] / self.counts[1], 2)

    @property
    def unknown(self) -> TargetPosition:
        """Why it cannot be compared."""
        is_suppressed = StatisticsSymbol.C in (self.of, self.among) and StatisticsSymbol.X not in (self.of, self.among)
        return TargetPosition.SUPPRESSED if is_suppressed else TargetPosition.NOT_AVAILABLE


@dataclass(frozen=True, slots=True)
class Compared:
    """One component of an area. england, limits and near: rates for each 100; limits: of 95 %, then of 99.8 %.

    near: of so many neighbours together as have both counts.
    """

    indicator: Indicator
    pair: Pair
    position: TargetPosition
    england: float | None = None
    limits: Sequence[float | None] = (None,) * 4
    near: float | None = None
    near_counted: int = 0
    reason: TargetReason = field(default=TargetReason.NO_CONCERN)

    @property
    def points(self) -> int:
        """What it adds to the area's points."""
        return self.indicator.weight * TIMES[self.reason]

    @property
    def is_of_concern(self) -> bool:
        """True if it is beyond the limits of 95 % on the side that is of concern."""
        return self.position in (ABOVE if self.indicator.side is Side.HIGH else BELOW)


def pair_of(ground: Ground, indicator: Indicator, area: str) -> Pair:
    """The counts of an area that an indicator compares."""
    now, *before = ground.periods
    of = ground.count(indicator.of, area, now)
    if indicator.law is not Law.OWN_PAST:
        among = ground.count(indicator.among, area, now)
        is_over = indicator.law is Law.BINOMIAL and isinstance(of, float) and isinstance(among, float)
        # Rounded to 5 each, a part may come out as more than the whole.
        return Pair(min(of, among) if is_over else of, among)
    past = [ground.count(indicator.of, area, period) for period in before[:YEARS_BEFORE]]
    known = [value for value in past if not isinstance(value, StatisticsSymbol)]
    if known:
        return Pair(of, sum(known) / len(known), len(known))
    return Pair(of, StatisticsSymbol.C if StatisticsSymbol.C in past else StatisticsSymbol.X)


def compare(indicator: Indicator, area: Pair, england: Pair, *, near: Sequence[Pair]) -> Compared:
    """An area beside the limits of chance at the rate of England, and beside those most like it."""
    together = [pair.counts for pair in near if pair.counts is not None]
    whole = sum(among for _, among in together)
    beside = round(PER * sum(of for of, _ in together) / whole, 2) if whole else None
    if area.counts is None or england.counts is None:
        position = area.unknown if area.counts is None else TargetPosition.NOT_AVAILABLE
        return Compared(
            indicator, area, position, england.rate, near=beside, near_counted=len(together),
            reason=TargetReason.NOT_COMPARED,
        )  # fmt: skip
    limits = _limits(indicator.law, area, england.counts)
    bounds = (limits.lower_95, limits.upper_95, limits.lower_998, limits.upper_998)
    shown = [_as_rate(indicator.law, area, bound) for bound in bounds]
    position = _position(area.counts[0], limits)
    return Compared(indicator, area, position, england.rate, shown, beside, len(together))


def _limits(law: Law, area: Pair, england: tuple[float, float]) -> Limits:
    assert area.counts is not None
    of, among = area.counts
    rate = england[0] / england[1]
    match law:
        case Law.BINOMIAL:
            return binomial(round(among), min(rate, 1.0))
        case Law.POISSON:
            return poisson(among * rate)
        case Law.OWN_PAST:
            # Given all episodes of the years together, this year's are a part of them by chance.
            return binomial(round(of + among * area.years), rate / (rate + area.years))


def _as_rate(law: Law, area: Pair, bound: int) -> float | None:
    assert area.counts is not None
    of, among = area.counts
    if law is Law.OWN_PAST:
        among = (of + among * area.years - bound) / area.years
    return round(PER * bound / among, 2) if among > 0 else None


def _position(of: float, limits: Limits) -> TargetPosition:
    if of < limits.lower_998:
        return TargetPosition.FAR_BELOW
    if of < limits.lower_95:
        return TargetPosition.BELOW
    if of > limits.upper_998:
        return TargetPosition.FAR_ABOVE
    return TargetPosition.ABOVE if of > limits.upper_95 else TargetPosition.WITHIN
