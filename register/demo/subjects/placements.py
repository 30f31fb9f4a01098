"""Invented placements: half of the children in a home, most others with foster carers, often in another area."""

import uuid
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from itertools import cycle, islice

from register.demo.batch import Batch
from register.demo.random_draws import chance, happens, keys, pick, shuffled
from register.demo.subjects.children import Child
from register.demo.subjects.providers import SOURCE
from register.geo.reference import authorities
from register.tables import placement
from register.vocabulary import Agency, HomeKind, PlacementKind

KINDS: Mapping[HomeKind, PlacementKind] = {
    HomeKind.CHILDRENS_HOME: PlacementKind.CHILDRENS_HOME,
    HomeKind.RESIDENTIAL_SPECIAL_SCHOOL: PlacementKind.CHILDRENS_HOME,
    HomeKind.SECURE_CHILDRENS_HOME: PlacementKind.SECURE_HOME,
}
# Of the incidents of children in care, half are from homes. Source: DfE, 2015. Some children live with their families.
SHARES: Mapping[PlacementKind | None, int] = {
    PlacementKind.CHILDRENS_HOME: 51,
    PlacementKind.FOSTER_CARE: 33,
    PlacementKind.OTHER_RESIDENTIAL: 8,
    PlacementKind.WITH_PARENTS: 4,
    None: 4,
}
# So many children are placed by the authority in whose area they live.
IN_OWN_AREA = 0.59
# Every authority has some children, however few homes there are in its area.
LEAST_WEIGHT = 30
YEAR = timedelta(days=365)


@dataclass(frozen=True, slots=True)
class Place:
    """Where a child lives, in an authority and a force. home, since: of a home, and when it was registered.

    kind: None of a child who is in nobody's care.
    """

    kind: PlacementKind | None
    authority: str
    force: str
    home: uuid.UUID | None = None
    since: date = date(2000, 1, 1)


def places_for(homes: Sequence[Place], missing: Sequence[tuple[bool, ...]], now: datetime, *, seed: int) -> list[Place]:
    """A place for each child: of those who live in a home now, each has its own.

    homes: each home once for each of its places. missing: in which years each child goes missing.
    """
    draws = chance(seed, "places of children")
    kinds = pick(draws, tuple(SHARES), len(missing), weights=tuple(SHARES.values()))
    areas = Counter(place.authority for place in homes)
    weights = [areas[code] + LEAST_WEIGHT for code in sorted(areas)]
    elsewhere = pick(draws, sorted(areas), len(missing), weights=weights)
    forces = {each.code: each.force for each in authorities()}
    # The newest homes go to the children who come first: those had no episodes in earlier years.
    new_since = (now - 2 * YEAR).date()
    free = iter(sorted(shuffled(draws, homes), key=lambda place: place.since < new_since))
    again = cycle(shuffled(draws, homes))
    found = []
    for kind, authority, of in zip(kinds, elsewhere, missing, strict=True):
        place = None
        if kind is PlacementKind.CHILDRENS_HOME:
            begun = (now - (len(of) + 1) * YEAR).date()
            place = next(free, None) if of[0] else _since(again, begun, len(homes))
        other = PlacementKind.FOSTER_CARE if kind is PlacementKind.CHILDRENS_HOME else kind
        found.append(place or Place(other, authority, forces[authority]))
    return found


def _since(places: Iterator[Place], day: date, most: int) -> Place | None:
    """The next place in a home that was there on a day."""
    return next((place for place in islice(places, most) if place.since <= day), None)


def responsible_for(places: Sequence[Place], seed: int) -> list[str]:
    """The authority that is responsible for the child in each place."""
    draws = chance(seed, "where children are placed")
    elsewhere = pick(draws, [place.authority for place in places], len(places))
    own = happens(draws, len(places), IN_OWN_AREA)
    return [
        place.authority if is_own or place.kind is None else other
        for place, other, is_own in zip(places, elsewhere, own, strict=True)
    ]


def placement_batch(children: Sequence[Child], places: Sequence[Place], today: date, *, seed: int) -> Batch:
    """The rows of the placements: each child in the place of the same number, from before it first goes missing.

    Who went missing only in earlier years has left the place since.
    """
    draws = chance(seed, "placements")
    before, after = draws.integers(5, 530, len(children)).tolist(), draws.integers(1, 30, len(children)).tolist()
    agency = Agency.LOCAL_AUTHORITY.value
    rows = [
        (
            key,
            each.key,
            place.kind.value,
            place.home,
            place.authority,
            max(place.since, today - (each.first_year + 1) * YEAR - timedelta(days=days)),
            today - each.last_year * YEAR + timedelta(days=more) if each.last_year else None,
            agency,
            SOURCE,
        )
        for key, each, place, days, more in zip(
            keys(draws, len(children)), children, places, before, after, strict=True
        )
        if place.kind is not None
    ]
    columns = (
        "id", "child_id", "kind", "home_id", "host_authority_code", "started_on", "ended_on", "source_agency",
        "source_system",
    )  # fmt: skip
    return Batch(placement, columns, tuple(rows))
