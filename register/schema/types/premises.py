"""Premises: the buildings that a registration covers, and their locations."""

from datetime import date

import strawberry

from register.catalogue import column, entity, structure
from register.open_types import MadeField
from register.schema.building.scalars import GeoJSON
from register.tables import premises
from register.vocabulary import LocationPrecision

EDGE = "True if the premises are exactly on a boundary line, and so in two areas of the same kind."


@strawberry.type(description="A position, in British National Grid and in WGS 84.")
class Location:
    """A position, in British National Grid and in WGS 84."""

    longitude: float = strawberry.field(description="Degrees east of Greenwich, WGS 84 (EPSG:4326).")
    latitude: float = strawberry.field(description="Degrees north, WGS 84 (EPSG:4326).")
    easting: float = strawberry.field(description="Metres east, British National Grid (EPSG:27700, OSTN15).")
    northing: float = strawberry.field(description="Metres north, British National Grid (EPSG:27700, OSTN15).")
    geojson: GeoJSON = strawberry.field(description="The same position as a GeoJSON point, longitude before latitude.")
    precision: LocationPrecision = strawberry.field(description="How exact the position is.")


@strawberry.type(description="An address, in the parts that BS 7666 defines.")
class Address:
    """An address, in the parts that BS 7666 defines."""

    saon: str | None = strawberry.field(description="Secondary addressable object (SAON), such as a flat.")
    paon: str | None = strawberry.field(description="Primary addressable object (PAON): a house number or name.")
    street: str | None = strawberry.field(description="The street.")
    locality: str | None = strawberry.field(description="The locality, if the address needs one.")
    town: str | None = strawberry.field(description="The post town.")
    postcode: str | None = strawberry.field(description="The postcode, in capitals with one space.")


def place() -> MadeField:
    """The location of premises as one value."""
    return structure(
        premises.c.longitude,
        "The position of the premises; null if not known.",
        longitude=premises.c.longitude,
        latitude=premises.c.latitude,
        easting=premises.c.easting,
        northing=premises.c.northing,
        geojson=premises.c.geojson,
        precision=premises.c.location_precision,
    )


def address() -> MadeField:
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
    """One of the buildings of a home."""

    id: strawberry.ID = column(premises.c.id, "The register's own identifier. It never changes and has no meaning.")
    is_main: bool | None = column(premises.c.is_main, "True if these are the home's main premises.")
    location: Location | None = place()
    address: Address | None = address()
    postcode: str | None = column(premises.c.postcode, "The postcode, in capitals with one space.")
    uprn: str | None = column(premises.c.uprn, "Unique property reference number (UPRN), up to 12 digits.")
    usrn: str | None = column(premises.c.usrn, "Unique street reference number (USRN), up to 8 digits.")
    on_edge: bool | None = column(premises.c.on_edge, EDGE)
    in_no_force: bool | None = column(
        premises.c.in_no_force,
        "True if the premises are outside every police force area, as some shores and jetties are.",
    )
    valid_from: date | None = column(premises.c.valid_from, "The date the home started to use the premises.")
