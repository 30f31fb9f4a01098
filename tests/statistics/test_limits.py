"""Limits of chance: as printed tables have them, and as exact sums of probabilities say."""

from fractions import Fraction
from math import comb

import pytest

from register.statistics.limits import Limits, binomial, poisson


@pytest.mark.parametrize(
    ("mean", "limits"),
    [
        # Tables of the cumulative Poisson distribution, such as Murdoch and Barnes, Statistical Tables, table 2.
        (1.0, Limits(0, 3, 0, 5)),
        (5.0, Limits(1, 10, 0, 13)),
        (10.0, Limits(4, 17, 2, 21)),
        (0.0, Limits(0, 0, 0, 0)),
    ],
)
def test_limits_of_events_are_those_of_printed_tables(mean, limits):
    assert poisson(mean) == limits


@pytest.mark.parametrize(
    ("trials", "chance", "limits"),
    [
        # Murdoch and Barnes, table 1.
        (20, 0.5, Limits(6, 14, 3, 17)),
        (100, 0.5, Limits(40, 60, 35, 65)),
        (10, 0.0, Limits(0, 0, 0, 0)),
        (10, 1.0, Limits(10, 10, 10, 10)),
        (0, 0.3, Limits(0, 0, 0, 0)),
    ],
)
def test_limits_of_successes_are_those_of_printed_tables(trials, chance, limits):
    assert binomial(trials, chance) == limits


def exact(trials, chance, part):
    """The least count up to which lies at least this part, by whole numbers alone."""
    chance, below = Fraction(chance), Fraction(0)
    for count in range(trials + 1):
        below += comb(trials, count) * chance**count * (1 - chance) ** (trials - count)
        if below >= part:
            return count
    return trials


@pytest.mark.parametrize("trials", [1, 7, 40, 333])
@pytest.mark.parametrize("chance", [0.013, 0.25, 0.6, 0.97])
def test_limits_of_successes_are_exact(trials, chance):
    parts = (Fraction(1, 40), Fraction(39, 40), Fraction(1, 1000), Fraction(999, 1000))

    assert binomial(trials, chance) == Limits(*(exact(trials, chance, part) for part in parts))


def test_limits_of_many_events_are_those_that_the_normal_distribution_comes_close_to():
    limits = poisson(250_000.0)

    assert abs(limits.upper_95 - (250_000 + 1.96 * 500)) < 2
    assert abs(limits.lower_998 - (250_000 - 3.0902 * 500)) < 4
