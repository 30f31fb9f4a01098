"""When two records of homes may be made one, and one two again."""

from register.rules.problem import Problem
from register.rules.registration import IN_FORCE
from register.vocabulary import RegistrationStatus

DUPLICATE_FIELD = "duplicateUrn"


def merge_takes_two(urn: str, duplicate_urn: str) -> Problem | None:
    """A record is no duplicate of itself. Source: data dictionary 2.1, urn."""
    if urn == duplicate_urn:
        return Problem("RULE_MERGE_SELF", "A home cannot be a duplicate of itself.", DUPLICATE_FIELD)
    return None


def merge_joins_no_successor(
    urn: str, previous_urn: str | None, *, duplicate_urn: str, duplicate_previous_urn: str | None
) -> Problem | None:
    """A home and the one it followed are two registrations, both kept. Source: data dictionary 2.1, urn."""
    if previous_urn == duplicate_urn or duplicate_previous_urn == urn:
        return Problem("RULE_MERGE_SUCCESSOR", "One home replaced the other, so both must be kept.", DUPLICATE_FIELD)
    return None


def merge_keeps_registration(kept: RegistrationStatus, duplicate: RegistrationStatus) -> Problem | None:
    """A registration in force is not merged into one that is not. Source: data dictionary 2.1."""
    if duplicate in IN_FORCE and kept not in IN_FORCE:
        return Problem(
            "RULE_MERGE_LOSES_REGISTRATION",
            "The duplicate is registered but the other home is not. Merge them the other way round.",
            DUPLICATE_FIELD,
        )
    return None


def merge_can_be_undone(duplicate_merged: bool) -> Problem | None:
    """Only what was merged can be taken apart."""
    if not duplicate_merged:
        return Problem("RULE_NOT_MERGED", "The home has not been merged into another.", DUPLICATE_FIELD)
    return None
