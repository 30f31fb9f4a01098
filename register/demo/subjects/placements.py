"""Invented placements: each child in a home, often in another authority's area."""

import uuid
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from register.demo.batch import Batch
from register.demo.random_draws import chance, keys
from register.demo.subjects.children import Child
from register.demo.subjects.providers import SOURCE
from register.tables import placement
from register.vocabulary import Agency, HomeKind, PlacementKind

KINDS: Mapping[HomeKind, PlacementKind] = {
    HomeKind.CHILDRENS_HOME: PlacementKind.CHILDRENS_HOME,
    HomeKind.RESIDENTIAL_SPECIAL_SCHOOL: PlacementKind.CHILDRENS_HOME,
    HomeKind.SECURE_CHILDRENS_HOME: PlacementKind.SECURE_HOME,
}


@dataclass(frozen=True, slots=True)
class Place:
    """A home that takes children. force: in whose area it is."""

    home: uuid.UUID
    kind: HomeKind
    authority: str
    force: str
    since: date


def placement_batch(children: Sequence[Child], places: Sequence[Place], today: date, *, seed: int) -> Batch:
    """The rows of the placements: each child in the place of the same number, since the home is open."""
    draws = chance(seed, "placements")
    before = draws.integers(370, 900, len(children))
    begun = [max(place.since, today - timedelta(days=int(days))) for place, days in zip(places, before, strict=True)]
    agency = Agency.LOCAL_AUTHORITY.value
    rows = zip(keys(draws, len(children)), children, places, begun, strict=True)
    return Batch(
        placement,
        ("id", "child_id", "kind", "home_id", "host_authority_code", "started_on", "source_agency", "source_system"),
        tuple(
            (key, each.key, KINDS[place.kind].value, place.home, place.authority, since, agency, SOURCE)
            for key, each, place, since in rows
        ),
    )
