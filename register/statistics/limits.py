"""Exact limits of a funnel: between which counts chance by itself keeps an area, if its rate is that of England.

The quantiles of the binomial and the Poisson distribution themselves, and no approximation by a normal one, which says
too little where figures are small (D. J. Spiegelhalter, Funnel plots for comparing institutional performance,
Statistics in Medicine 24, 2005, appendix A.1).
"""

from collections.abc import Sequence
from dataclasses import dataclass
from math import ceil, exp, floor, lgamma, log, log1p, sqrt

import numpy as np

# What is left beyond each limit, on either side: limits of 95 % and of 99.8 %.
TAIL_95, TAIL_998 = 0.025, 0.001
# So many standard deviations from the mean, what is left is less than a double can tell from nothing.
FAR = 12


@dataclass(frozen=True, slots=True)
class Limits:
    """The least and the greatest count within 95 % and within 99.8 %."""

    lower_95: int
    upper_95: int
    lower_998: int
    upper_998: int


def binomial(trials: int, chance: float) -> Limits:
    """Limits of the number of successes in so many trials. chance: of each, from 0 to 1."""
    if trials == 0 or chance in (0.0, 1.0):
        sure = round(trials * chance)
        return Limits(sure, sure, sure, sure)
    first, last = _span(trials * chance, sqrt(trials * chance * (1 - chance)), most=trials)
    chosen = lgamma(trials + 1)
    return _limits(
        first,
        [
            chosen - lgamma(k + 1) - lgamma(trials - k + 1) + k * log(chance) + (trials - k) * log1p(-chance)
            for k in range(first, last + 1)
        ],
    )


def poisson(mean: float) -> Limits:
    """Limits of the number of events of which so many are expected."""
    if mean == 0:
        return Limits(0, 0, 0, 0)
    first, last = _span(mean, sqrt(mean), most=None)
    return _limits(first, [k * log(mean) - mean - lgamma(k + 1) for k in range(first, last + 1)])


def _span(mean: float, deviation: float, *, most: int | None) -> tuple[int, int]:
    """The counts outside which nothing is lost."""
    wide = FAR * deviation + 2 * FAR
    last = ceil(mean + wide)
    return max(0, floor(mean - wide)), last if most is None else min(most, last)


def _limits(first: int, logs: Sequence[float]) -> Limits:
    below = np.cumsum([exp(each) for each in logs])

    def quantile(part: float) -> int:
        return first + min(int(np.searchsorted(below, part)), len(logs) - 1)

    return Limits(quantile(TAIL_95), quantile(1 - TAIL_95), quantile(TAIL_998), quantile(1 - TAIL_998))
