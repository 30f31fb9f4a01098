"""How alike two records are: what speaks for one child, what against, and what never suffices alone."""

import subprocess
import sys
from dataclasses import replace
from datetime import date

from register.maintenance import likeness
from register.maintenance.likeness import Person, compare
from register.maintenance.likeness_model import LEAST_SCORE, PRIOR, Agreement

WREN = Person("E08000001", ("wren hale",), date(2012, 2, 7), "female")
NUMBERED = replace(WREN, nhs_number="9434765919", upn="A123456789019")
# The server is a command of the register, so it loads no more than all modules of it do.
LOADED = """
import pkgutil, sys, register
from importlib import import_module
names = [each.name for each in pkgutil.walk_packages(register.__path__, "register.")]
for name in names:
    import_module(name)
print(len(names) > 300, "register.http.app" in names, sorted({"splink", "duckdb", "sqlglot"} & set(sys.modules)))
"""


def scores(*given, of=WREN):
    """How likely records are of Wren Hale, that differ from hers in this."""
    return [each.score for each in compare([(of, replace(of, **each)) for each in given])]


def agreement(found):
    return {fact.name: fact.agreement for fact in found.facts}


def test_a_child_is_known_again_by_name_and_birth():
    known = scores(
        {},
        {"names": ("wrenn hale",)},
        {"names": ("hale wren",)},
        {"names": ("wren marsh", "wren hale")},
        {"names": ("wren marsh",)},
        {"born": date(2012, 7, 2)},
        {"born": date(2012, 2, 8)},
        {"sex": "unknown"},
        {"authority": "E08000002"},
    )
    assert [score >= LEAST_SCORE for score in known] == [True] * 9


def test_a_twin_a_namesake_and_another_child_of_one_birthday_are_not():
    others = scores(
        {"names": ("rue hale",)},
        {"names": ("wren hale",), "born": date(2009, 5, 20)},
        {"names": ("tam marsh",)},
        {"names": ("wren marsh",), "born": date(2012, 7, 2), "sex": "male"},
        {"names": ("",)},
    )
    assert others == [0.0, 0.0, 0.0, others[3], 0.0]
    assert others[3] < LEAST_SCORE


def test_a_birthday_that_is_given_to_many_weighs_nothing_and_does_not_suffice_with_a_name():
    unknown = replace(WREN, born=date(2012, 1, 1))
    alone, numbered = compare([(unknown, unknown), (replace(unknown, upn="A12345678901Z"),) * 2])
    assert [fact.bits for fact in alone.facts if fact.agreement is Agreement.SHARED_BY_MANY] == [0.0]
    assert (alone.score, numbered.score >= LEAST_SCORE) == (0.0, True)


def test_one_number_joins_and_two_that_differ_part_whatever_else_agrees():
    joined, with_other_number, with_other_upn = scores(
        {"names": ("lark osgood",), "born": date(2012, 2, 8), "upn": None},
        {"nhs_number": "9434765870"},
        {"upn": "A123456789029"},
        of=NUMBERED,
    )
    assert joined >= LEAST_SCORE
    assert (with_other_number, with_other_upn) == (0.0, 0.0)


def test_a_pupil_number_given_for_a_time_parts_nobody():
    one = replace(WREN, upn="A123456789012")
    permanent, temporary = compare([(one, replace(one, upn=upn)) for upn in ("A123456789022", "A12345678902Z")])
    assert (permanent.score, temporary.score >= LEAST_SCORE) == (0.0, True)
    assert "UPN" not in agreement(temporary)


def test_an_authoritys_reference_is_one_within_that_authority_alone():
    one = replace(WREN, reference="S1")
    given = ({}, {"authority": "E08000002"}, {"reference": "S2"})
    within, across, other = compare([(one, replace(one, **each)) for each in given])
    assert agreement(within)["authority's reference"] is Agreement.EQUAL
    assert "authority's reference" not in agreement(across) | agreement(other)


def test_of_several_names_the_two_that_speak_most_for_one_child_count():
    one = replace(WREN, names=("lark osgood", "wren hale"))
    (found,) = compare([(one, replace(one, names=("tam fell", "wren hayle", "hale wren")))])
    assert agreement(found)["forename"] is Agreement.EXCHANGED


def test_the_evidence_names_each_fact_and_its_weight_and_no_value_and_adds_up_to_the_score():
    numbered = replace(NUMBERED, reference="S1")
    found = compare(
        [(WREN, replace(WREN, names=("wren marsh",))), (numbered, replace(numbered, born=date(2012, 7, 2)))]
    )
    assert found[0].evidence == [
        "forename equal: +7.6", "surname different: -2.8", "day of birth equal: +12.4", "sex equal: +0.9",
    ]  # fmt: skip
    assert [line.rsplit(":")[0] for line in found[1].evidence] == [
        "NHS number equal", "UPN equal", "authority's reference equal", "forename equal", "surname equal",
        "day of birth exchanged", "sex equal",
    ]  # fmt: skip
    for each in found:
        bits = PRIOR + sum(float(line.rsplit(" ", 1)[1]) for line in each.evidence)
        assert round(1 / (1 + 2**-bits), 4) == each.score


def test_no_pair_is_no_answer_and_many_are_answered_some_at_a_time_in_their_order(monkeypatch):
    assert compare([]) == []
    many = [(WREN, WREN), (WREN, replace(WREN, names=("rue hale", "tam hale", "kim hale")))] * 3
    in_one = compare(many)
    monkeypatch.setattr(likeness, "WAYS_AT_A_TIME", 2)
    assert compare(many) == in_one
    assert [each.score for each in in_one] == [in_one[0].score, 0.0] * 3


def test_the_server_loads_neither_splink_nor_duckdb():
    loaded = subprocess.run([sys.executable, "-c", LOADED], capture_output=True, text=True, check=True)  # noqa: S603
    assert loaded.stdout.strip() == "True True []"
