"""Where premises may be, and how far from their postcode and property."""

from collections.abc import Iterable

from register.rules.problem import Problem

# England from the Western Rocks to Lowestoft Ness and Marshall Meadows, with a little sea. Degrees, WGS84.
WEST, EAST = -6.5, 1.8
SOUTH, NORTH = 49.8, 55.9
POSTCODE_WITHIN_M = 5_000
UPRN_WITHIN_M = 250
FAR_FROM_UPRN = "far_from_uprn"
# Of a position that was kept when a file brought the postcode; a command that gives both is refused instead.
FAR_FROM_POSTCODE = "far_from_postcode"


def position_is_whole(parts: Iterable[object], field: str = "longitude") -> Problem | None:
    """A position is known with its precision or not at all. Source: data dictionary 2.1, premises.location_precision.

    parts: longitude, latitude and precision.
    """
    if len({part is None for part in parts}) > 1:
        return Problem("RULE_POSITION_WHOLE", "A position must have longitude, latitude and precision.", field)
    return None


def position_is_in_england(longitude: float, latitude: float) -> Problem | None:
    """Premises are in England; longitude comes before latitude. Source: data dictionary 2.1, premises.geom.

    longitude, latitude: degrees, WGS84. The box catches slips; which area a place lies in is found by boundaries.
    """
    if _in_box(longitude, latitude):
        return None
    if _in_box(latitude, longitude):
        return Problem("RULE_POSITION_SWAPPED", "Longitude and latitude are swapped.", "longitude")
    return Problem("RULE_POSITION_OUTSIDE", "The position is outside England.", "longitude")


def postcode_agrees_with_position(distance_m: float | None) -> Problem | None:
    """An address and its position agree. Source: data dictionary 2.1, premises.address.

    distance_m: from the position to the postcode's own point, in metres; None if that is not known.
    """
    if distance_m is not None and distance_m > POSTCODE_WITHIN_M:
        return Problem("RULE_POSTCODE_POSITION", "The postcode is more than 5 km from the position.", "postcode")
    return None


def uprn_flag(distance_m: float | None) -> str | None:
    """The quality flag of a position more than 250 m from its property's own point; None if near or unknown.

    distance_m: from the position to the UPRN's point, in metres. Source: data dictionary 2.1, premises.geom.
    """
    return FAR_FROM_UPRN if distance_m is not None and distance_m > UPRN_WITHIN_M else None


def _in_box(longitude: float, latitude: float) -> bool:
    return WEST <= longitude <= EAST and SOUTH <= latitude <= NORTH
