"""Premises: the buildings that a registration spans, and how a place is told."""

from datetime import date
from typing import Any

import strawberry

from register.catalogue import column, entity, structure
from register.schema.building.words import GeoJSON, LocationPrecision
from register.tables import premises

EDGE = "Whether it stands exactly on the line of an area's boundary, and so in two areas of one kind."


@strawberry.type(description="A place, in British National Grid and in WGS 84.")
class Location:
    """A place, in British National Grid and in WGS 84."""

    longitude: float = strawberry.field(description="Degrees east of Greenwich, WGS 84 (EPSG:4326).")
    latitude: float = strawberry.field(description="Degrees north, WGS 84 (EPSG:4326).")
    easting: float = strawberry.field(description="Metres east, British National Grid (EPSG:27700, OSTN15).")
    northing: float = strawberry.field(description="Metres north, British National Grid (EPSG:27700, OSTN15).")
    geojson: GeoJSON = strawberry.field(description="The same as a GeoJSON point, longitude before latitude.")
    precision: LocationPrecision = strawberry.field(description="How exactly the place is known.")


@strawberry.type(description="An address in the parts of BS 7666.")
class Address:
    """An address in the parts of BS 7666."""

    saon: str | None = strawberry.field(description="Secondary addressable object, such as a flat.")
    paon: str | None = strawberry.field(description="Primary addressable object: a number or a house name.")
    street: str | None = strawberry.field(description="The street.")
    locality: str | None = strawberry.field(description="The locality, where one is needed.")
    town: str | None = strawberry.field(description="The post town.")
    postcode: str | None = strawberry.field(description="The postcode, in capitals with one space.")


def place() -> Any:
    """The location of premises as one value."""
    return structure(
        premises.c.longitude,
        "Where the premises stand; null where that is not known.",
        longitude=premises.c.longitude,
        latitude=premises.c.latitude,
        easting=premises.c.easting,
        northing=premises.c.northing,
        geojson=premises.c.geojson,
        precision=premises.c.location_precision,
    )


def address() -> Any:
    """The address of premises as one value."""
    return structure(
        premises.c.id,
        "The address of the premises.",
        saon=premises.c.saon,
        paon=premises.c.paon,
        street=premises.c.street,
        locality=premises.c.locality,
        town=premises.c.town,
        postcode=premises.c.postcode,
    )


@entity(premises, audited=premises.c.id, order=(("isMain", True), ("id", False)))
class Premises:
    """One of the buildings that a home's registration spans."""

    id: strawberry.ID = column(premises.c.id, "The register's own opaque key.")
    is_main: bool | None = column(premises.c.is_main, "Whether they are the home's main premises.")
    location: Location | None = place()
    address: Address | None = address()
    postcode: str | None = column(premises.c.postcode, "The postcode, in capitals with one space.")
    uprn: str | None = column(premises.c.uprn, "Unique property reference number, up to 12 digits.")
    usrn: str | None = column(premises.c.usrn, "Unique street reference number, up to 8 digits.")
    on_edge: bool | None = column(premises.c.on_edge, EDGE)
    in_no_force: bool | None = column(
        premises.c.in_no_force, "Whether the place lies in no force's area, as some shores and jetties do."
    )
    valid_from: date | None = column(premises.c.valid_from, "The day from which the home used them.")
