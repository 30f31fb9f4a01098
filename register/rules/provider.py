"""Which facts about a provider of homes are acceptable."""

import re
from collections.abc import Hashable, Sequence

from register.rules.problem import Problem
from register.vocabulary import LegalForm

COMPANY_NUMBER_FORM = re.compile("[A-Z0-9]{8}")
PERSONAL = frozenset({LegalForm.INDIVIDUAL, LegalForm.NOT_KNOWN})


def reference_is_new(known: object, field: str = "reference") -> Problem | None:
    """One reference belongs to one provider. Source: data dictionary 2.2.

    known: the provider that the register holds by this reference, or nothing.
    """
    return (
        Problem("CONFLICT_DUPLICATE", "The register already has a provider with this reference.", field)
        if known
        else None
    )


def company_number_has_form(value: str | None) -> Problem | None:
    """A company number is eight capitals and digits. Source: data dictionary 2.2, company_number."""
    if value is not None and not COMPANY_NUMBER_FORM.fullmatch(value):
        return Problem(
            "RULE_COMPANY_NUMBER_FORM", "A company number must be eight capital letters or digits.", "companyNumber"
        )
    return None


def company_has_number(legal_form: LegalForm, company_number: str | None) -> Problem | None:
    """A company gives its number. Source: data dictionary 2.2, company_number."""
    if legal_form is LegalForm.COMPANY and company_number is None:
        return Problem("RULE_COMPANY_NUMBER", "Enter the company's number.", "companyNumber")
    return None


def individual_is_unnamed(legal_form: LegalForm, name: str | None) -> Problem | None:
    """The name of an individual is personal: it is never among the public facts. Source: data dictionary 2.2."""
    if legal_form is LegalForm.INDIVIDUAL and name is not None:
        return Problem("RULE_INDIVIDUAL_NAME", "Leave name out for an individual. Use individualName.", "name")
    return None


def provider_is_named(legal_form: LegalForm, name: str | None, individual_name: str | None) -> Problem | None:
    """An individual has a personal name; an organisation has a public one. Source: data dictionary 2.2.

    individual_name: the name of a person, in the group of people.
    """
    if legal_form is LegalForm.INDIVIDUAL and individual_name is None:
        return Problem("RULE_PROVIDER_NAME", "Enter the individual's name.", "individualName")
    if legal_form not in PERSONAL and name is None:
        return Problem("RULE_PROVIDER_NAME", "Enter the organisation's name.", "name")
    return None


def parent_is_no_descendant(
    provider: Hashable, upward: Sequence[Hashable], field: str = "parentReference"
) -> Problem | None:
    """No provider is its own parent, at any number of steps. Source: data dictionary 2.2, parent_undertaking.

    provider: its key; upward: the keys of the parent proposed, of the parent's parent, and so on to the top.
    """
    chain = (provider, *upward)
    if len(set(chain)) < len(chain):
        return Problem("RULE_PARENT_CYCLE", "The parent must not be the provider or belong to it.", field)
    return None


def provider_is_another(current: Hashable, proposed: Hashable, field: str = "providerReference") -> Problem | None:
    """A change of provider gives the home to another. Source: data dictionary 2.1, provider_id.

    current, proposed: the keys of the two.
    """
    if current == proposed:
        return Problem("RULE_SAME_PROVIDER", "This provider already runs the home.", field)
    return None


def organisation_has_responsible_individual(
    legal_form: LegalForm, responsible: bool, field: str = "responsibleIndividual"
) -> Problem | None:
    """If the provider is an organisation, a person is responsible for the home. Source: data dictionary 2.1 and 2.2."""
    if legal_form not in PERSONAL and not responsible:
        return Problem(
            "RULE_RESPONSIBLE_INDIVIDUAL", "A home run by an organisation must have a responsible individual.", field
        )
    return None
