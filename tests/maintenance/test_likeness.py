"""How alike two records are: what speaks for one child, what against, and what never suffices alone."""

from dataclasses import replace
from datetime import date

import pytest

from register.maintenance.likeness import LEAST_SCORE, Agreement, Person, compare

WREN = Person("E08000001", ("wren hale",), date(2012, 2, 7), "female")


def score(**given):
    """How likely a record is of Wren Hale, that differs from hers in this."""
    return compare(WREN, replace(WREN, **given)).score


@pytest.mark.parametrize(
    "given",
    [
        {},
        {"names": ("wrenn hale",)},
        {"names": ("hale wren",)},
        {"names": ("wren marsh", "wren hale")},
        {"names": ("wren marsh",)},
        {"born": date(2012, 7, 2)},
        {"sex": "unknown"},
        {"authority": "E08000002"},
    ],
)
def test_a_child_is_known_again_by_name_and_birth(given):
    assert score(**given) >= LEAST_SCORE


@pytest.mark.parametrize(
    "given",
    [
        {"names": ("rue hale",)},
        {"names": ("wren hale",), "born": date(2009, 5, 20)},
        {"names": ("tam marsh",)},
        {"names": ("wren marsh",), "born": date(2012, 7, 2), "sex": "male"},
    ],
)
def test_a_twin_a_namesake_and_another_child_of_one_birthday_are_not(given):
    assert score(**given) < LEAST_SCORE


def test_a_birthday_that_is_given_to_many_weighs_nothing():
    unknown = replace(WREN, born=date(2012, 1, 1))
    assert ("day of birth", Agreement.SHARED_BY_MANY) in compare(unknown, unknown).facts
    assert compare(unknown, unknown).score < LEAST_SCORE


def test_one_number_joins_and_two_that_differ_part():
    numbered = replace(WREN, nhs_number="9434765919", upn="A12345678901Z")
    other_name = replace(numbered, names=("lark osgood",), born=date(2012, 2, 8))
    assert compare(numbered, other_name).score >= LEAST_SCORE
    assert compare(numbered, replace(numbered, nhs_number="9434765870", upn=None)).score < LEAST_SCORE


def test_a_pupil_number_given_for_a_time_parts_nobody():
    one = replace(WREN, upn="A123456789012")
    assert compare(one, replace(one, upn="A123456789022")).score < LEAST_SCORE
    assert compare(one, replace(one, upn="A12345678902Z")).score >= LEAST_SCORE


def test_an_authoritys_reference_is_one_within_that_authority_alone():
    one = replace(WREN, reference="S1")
    within, across = compare(one, one), compare(one, replace(one, authority="E08000002"))
    assert ("authority's reference", Agreement.EQUAL) in within.facts
    assert "authority's reference" not in dict(across.facts)


def test_the_evidence_names_each_fact_and_its_weight_and_no_value():
    lines = compare(WREN, replace(WREN, names=("wren marsh",))).evidence
    assert lines == ["forename equal: +6.5", "surname different: -2.0", "day of birth equal: +12.0", "sex equal: +1.0"]
