"""Sightings of missing children."""

from register.vocabulary.closed_list import ClosedList


class SightingKind(ClosedList):
    """What a sighting is."""

    LAST_SEEN = "last_seen", "Where and when the child was last seen before the episode."
    REPORTED = "reported", "Seen while missing."
    ENCOUNTER = "encounter", "Met by an officer or a professional, who asked the register."
    FOUND = "found", "Where the child was found."
