"""Homes: which facts are acceptable."""

from datetime import date

import pytest

from register.rules.home import (
    ages_in_order,
    approval_is_for_secure_homes,
    first_accommodated_once,
    needs_are_given,
    normalise_code,
    normalise_postcode,
    normalise_telephone,
    operation_agrees_with_first_child,
    places_at_least_one,
    postcode_has_form,
    premises_have_one_main,
    previous_urn_is_another,
    secure_home_is_approved,
    secure_places_are_approved,
    telephone_has_form,
    uprn_has_form,
    urn_has_form,
    urn_is_new,
    usrn_has_form,
)
from register.vocabulary import HomeKind, Need, OperationalStatus

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
    assert secure_places_are_approved(True, 1, 8) is None
    assert secure_places_are_approved(approved, secure, places).code == "RULE_SECURE_PLACES"


@pytest.mark.parametrize("written", ["sc900001", " SC 900001", "SC900001\n"])
def test_a_reference_number_is_normalised_whatever_its_spaces_and_case(written):
    assert normalise_code(written) == "SC900001"


@pytest.mark.parametrize(
    "written", ["07700 900174", "(07700) 900174", "+44 7700 900174", "+44 (0)7700 900-174", "0044 7700.900174"]
)
def test_a_telephone_number_without_a_country_is_of_the_united_kingdom(written):
    assert normalise_telephone(written) == "+447700900174"
    assert normalise_telephone("+353 1 234 5678") == "+35312345678"


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
    problem = telephone_has_form("01632 960000")
    assert (problem.code, problem.field) == ("RULE_TELEPHONE_FORM", "contactTelephone")


@pytest.mark.parametrize("number", ["+4416329", "+441632960000123"])
def test_a_telephone_number_of_7_to_15_digits_is_accepted(number):
    assert telephone_has_form(number) is None


@pytest.mark.parametrize(
    "number", ["+441632", "+4416329600001234", "+041632960000", "+44 1632 960000", "+44163296000\n"]
)
def test_any_other_telephone_number_is_refused(number):
    assert telephone_has_form(number).code == "RULE_TELEPHONE_FORM"


@pytest.mark.parametrize("uprn", ["1", "000000000001", "999999999999", 1])
def test_a_property_reference_may_come_as_digits_or_as_a_number(uprn):
    assert uprn_has_form(uprn) is None
    assert uprn_has_form(None) is None


@pytest.mark.parametrize("uprn", ["", "0", "000", "1000000000000", "-1", "1.5", " 1", "1\n", "\uff11", -1])
def test_what_is_not_one_to_twelve_digits_is_no_property_reference(uprn):
    assert uprn_has_form(uprn).code == "RULE_UPRN_FORM"


def test_a_street_reference_may_come_as_digits_too():
    assert usrn_has_form("99999999") is None
    assert usrn_has_form(None) is None
    assert usrn_has_form("100000000").code == "RULE_USRN_FORM"


@pytest.mark.parametrize("written", ["\u017fE1 1AA", "\u00df1 1AA"])
def test_a_letter_of_another_alphabet_does_not_become_part_of_a_postcode(written):
    assert postcode_has_form(normalise_postcode(written)).code == "RULE_POSTCODE_FORM"


def test_every_kind_of_need_is_known_and_one_is_enough():
    assert needs_are_given(list(Need)) is None
    assert needs_are_given(["mental_health"]) is None


@pytest.mark.parametrize("values", [[], ["kindness"], ["mental_health", "kindness"], ["mental_health"] * 2])
def test_no_need_an_unknown_one_and_one_named_twice_are_refused(values):
    problem = needs_are_given(values)

    assert (problem.code, problem.field) == ("RULE_NEEDS", "needs")
    assert "kindness" not in problem.message


def test_a_home_that_has_had_a_child_is_not_waiting_for_its_first():
    waiting = OperationalStatus.NOT_YET_ACCOMMODATING

    assert operation_agrees_with_first_child(waiting, None) is None
    assert operation_agrees_with_first_child(OperationalStatus.OPEN, date(2026, 1, 1)) is None
    assert operation_agrees_with_first_child(None, date(2026, 1, 1)) is None
    assert operation_agrees_with_first_child(waiting, date(2026, 1, 1)).code == "RULE_OPERATIONAL_STATUS"


def test_the_first_child_comes_once():
    assert first_accommodated_once(None) is None
    assert first_accommodated_once(date(2026, 1, 1)).code == "RULE_ALREADY_ACCOMMODATED"


@pytest.mark.parametrize("are_main", [[True], [False, True, False]])
def test_one_of_a_homes_premises_is_the_main_one(are_main):
    assert premises_have_one_main(are_main) is None


@pytest.mark.parametrize("are_main", [[], [False], [True, True]])
def test_no_main_premises_and_two_of_them_are_refused(are_main):
    assert premises_have_one_main(are_main).code == "RULE_MAIN_PREMISES"


def test_a_number_belongs_to_one_home():
    assert urn_is_new(None) is None
    assert urn_is_new({"urn": "SC900001"}, "newUrn").field == "newUrn"
    assert urn_is_new({"urn": "SC900001"}).code == "CONFLICT_DUPLICATE"
