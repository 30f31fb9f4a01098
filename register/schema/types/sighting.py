"""Sightings of a missing child."""

from datetime import datetime

import strawberry

from register.catalogue import column, entity, structure
from register.open_types import MadeField
from register.schema.building.scalars import GeoJSON
from register.tables import sighting
from register.vocabulary import SightingKind


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
