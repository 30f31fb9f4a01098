"""Chance that repeats itself: every draw of the demonstration comes from one seed and the name of its purpose."""

import uuid
from collections.abc import Sequence
from datetime import date, timedelta
from typing import TypeVar

import numpy as np

from register.demo.published_figures import REGISTER_DAY

Item = TypeVar("Item")


def chance(seed: int, purpose: str) -> np.random.Generator:
    """The draws for one purpose; another purpose's draws do not disturb them."""
    return np.random.default_rng([seed, *purpose.encode()])


def keys(draws: np.random.Generator, count: int) -> list[uuid.UUID]:
    """As many keys, shaped as random ones."""
    drawn = draws.bytes(16 * count)
    return [uuid.UUID(bytes=drawn[start : start + 16], version=4) for start in range(0, len(drawn), 16)]


def pick(
    draws: np.random.Generator, items: Sequence[Item], count: int, *, weights: Sequence[float] | None = None
) -> list[Item]:
    """As many items, drawn with replacement; by weight if there are weights."""
    shares = None if weights is None else np.asarray(weights, dtype=float) / sum(weights)
    return [items[index] for index in draws.choice(len(items), size=count, p=shares)]


def shuffled(draws: np.random.Generator, items: Sequence[Item]) -> list[Item]:
    """The same items in another order."""
    return [items[index] for index in draws.permutation(len(items))]


def happens(draws: np.random.Generator, count: int, share: float) -> list[bool]:
    """As many answers, true with this probability."""
    return [bool(answer) for answer in draws.random(count) < share]


def day_since(draws: np.random.Generator, day: date, until: date = REGISTER_DAY) -> date:
    """A day from this one up to another, which is the register's own unless it is said."""
    return day + timedelta(days=int(draws.integers(0, (until - day).days + 1)))
