"""People of a home."""

from register.vocabulary.closed_list import ClosedList


class PersonRole(ClosedList):
    """A person's role in a home."""

    REGISTERED_MANAGER = "registered_manager", "The person registered to manage the home."
    RESPONSIBLE_INDIVIDUAL = "responsible_individual", "The person who supervises the home for the provider."
