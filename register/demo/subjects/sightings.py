"""Invented sightings of the latest episodes: where each child was last seen, and where it was found."""

from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta

import numpy as np

from register.demo.batch import Batch
from register.demo.random_draws import chance, keys
from register.demo.subjects.missing_episodes import Episode
from register.demo.subjects.providers import SOURCE
from register.geo.crs import to_grid
from register.tables import sighting
from register.vocabulary import Agency, SightingKind

# Of older episodes nothing is kept that lies in a place: the demonstration is ready sooner.
RECENT = timedelta(days=30)
# How far from the middle of the area, in degrees: a few kilometres.
SPREAD = 0.03
POINT = "SRID=27700;POINT({} {})"


def sightings_batch(
    episodes: Sequence[Episode], middles: Mapping[str, tuple[float, float]], now: datetime, *, seed: int
) -> Batch:
    """The rows of the sightings. middles: a place in each authority, as longitude and latitude."""
    draws = chance(seed, "sightings")
    seen = [
        (each, kind, at)
        for each in episodes
        if (each.ended or now) > now - RECENT
        for kind, at in (
            (SightingKind.LAST_SEEN, each.started - timedelta(minutes=20)),
            (SightingKind.FOUND, each.ended),
        )
        if at is not None and not (kind is SightingKind.FOUND and each.is_away)
    ]
    count = len(seen)
    middle = np.asarray([middles[each.place.authority] for each, _, _ in seen]).reshape(count, 2)
    at_degrees = np.round(middle + draws.normal(0, SPREAD, (count, 2)), 5)
    eastings, northings = to_grid(at_degrees[:, 0], at_degrees[:, 1])
    by = (Agency.POLICE.value, SOURCE)
    rows = tuple(
        (key, each.key, kind.value, at, POINT.format(*place), *degrees, *by)
        for key, (each, kind, at), place, degrees in zip(
            keys(draws, count), seen, zip(eastings, northings, strict=True), at_degrees.tolist(), strict=True
        )
    )
    columns = (
        "id", "episode_id", "kind", "seen_at", "point_27700", "longitude", "latitude", "source_agency", "source_system",
    )  # fmt: skip
    return Batch(sighting, columns, rows)
