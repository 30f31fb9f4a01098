"""The places of homes: in settlements, beside edges, on them, off the shore. No place says which force it is in."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

import numpy as np
import shapely
from numpy.typing import NDArray

from register.demo import published_figures
from register.demo.random_draws import chance, shuffled
from register.demo.terrain import Ground, Points, Segments
from register.errors import SetupError

EDGE_OFFSET_M = 45.0
SHORE_OFFSET_M = (5.0, 120.0)
SETTLEMENT_SPREAD_M = 900.0
HOMES_A_SETTLEMENT = 6
OTHER_PREMISES_M = (100.0, 3_000.0)

_DRAWN = 6_000
_SHORES_DRAWN = 600
_DIRECTIONS_TRIED = 8
# No authority gives more than this share of its homes to the places that are drawn on purpose.
_SHARE_PLACED_ON_PURPOSE = 0.3


class Setting(StrEnum):
    """How a place was chosen."""

    SETTLEMENT = "settlement"
    EDGE = "edge"
    VERTEX = "vertex"
    SHORE = "shore"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class Place:
    """A home's place: its authority, how it was chosen, and its points, the main one first.

    points: EPSG:27700, metres, easting before northing; empty if only the authority is known.
    """

    authority: str
    setting: Setting
    points: tuple[tuple[float, float], ...]


def find_places(ground: Ground, homes_in: Mapping[str, int], seed: int) -> list[Place]:
    """A place for every home of every authority, in no telling order."""
    room = Counter({code: int(homes * _SHARE_PLACED_ON_PURPOSE) for code, homes in homes_in.items()})
    chosen = [
        *_take(_vertices(ground, seed), Setting.VERTEX, published_figures.ON_A_VERTEX, room=room),
        *_take(_off_shore(ground, seed), Setting.SHORE, published_figures.OFF_THE_SHORE, room=room),
        *_take(_beside_edges(ground, seed), Setting.EDGE, published_figures.BESIDE_AN_EDGE, room=room),
    ]
    taken = Counter(place.authority for place in chosen)
    for code in sorted(ground.authorities):
        chosen += _settled(ground, code, homes_in[code] - taken[code], seed=seed)
    return _with_other_premises(ground, _some_unknown(chosen, seed), seed)


def _take(
    candidates: list[tuple[str, float, float]], setting: Setting, count: int, *, room: Counter[str]
) -> list[Place]:
    # Never half a quota: a demonstration that lacks its edge cases would look well and prove nothing.
    taken: list[Place] = []
    for code, x, y in candidates:
        if len(taken) == count:
            break
        if room[code] > 0:
            room[code] -= 1
            taken.append(Place(code, setting, ((x, y),)))
    if len(taken) < count:
        raise SetupError(f"The boundaries leave room for {len(taken)} of {count} homes of the setting {setting}.")
    return taken


def _vertices(ground: Ground, seed: int) -> list[tuple[str, float, float]]:
    draws = chance(seed, "vertices")
    ends = np.unique(np.vstack((ground.seams[:, :2], ground.seams[:, 2:])), axis=0)
    # Unrounded: one hundredth of a metre aside, and the home would no longer stand on the line.
    return _standing(ground, ends[draws.permutation(len(ends))][:_DRAWN])


def _beside_edges(ground: Ground, seed: int) -> list[tuple[str, float, float]]:
    draws = chance(seed, "edges")
    points = _along(ground.seams, draws, draws.uniform(-EDGE_OFFSET_M, EDGE_OFFSET_M, _DRAWN))
    return _standing(ground, np.round(points, 2))


def _off_shore(ground: Ground, seed: int) -> list[tuple[str, float, float]]:
    draws = chance(seed, "shores")
    offsets = draws.uniform(*SHORE_OFFSET_M, _SHORES_DRAWN) * draws.choice((-1.0, 1.0), _SHORES_DRAWN)
    points = np.round(_along(ground.shores, draws, offsets), 2)
    points = points[ground.off_the_map(points) & ground.may_stand(points)]
    return _found(ground.nearest_authority(points, 2 * SHORE_OFFSET_M[1]), points)


def _standing(ground: Ground, points: Points) -> list[tuple[str, float, float]]:
    points = points[ground.may_stand(points)]
    return _found(ground.authority_at(points), points)


def _found(codes: list[str | None], points: Points) -> list[tuple[str, float, float]]:
    return [(code, float(x), float(y)) for code, (x, y) in zip(codes, points, strict=True) if code is not None]


def _along(segments: Segments, draws: np.random.Generator, offsets_m: NDArray[np.float64]) -> Points:
    starts, ends = segments[:, :2], segments[:, 2:]
    lengths = np.hypot(*(ends - starts).T)
    which = draws.choice(len(segments), size=len(offsets_m), p=lengths / lengths.sum())
    along = (ends - starts)[which] / lengths[which, None]
    on_line = starts[which] + along * (draws.random(len(offsets_m)) * lengths[which])[:, None]
    across = np.column_stack((-along[:, 1], along[:, 0]))
    found: Points = on_line + across * offsets_m[:, None]
    return found


def _settled(ground: Ground, code: str, count: int, *, seed: int) -> list[Place]:
    draws = chance(seed, f"settlements of {code}")
    outline = ground.authorities[code]
    shapely.prepare(outline)
    low_x, low_y, high_x, high_y = outline.bounds
    wanted = count // HOMES_A_SETTLEMENT + 1
    centres = np.empty((0, 2))
    while len(centres) < wanted:
        tried = draws.uniform((low_x, low_y), (high_x, high_y), (4 * wanted, 2))
        centres = np.vstack((centres, tried[shapely.contains_xy(outline, tried)]))
    points = np.empty((0, 2))
    while len(points) < count:
        around = centres[draws.integers(0, wanted, 4 * count)]
        tried = np.round(around + draws.normal(0.0, SETTLEMENT_SPREAD_M, around.shape), 2)
        tried = tried[shapely.contains_xy(outline, tried)]
        points = np.vstack((points, tried[ground.may_stand(tried)]))
    return [Place(code, Setting.SETTLEMENT, ((float(x), float(y)),)) for x, y in points[:count]]


def _some_unknown(places: list[Place], seed: int) -> list[Place]:
    draws = chance(seed, "order of places")
    settled = [index for index, place in enumerate(places) if place.setting is Setting.SETTLEMENT]
    hidden = set(shuffled(draws, settled)[: published_figures.WITHOUT_PREMISES])
    mixed = [Place(p.authority, Setting.UNKNOWN, ()) if i in hidden else p for i, p in enumerate(places)]
    return shuffled(draws, mixed)


def _with_other_premises(ground: Ground, places: list[Place], seed: int) -> list[Place]:
    draws = chance(seed, "other premises")
    indexes = [index for index, place in enumerate(places) if place.points]
    several = shuffled(draws, indexes)[: published_figures.WITH_MORE_PREMISES]
    wanted = [*several, *several[: published_figures.OF_THEM_WITH_THREE]]
    answer = list(places)
    for index in wanted:
        place = answer[index]
        other = _nearby(ground, place.points[0], draws)
        answer[index] = Place(place.authority, place.setting, (*place.points, other))
    return answer


def places_beside(ground: Ground, places: Sequence[Place], draws: np.random.Generator) -> list[Place]:
    """For each place one near it, in the same authority and with one point."""
    found: dict[int, Place] = {}
    while waiting := [index for index in range(len(places)) if index not in found]:
        tried = _around(np.asarray([places[index].points[0] for index in waiting]), draws)
        codes, clear = ground.authority_at(tried), ground.may_stand(tried)
        for index, code, is_clear, (x, y) in zip(waiting, codes, clear, tried.tolist(), strict=True):
            if is_clear and code == places[index].authority:
                found[index] = Place(code, Setting.SETTLEMENT, ((x, y),))
    return [found[index] for index in range(len(places))]


def _nearby(ground: Ground, point: tuple[float, float], draws: np.random.Generator) -> tuple[float, float]:
    while True:
        for _, x, y in _standing(ground, _around(np.tile(point, (_DIRECTIONS_TRIED, 1)), draws)):
            return x, y


def _around(points: Points, draws: np.random.Generator) -> Points:
    distances = draws.uniform(*OTHER_PREMISES_M, len(points))
    bearings = draws.uniform(0.0, 2 * np.pi, len(points))
    found: Points = np.round(points + np.column_stack((np.sin(bearings), np.cos(bearings))) * distances[:, None], 2)
    return found
