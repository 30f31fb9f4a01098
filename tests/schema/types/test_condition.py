"""Conditions: that one stands, apart from what it says."""

import pytest

from tests.support import story
from tests.support.declared_types import lines_of, listed

ASKED = '{ home(urn: "SC900001") { conditions { kind wording withheld { field reason } } } }'


def test_a_condition_has_these_fields():
    assert lines_of("Condition") == listed("""
        id: ID!
        kind: ConditionKind
        change: ConditionChange
        effectiveFrom: Date
        endedOn: Date
        places: Int
        wording: String
        withheld: [Withheld!]!
    """)


@pytest.mark.parametrize("agency", ["ofsted", "dfe"])
def test_what_a_condition_says_is_told_to_those_who_may_read_it(ask, agency):
    told = ask(ASKED, agency).data["home"]["conditions"]

    assert told == [{"kind": "MAX_PLACES", "wording": "No more than three children.", "withheld": []}]


def test_a_force_knows_that_a_condition_stands_and_not_what_it_says(ask):
    told = ask(ASKED, "police", story.NORTHBY).data["home"]["conditions"]

    withheld = [{"field": "wording", "reason": "NO_GRANT"}]
    assert told == [{"kind": "MAX_PLACES", "wording": None, "withheld": withheld}]


@pytest.mark.parametrize(("agency", "area"), [("police", story.SOUTHBY), ("dfe_statistics", None)])
def test_others_do_not_know_that_a_condition_stands(ask, agency, area):
    assert ask(ASKED, agency, area).data["home"] == {"conditions": None}
