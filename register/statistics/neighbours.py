"""Statistical neighbours: the areas most like each other by what is published of them, worked out by one rule.

An area is described by its size (the logarithm of its registered places), by how large its homes are (places for each
home) and by how many homes it has for the children it places (homes for each 100 of them). Each is measured in standard
deviations over the areas of its kind; the distance is the root of the mean of the squares. An area in another region is
half a deviation further away. What is suppressed or not available of either area is left out of their distance.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from math import log2, sqrt
from statistics import pstdev

# So many are named of each area.
NEIGHBOURS = 10
OTHER_REGION = 0.5
# An area is compared by at least so many of the three.
LEAST_SHARED = 2


@dataclass(frozen=True, slots=True)
class Described:
    """What makes an area like another: published counts, None if there is none, and its region if it is in one."""

    homes: float | None
    places: float | None
    placed: float | None
    region: str | None = None

    @property
    def features(self) -> tuple[float | None, ...]:
        """Its size, how large its homes are, and how many it has for its children."""
        size = None if self.places is None else log2(1 + self.places)
        each = self.places / self.homes if self.homes and self.places is not None else None
        for_children = 100 * self.homes / self.placed if self.placed and self.homes is not None else None
        return size, each, for_children


def neighbours(areas: Mapping[str, Described]) -> dict[str, list[tuple[str, float]]]:
    """The nearest areas of each, the nearest first, with their distances."""
    features = {code: each.features for code, each in areas.items()}
    scales = [_scale([values[at] for values in features.values()]) for at in range(3)]
    found = {}
    for code, each in areas.items():
        distances = [
            (distance, other)
            for other, described in areas.items()
            if other != code
            and (distance := _distance(features[code], features[other], scales, apart=_is_apart(each, described)))
            is not None
        ]
        found[code] = [(other, distance) for distance, other in sorted(distances)[:NEIGHBOURS]]
    return found


def _is_apart(one: Described, other: Described) -> bool:
    return one.region != other.region


def _scale(values: Sequence[float | None]) -> float:
    known = [value for value in values if value is not None]
    return (pstdev(known) if len(known) > 1 else 0.0) or 1.0


def _distance(
    one: Sequence[float | None], other: Sequence[float | None], scales: Sequence[float], *, apart: bool
) -> float | None:
    """How far apart two areas are, to four decimals; None if too little of both is known."""
    squares = [
        ((a - b) / scale) ** 2
        for a, b, scale in zip(one, other, scales, strict=True)
        if a is not None and b is not None
    ]
    if len(squares) < LEAST_SHARED:
        return None
    return round(sqrt(sum(squares) / len(squares)) + OTHER_REGION * apart, 4)
