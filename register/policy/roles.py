"""The role of PostgreSQL that the requests of each kind of body take on for one transaction."""

from register.vocabulary import Agency

# Signed heads and the trees below them are hashes only, and are shown to anyone who wants to check a log.
SEALS_ROLE = "register_sealer"


def role_of(agency: Agency) -> str:
    """The role that a request of this kind of body takes on."""
    return f"register_{agency.value}"
