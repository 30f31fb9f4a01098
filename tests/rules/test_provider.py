"""Providers: which facts are acceptable."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from register.rules.provider import (
    company_has_number,
    company_number_has_form,
    individual_is_unnamed,
    organisation_has_responsible_individual,
    parent_is_no_descendant,
    provider_is_another,
    provider_is_named,
    reference_is_new,
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
    assert (problem.code, problem.field) == ("RULE_RESPONSIBLE_INDIVIDUAL", "responsibleIndividual")


BODIES = [form for form in LegalForm if form not in (LegalForm.INDIVIDUAL, LegalForm.NOT_KNOWN)]


@pytest.mark.parametrize("form", BODIES)
def test_every_kind_of_body_has_a_responsible_individual_and_a_name(form):
    assert organisation_has_responsible_individual(form, False).code == "RULE_RESPONSIBLE_INDIVIDUAL"
    assert provider_is_named(form, "Example Care", None) is None
    assert provider_is_named(form, None, "Invented Person").field == "name"


def test_an_individual_is_named_among_people():
    assert provider_is_named(LegalForm.INDIVIDUAL, None, "Invented Person") is None
    problem = provider_is_named(LegalForm.INDIVIDUAL, None, None)
    assert (problem.code, problem.field) == ("RULE_PROVIDER_NAME", "individualName")


def test_a_provider_of_unknown_kind_may_be_unnamed():
    assert provider_is_named(LegalForm.NOT_KNOWN, None, None) is None


@pytest.mark.parametrize("upward", [[], ["b"], ["b", "c", "d"]])
def test_a_parent_that_stands_above_is_accepted(upward):
    assert parent_is_no_descendant("a", upward) is None


@pytest.mark.parametrize("upward", [["a"], ["b", "a"], ["b", "c", "d", "a"], ["b", "c", "b"]])
def test_a_parent_that_stands_below_however_far_is_refused(upward):
    assert parent_is_no_descendant("a", upward).code == "RULE_PARENT_CYCLE"


@given(st.dictionaries(st.integers(0, 6), st.integers(0, 6)), st.integers(0, 6))
def test_a_chain_is_accepted_exactly_where_climbing_it_comes_to_an_end(parents, provider):
    upward, at = [], provider
    while at in parents and len(upward) <= len(parents):
        at = parents[at]
        upward.append(at)

    assert (parent_is_no_descendant(provider, upward) is None) is (at not in parents)


def test_a_change_of_provider_gives_the_home_to_another():
    assert provider_is_another("a", "b") is None
    assert provider_is_another("a", "a").code == "RULE_SAME_PROVIDER"


def test_a_reference_belongs_to_one_provider():
    assert reference_is_new(None) is None
    assert (reference_is_new("A").code, reference_is_new("A").field) == ("CONFLICT_DUPLICATE", "reference")


def test_the_field_in_which_nobody_is_named_is_that_of_the_command():
    assert organisation_has_responsible_individual(LegalForm.COMPANY, False, "name").field == "name"
