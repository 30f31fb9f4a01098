"""What the bench of the pages says of its measurements."""

from bench.pages import p95


def test_of_a_hundred_measurements_ninety_five_are_within_the_figure():
    assert 95 <= p95(range(1, 101)) <= 97
