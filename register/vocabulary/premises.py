"""Premises, and how exactly their position is known."""

from register.vocabulary.closed_list import ClosedList


class LocationPrecision(ClosedList):
    """How exactly the position of premises is known."""

    UPRN = "uprn", "The position of the building's unique property reference number (UPRN)."
    POSTCODE = "postcode", "The position of the postcode, not of the building."
    STREET = "street", "A point on the street, not of the building."
