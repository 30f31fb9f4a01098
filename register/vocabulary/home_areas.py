"""How a home comes to be in an area."""

from register.vocabulary.closed_list import ClosedList


class AreaLink(ClosedList):
    """How a home is linked to an area."""

    INSIDE = "inside", "The home is inside the area."
    EDGE = "edge", "The home is on the area's boundary, so both neighbours have it."
    BUFFER = "buffer", "The home is outside the area, within the buffer around its boundary."
    AUTHORITY = "authority", "The home's local authority is in the area; its exact position is not known."
