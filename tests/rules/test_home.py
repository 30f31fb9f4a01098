"""Homes: which facts are acceptable."""

import pytest

from register.rules.home import (
    ages_in_order,
    approval_is_for_secure_homes,
    normalise_postcode,
    places_at_least_one,
    postcode_has_form,
    previous_urn_is_another,
    secure_home_is_approved,
    secure_places_are_approved,
    telephone_has_form,
    uprn_has_form,
    urn_has_form,
    usrn_has_form,
)
from register.vocabulary import HomeKind

SECURE, OPEN = HomeKind.SECURE_CHILDRENS_HOME, HomeKind.CHILDRENS_HOME


@pytest.mark.parametrize("urn", ["SC900001", "9000001"])
def test_both_forms_of_a_urn_are_accepted(urn):
    assert urn_has_form(urn) is None


@pytest.mark.parametrize(
    "urn",
    [
        "",
        "SC90001",
        "SC9000011",
        "sc900001",
        "900001",
        "90000011",
        "9000001\n",
        "\uff19\uff10\uff10\uff10\uff10\uff10\uff11",
    ],
)
def test_any_other_form_of_a_urn_is_refused(urn):
    assert urn_has_form(urn).code == "RULE_URN_FORM"


def test_a_home_is_not_its_own_predecessor():
    assert previous_urn_is_another("SC900001", "SC900002") is None
    assert previous_urn_is_another("SC900001", "SC900001").code == "RULE_PREVIOUS_URN"


def test_a_home_has_a_place_or_its_places_are_unknown():
    assert places_at_least_one(1) is None
    assert places_at_least_one(None) is None
    assert places_at_least_one(0).code == "RULE_PLACES"


def test_ages_from_0_to_18_in_order_are_accepted():
    assert ages_in_order(0, 18) is None
    assert ages_in_order(10, 10) is None
    assert ages_in_order(None, 17) is None


@pytest.mark.parametrize(("youngest", "oldest", "field"), [(-1, 5, "ageMin"), (5, 19, "ageMax"), (12, 11, "ageMax")])
def test_ages_out_of_bounds_or_order_are_refused(youngest, oldest, field):
    problem = ages_in_order(youngest, oldest)

    assert (problem.code, problem.field) == ("RULE_AGES", field)


@pytest.mark.parametrize("approved", [False, None])
def test_a_secure_home_without_approval_is_refused(approved):
    assert secure_home_is_approved(SECURE, True) is None
    assert secure_home_is_approved(SECURE, approved).code == "RULE_SECURE_APPROVAL"


def test_a_home_that_is_not_secure_needs_no_approval_and_may_have_none():
    assert secure_home_is_approved(OPEN, None) is None
    assert approval_is_for_secure_homes(OPEN, False) is None
    assert approval_is_for_secure_homes(OPEN, True).code == "RULE_SECURE_APPROVAL"


@pytest.mark.parametrize(("approved", "secure", "places"), [(False, 4, 8), (None, 4, 8), (True, 9, 8), (True, 0, 8)])
def test_secure_places_need_approval_and_are_among_the_places(approved, secure, places):
    assert secure_places_are_approved(True, 8, 8) is None
    assert secure_places_are_approved(approved, secure, places).code == "RULE_SECURE_PLACES"


@pytest.mark.parametrize("written", ["zz11 1aa", "ZZ111AA", " zz 11 1 a a "])
def test_a_postcode_is_normalised_whatever_its_spaces_and_case(written):
    assert normalise_postcode(written) == "ZZ11 1AA"


@pytest.mark.parametrize("postcode", ["Z1 1AA", "ZZ1 1AA", "ZZ1A 1AA", "Z11 1AA"])
def test_each_form_of_a_postcode_is_accepted(postcode):
    assert postcode_has_form(postcode) is None


@pytest.mark.parametrize("postcode", ["", " ", "ZZ1", "ZZZ1 1AA", "ZZ1 AAA", "ZZ11  1AA", "zz1 1aa", "ZZ1 1AA\n"])
def test_what_has_not_the_form_of_a_postcode_is_refused(postcode):
    assert postcode_has_form(postcode).code == "RULE_POSTCODE_FORM"


def test_property_and_street_references_keep_to_their_digits():
    assert uprn_has_form(999_999_999_999) is None
    assert usrn_has_form(99_999_999) is None
    assert uprn_has_form(1_000_000_000_000).code == "RULE_UPRN_FORM"
    assert uprn_has_form(0).code == "RULE_UPRN_FORM"
    assert usrn_has_form(100_000_000).code == "RULE_USRN_FORM"


def test_a_telephone_number_carries_its_country():
    assert telephone_has_form("+441632960000") is None
    assert telephone_has_form(None) is None
    assert telephone_has_form("01632 960000").code == "RULE_TELEPHONE_FORM"
