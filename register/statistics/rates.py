"""Figures that are worked out of others: rates of what is published, and values that part of the facts stay below."""

import math
from dataclasses import dataclass

from register.policy.disclosure.profiles import Profile
from register.policy.disclosure.system import Shown
from register.vocabulary import StatisticsSymbol


@dataclass(frozen=True, slots=True)
class Figure:
    """A published figure: a value and what it is rounded to, or a symbol."""

    measure: str
    value: float | None = None
    symbol: StatisticsSymbol | None = None
    rounded_to: float | None = None


def count(measure: str, shown: Shown | None, rounded_to: int) -> Figure:
    """A count as it is published; not available if there is none."""
    if shown is None:
        return Figure(measure, symbol=StatisticsSymbol.X)
    if shown.value is None:
        return Figure(measure, symbol=StatisticsSymbol.C)
    return Figure(measure, float(shown.value), rounded_to=float(rounded_to))


def rate(measure: str, part: Figure, whole: Figure, *, times: int, rule: Profile) -> Figure:
    """A rate of two published figures. It is worked out of nothing else, so it tells nothing that they do not."""
    if StatisticsSymbol.X in (part.symbol, whole.symbol):
        return Figure(measure, symbol=StatisticsSymbol.X)
    if part.value is None or whole.value is None:
        return Figure(measure, symbol=StatisticsSymbol.C)
    if not whole.value:
        return Figure(measure, symbol=StatisticsSymbol.Z)
    if whole.value < rule.least_denominator:
        return Figure(measure, symbol=StatisticsSymbol.C)
    return _rounded(measure, times * part.value / whole.value, rule)


def quantile(measure: str, value: float | None, among: Figure, *, rule: Profile) -> Figure:
    """A value that part of the facts do not exceed: only of enough facts, whose number is published."""
    if among.symbol is not None:
        return Figure(measure, symbol=among.symbol)
    if not among.value:
        return Figure(measure, symbol=StatisticsSymbol.Z)
    if among.value < rule.least_denominator:
        return Figure(measure, symbol=StatisticsSymbol.C)
    return Figure(measure, symbol=StatisticsSymbol.X) if value is None else _rounded(measure, value, rule)


def _rounded(measure: str, value: float, rule: Profile) -> Figure:
    scale = 10**rule.decimals
    shown = math.floor(value * scale + 0.5) / scale
    if not shown and value:
        return Figure(measure, symbol=StatisticsSymbol.K)
    return Figure(measure, shown, rounded_to=1 / scale)
