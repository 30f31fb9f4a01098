"""Invented premises: an address, and a point if the position is known."""

from collections.abc import Sequence

import numpy as np
import shapely

from register.demo.batch import Batch, Row
from register.demo.invented_names import invented_words, postcodes, streets, towns
from register.demo.random_draws import chance, happens, keys, pick
from register.demo.subjects.homes import Home
from register.demo.subjects.providers import SOURCE
from register.geo.crs import GRID_SRID, to_wgs84
from register.tables import premises
from register.vocabulary import LocationPrecision

# Beyond every number given to an address in England.
FIRST_UPRN = 900_000_000_000

SETTLEMENT_SIZE_M = 6_000
NAMED_HOUSES = 0.15

_COLUMNS = (
    "id", "home_id", "is_main", "paon", "street", "locality", "town", "postcode", "uprn", "point_27700",
    "longitude", "latitude", "location_precision", "valid_from", "source_system",
)  # fmt: skip


def premises_batch(homes: Sequence[Home], seed: int) -> Batch:
    """The rows of all premises; a home known only by its authority has none."""
    draws = chance(seed, "premises")
    sites = [(one, number, point) for one in homes for number, point in enumerate(one.place.points)]
    points = np.asarray([point for _, _, point in sites])
    longitudes, latitudes = to_wgs84(points[:, 0], points[:, 1])
    shapes = shapely.to_wkb(
        shapely.set_srid(shapely.points(points), GRID_SRID), hex=True, include_srid=True, output_dimension=2
    ).tolist()
    precisions = pick(draws, tuple(LocationPrecision), len(sites), weights=(92, 6, 2))
    addresses = _addresses(draws, points)
    rows: list[Row] = [
        (key, one.key, number == 0, *addresses[index],
         FIRST_UPRN + index if precisions[index] is LocationPrecision.UPRN else None, shapes[index],
         round(float(longitudes[index]), 8), round(float(latitudes[index]), 8), precisions[index],
         one.registered_on, SOURCE)
        for index, (key, (one, number, _)) in enumerate(zip(keys(draws, len(sites)), sites, strict=True))
    ]  # fmt: skip
    return Batch(premises, _COLUMNS, tuple(rows))


def _addresses(draws: np.random.Generator, points: np.ndarray) -> list[tuple[str, str, str | None, str, str]]:
    # Premises near each other share a town and a postcode district, so that a search by either finds neighbours.
    squares, settlement_of = np.unique(points // SETTLEMENT_SIZE_M, axis=0, return_inverse=True)
    town_names, count = towns(draws, len(squares)), len(points)
    settlements = settlement_of.ravel().tolist()
    roads, house_names = streets(draws, count), pick(draws, invented_words(), count)
    numbers, is_named = draws.integers(1, 190, count).tolist(), happens(draws, count, NAMED_HOUSES)
    localities, has_locality = pick(draws, invented_words(), count), happens(draws, count, 0.25)
    codes = postcodes(draws, settlements)
    return [
        (
            f"{house_names[index]} House" if is_named[index] else str(numbers[index]),
            roads[index],
            localities[index] if has_locality[index] else None,
            town_names[settlements[index]],
            codes[index],
        )
        for index in range(count)
    ]
