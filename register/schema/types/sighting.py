"""Sightings of a missing child."""

from datetime import datetime
from typing import Annotated

import strawberry

from register.catalogue import Near, Relation, column, entity, relation, structure
from register.open_types import MadeField
from register.schema.building.scalars import GeoJSON
from register.tables import missing_episode, sighting
from register.vocabulary import SightingKind

# Found within so many metres of one another: the working list of the police.
FOUND_NEAR_M = 1_000


@strawberry.type(description="Where a child was seen, in British National Grid and in WGS 84.")
class SightingPlace:
    """Where a child was seen, in British National Grid and in WGS 84."""

    longitude: float = strawberry.field(description="Degrees east of Greenwich, WGS 84 (EPSG:4326).")
    latitude: float = strawberry.field(description="Degrees north, WGS 84 (EPSG:4326).")
    easting: float = strawberry.field(description="Metres east, British National Grid (EPSG:27700, OSTN15).")
    northing: float = strawberry.field(description="Metres north, British National Grid (EPSG:27700, OSTN15).")
    geojson: GeoJSON = strawberry.field(description="The same place as a GeoJSON point, longitude before latitude.")


def place() -> MadeField:
    """The place of a sighting as one value."""
    return structure(
        sighting.c.longitude,
        "Where the child was seen; null if not known.",
        longitude=sighting.c.longitude,
        latitude=sighting.c.latitude,
        easting=sighting.c.easting,
        northing=sighting.c.northing,
        geojson=sighting.c.geojson,
    )


@entity(sighting, audited=sighting.c.id, order=(("seenAt", True), ("id", False)))
class Sighting:
    """When and where a missing child was seen."""

    id: strawberry.ID = column(sighting.c.id, "The register's own identifier. It never changes and has no meaning.")
    kind: SightingKind | None = column(sighting.c.kind, "What the sighting is.")
    seen_at: datetime | None = column(sighting.c.seen_at, "When the child was seen.")
    place: SightingPlace | None = place()
    episode: Annotated["MissingEpisode", strawberry.lazy("register.schema.types.missing_episode")] | None = relation(  # type: ignore[name-defined]  # noqa: F821
        Relation("", "MissingEpisode", sighting.c.episode_id, missing_episode.c.id, matchable=False),
        "The missing episode in which the child was seen.",
    )
    found_near: list[Annotated["Sighting", strawberry.lazy("register.schema.types.sighting")]] | None = relation(
        Relation(
            "",
            "Sighting",
            sighting.c.id,
            sighting.c.id,
            many=True,
            plain=True,
            matchable=False,
            near=Near(
                sighting.c.point_27700,
                FOUND_NEAR_M,
                apart=sighting.c.episode_id,
                only=(sighting.c.kind, SightingKind.FOUND.value),
            ),
        ),
        f"Where other missing children were found within {FOUND_NEAR_M} metres of where this child was found, or this "
        "child another time; empty for a sighting of another kind.",
    )
