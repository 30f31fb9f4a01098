"""Areas, and how a home comes to be in one."""

from register.vocabulary.closed_list import ClosedList


class AreaKind(ClosedList):
    """Which kind of area a code names."""

    FORCE = "force", "A police force area (ONS codes E23 and W15)."
    AUTHORITY = "authority", "A local authority with children's social care (ONS codes E06, E08, E09, E10 and W06)."
    REGION = "region", "A region of England (ONS code E12)."
    COUNTRY = "country", "England or Wales."


class AreaLink(ClosedList):
    """How a home is linked to an area."""

    INSIDE = "inside", "The home is inside the area."
    EDGE = "edge", "The home is on the area's boundary, so both neighbours have it."
    BUFFER = "buffer", "The home is outside the area, within the buffer around its boundary."
    AUTHORITY = "authority", "The home's local authority is in the area; its exact position is not known."
