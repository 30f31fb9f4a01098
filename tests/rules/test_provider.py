"""Providers: which facts are acceptable."""

import pytest

from register.rules.provider import (
    company_has_number,
    company_number_has_form,
    individual_is_unnamed,
    organisation_has_responsible_individual,
)
from register.vocabulary import LegalForm


@pytest.mark.parametrize("number", ["00000001", "SC000001", "OC300001"])
def test_a_company_number_of_eight_capitals_and_digits_is_accepted(number):
    assert company_number_has_form(number) is None


@pytest.mark.parametrize("number", ["", "1234567", "123456789", "sc000001", "0000 001"])
def test_any_other_company_number_is_refused(number):
    assert company_number_has_form(number).code == "RULE_COMPANY_NUMBER_FORM"


def test_a_company_without_a_number_is_refused_and_a_charity_is_not():
    assert company_has_number(LegalForm.COMPANY, "00000001") is None
    assert company_has_number(LegalForm.CHARITY, None) is None
    assert company_has_number(LegalForm.COMPANY, None).code == "RULE_COMPANY_NUMBER"


def test_the_name_of_an_individual_is_refused_among_public_facts():
    assert individual_is_unnamed(LegalForm.INDIVIDUAL, None) is None
    assert individual_is_unnamed(LegalForm.COMPANY, "Example Care Ltd") is None
    assert individual_is_unnamed(LegalForm.INDIVIDUAL, "Invented Person").code == "RULE_INDIVIDUAL_NAME"


def test_an_organisation_needs_a_responsible_individual_and_an_individual_does_not():
    assert organisation_has_responsible_individual(LegalForm.CHARITY, True) is None
    assert organisation_has_responsible_individual(LegalForm.INDIVIDUAL, False) is None
    problem = organisation_has_responsible_individual(LegalForm.CHARITY, False)
    assert problem.code == "RULE_RESPONSIBLE_INDIVIDUAL"
