"""The model by which records of children are compared: what is compared, how it can agree, and what each way weighs.

It is a file in the form of Splink, so that anyone who has it can open it. `python -m bench.train_likeness` writes it.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from math import log2
from pathlib import Path
from typing import Final

import orjson

from register.open_types import Values

FILE: Final = Path(__file__).with_name("likeness.json")
SETTINGS: Final[Values] = orjson.loads(FILE.read_bytes())
# A month, and the beginning of a digest: no other model has this name.
MODEL: Final[str] = SETTINGS["linker_uid"]
# From this share on, people are asked.
LEAST_SCORE: Final = 0.3


class Agreement(StrEnum):
    """How one fact of two records agrees."""

    EQUAL = "equal"
    EXCHANGED = "exchanged"
    CLOSE = "close"
    DIFFERENT = "different"
    SHARED_BY_MANY = "equal, but given to many whose birthday is not known"


@dataclass(frozen=True, slots=True)
class Way:
    """A way in which a fact can agree. bits: for one child, or against; is_learned: from labelled records, not set."""

    agreement: Agreement
    bits: float
    is_learned: bool


@dataclass(frozen=True, slots=True)
class Comparison:
    """A fact that is compared. column: Splink's name for it; ways: by Splink's number, the last speaks most for one."""

    column: str
    fact: str
    ways: tuple[Way, ...]


def bits_of(chance_of_one: float, chance_of_two: float) -> float:
    """How much speaks for one child what occurs with these chances in records of one child, and of two."""
    return log2(chance_of_one / chance_of_two)


def prior_of(settings: Values) -> float:
    """The bits for one child before anything is compared: far below 0, so many pairs are of two children."""
    chance: float = settings["probability_two_random_records_match"]
    return bits_of(chance, 1 - chance)


def comparisons_of(settings: Values) -> tuple[Comparison, ...]:
    """What a model compares."""
    return tuple(
        Comparison(each["output_column_name"], each["comparison_description"], tuple(_ways(each)))
        for each in settings["comparisons"]
    )


def _ways(comparison: Values) -> Iterator[Way]:
    """The ways, from the one that Splink numbers 0. What cannot be compared has no weight, and is none of them."""
    for level in reversed(comparison["comparison_levels"]):
        if not level.get("is_null_level"):
            is_set = level.get("fix_m_probability") or level.get("fix_u_probability")
            bits = bits_of(level["m_probability"], level["u_probability"])
            yield Way(Agreement(level["label_for_charts"]), bits, is_learned=not is_set)


PRIOR: Final = prior_of(SETTINGS)
COMPARISONS: Final = comparisons_of(SETTINGS)
