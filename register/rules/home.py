"""Which facts about a children's home and its premises are acceptable."""

import re
from collections.abc import Sequence
from datetime import date

from register.rules.problem import Problem
from register.tables.homes import URN_FORM
from register.tables.postcodes import POSTCODE_FORM
from register.vocabulary import HomeKind, Need, OperationalStatus

OLDEST_ADMITTED = 18
# No country code begins with nought.
E164_FORM = re.compile(r"\+[1-9][0-9]{6,14}")
UPRN_FORM = re.compile("[0-9]{1,12}")
USRN_FORM = re.compile("[0-9]{1,8}")


def urn_has_form(value: str, field: str = "urn") -> Problem | None:
    """A reference number is SC and six digits, or seven digits. Source: data dictionary 2.1, urn."""
    if not re.fullmatch(URN_FORM, value):
        return Problem("RULE_URN_FORM", "A URN must be SC and six digits, or seven digits.", field)
    return None


def urn_is_new(known: object, field: str = "urn") -> Problem | None:
    """One number belongs to one registration. Source: data dictionary 2.1, urn.

    known: the home that the register holds by this number, or nothing.
    """
    return Problem("CONFLICT_DUPLICATE", "The register already has a home with this URN.", field) if known else None


def previous_urn_is_another(urn: str, previous: str | None) -> Problem | None:
    """A new registration has a new number; the old one is kept beside it. Source: data dictionary 2.1, urn."""
    if previous == urn:
        return Problem("RULE_PREVIOUS_URN", "The previous URN must not be the home's own.", "previousUrn")
    return None


def places_at_least_one(value: int | None, field: str = "places") -> Problem | None:
    """A registered home may take at least one child. Source: data dictionary 2.1, registered_places."""
    if value is not None and value < 1:
        return Problem("RULE_PLACES", "A home must have at least one place.", field)
    return None


def ages_in_order(age_min: int | None, age_max: int | None) -> Problem | None:
    """Ages lie from 0 to 18, the youngest no older than the oldest. Source: data dictionary 2.1, age_min."""
    for field, age in (("ageMin", age_min), ("ageMax", age_max)):
        if age is not None and not 0 <= age <= OLDEST_ADMITTED:
            return Problem("RULE_AGES", f"An age must be from 0 to {OLDEST_ADMITTED}.", field)
    if age_min is not None and age_max is not None and age_max < age_min:
        return Problem("RULE_AGES", "The oldest age must not be below the youngest.", "ageMax")
    return None


def needs_are_given(values: Sequence[str]) -> Problem | None:
    """A home cares for one kind of need at least, each known and named once. Source: data dictionary 2.1, needs."""
    if not values:
        return Problem("RULE_NEEDS", "Give at least one kind of need.", "needs")
    if not set(values) <= set(Need):
        return Problem("RULE_NEEDS", "Use only the listed kinds of need.", "needs")
    if len(set(values)) < len(values):
        return Problem("RULE_NEEDS", "Give each kind of need only once.", "needs")
    return None


def operation_agrees_with_first_child(status: OperationalStatus | None, first_on: date | None) -> Problem | None:
    """A home has yet to accommodate until its first child comes. Source: data dictionary 2.1, operational_status."""
    if status is OperationalStatus.NOT_YET_ACCOMMODATING and first_on is not None:
        return Problem("RULE_OPERATIONAL_STATUS", "The first child has already moved in.", "operationalStatus")
    return None


def first_accommodated_once(recorded_on: date | None) -> Problem | None:
    """The first child comes once; another day is a correction. Source: data dictionary 2.1, first_accommodated_on."""
    if recorded_on is not None:
        return Problem(
            "RULE_ALREADY_ACCOMMODATED",
            "The date is already recorded. Use correctHome to correct it.",
            "firstAccommodatedOn",
        )
    return None


def secure_home_is_approved(kind: HomeKind, approved: bool | None) -> Problem | None:
    """A secure home has the approval that section 25 asks for. Source: data dictionary 2.1, establishment_kind."""
    if kind is HomeKind.SECURE_CHILDRENS_HOME and approved is not True:
        return Problem("RULE_SECURE_APPROVAL", "A secure children's home must be approved.", "secureApproved")
    return None


def approval_is_for_secure_homes(kind: HomeKind, approved: bool | None) -> Problem | None:
    """Only secure homes can be approved to restrict liberty. Source: data dictionary 2.1, s25_approved."""
    if approved and kind is not HomeKind.SECURE_CHILDRENS_HOME:
        return Problem("RULE_SECURE_APPROVAL", "Only a secure children's home can be approved.", "secureApproved")
    return None


def secure_places_are_approved(approved: bool | None, secure: int | None, places: int | None) -> Problem | None:
    """Secure places need approval and are among the home's places. Source: data dictionary 2.1, s25_places."""
    if secure is None:
        return None
    if not approved:
        return Problem("RULE_SECURE_PLACES", "Secure places need approval.", "securePlaces")
    if secure < 1:
        return Problem("RULE_SECURE_PLACES", "An approved home must have at least one secure place.", "securePlaces")
    if places is not None and secure > places:
        return Problem("RULE_SECURE_PLACES", "A home cannot have more secure places than places.", "securePlaces")
    return None


def premises_have_one_main(are_main: Sequence[bool]) -> Problem | None:
    """A registration spans one building or several, and one is the main one. Source: data dictionary 2.1, premises.

    are_main: for each of the home's present premises, whether they are the main ones.
    """
    if sum(are_main) != 1:
        return Problem("RULE_MAIN_PREMISES", "A home must have exactly one main premises.", "premises")
    return None


def normalise_postcode(value: str) -> str:
    """The postcode in capitals, with one space before its last three characters."""
    compact = normalise_code(value)
    return f"{compact[:-3]} {compact[-3:]}"


def postcode_has_form(value: str, field: str = "postcode") -> Problem | None:
    """A postcode, normalised, has the form of one. Source: data dictionary 2.1, premises.address."""
    if not re.fullmatch(POSTCODE_FORM, value):
        return Problem("RULE_POSTCODE_FORM", "Enter a full UK postcode.", field)
    return None


def normalise_code(value: str) -> str:
    """A code such as a URN, in capitals and without spaces."""
    compact = re.sub(r"\s", "", value)
    # Other alphabets have letters whose capitals are A to Z: they stay as they are, and are refused.
    return compact.upper() if compact.isascii() else compact


def normalise_telephone(value: str) -> str:
    """The number without spaces, brackets and dashes, with the country code: the United Kingdom's if it has none."""
    dialled = re.sub(r"\(0\)|[\s().-]", "", value)
    dialled = re.sub("^00", "+", dialled)
    return re.sub("^0", "+44", dialled)


def uprn_has_form(value: int | str | None) -> Problem | None:
    """A UPRN has 1 to 12 digits, not all zero. Source: data dictionary 2.1, premises.uprn."""
    if value is not None and not _counts_in(UPRN_FORM, value):
        return Problem("RULE_UPRN_FORM", "A UPRN must be 1 to 12 digits.", "uprn")
    return None


def usrn_has_form(value: int | str | None) -> Problem | None:
    """A USRN has 1 to 8 digits, not all zero. Source: data dictionary 2.1, premises.usrn."""
    if value is not None and not _counts_in(USRN_FORM, value):
        return Problem("RULE_USRN_FORM", "A USRN must be 1 to 8 digits.", "usrn")
    return None


def telephone_has_form(value: str | None) -> Problem | None:
    """A contact can be dialled from anywhere: a plus sign, then the country. Source: data dictionary 2.1."""
    if value is not None and not E164_FORM.fullmatch(value):
        return Problem(
            "RULE_TELEPHONE_FORM", "A telephone number must start with + and the country code.", "contactTelephone"
        )
    return None


def _counts_in(form: re.Pattern[str], value: int | str) -> bool:
    written = str(value)
    return form.fullmatch(written) is not None and int(written) > 0
