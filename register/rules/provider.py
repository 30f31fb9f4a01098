"""Which facts about a provider of homes are acceptable."""

import re

from register.rules.problem import Problem
from register.vocabulary import LegalForm

COMPANY_NUMBER_FORM = re.compile("[A-Z0-9]{8}")
PERSONAL = frozenset({LegalForm.INDIVIDUAL, LegalForm.NOT_KNOWN})


def company_number_has_form(value: str | None) -> Problem | None:
    """A company number is eight capitals and digits. Source: data dictionary 2.2, company_number."""
    if value is not None and not COMPANY_NUMBER_FORM.fullmatch(value):
        return Problem("RULE_COMPANY_NUMBER_FORM", "A company number has eight capitals or digits.", "company_number")
    return None


def company_has_number(legal_form: LegalForm, company_number: str | None) -> Problem | None:
    """A company gives its number. Source: data dictionary 2.2, company_number."""
    if legal_form is LegalForm.COMPANY and company_number is None:
        return Problem("RULE_COMPANY_NUMBER", "A company gives its company number.", "company_number")
    return None


def individual_is_unnamed(legal_form: LegalForm, name: str | None) -> Problem | None:
    """The name of an individual is personal: it never stands among public facts. Source: data dictionary 2.2."""
    if legal_form is LegalForm.INDIVIDUAL and name is not None:
        return Problem("RULE_INDIVIDUAL_NAME", "An individual's name is kept with people, not here.", "name")
    return None


def organisation_has_responsible_individual(legal_form: LegalForm, responsible: bool) -> Problem | None:
    """Where the provider is a body, a person answers for the home. Source: data dictionary 2.1 and 2.2."""
    if legal_form not in PERSONAL and not responsible:
        return Problem(
            "RULE_RESPONSIBLE_INDIVIDUAL", "An organisation names a responsible individual.", "responsible_individual"
        )
    return None
