"""Conditions and notices: that they stand, apart from what they say."""

import pytest

from tests.support import story
from tests.support.declared_types import lines_of, listed

STEPS = '{ home(urn: "SC900001") { conditions { kind wording withheld { field reason } } notices { kind reasons } } }'


@pytest.mark.parametrize(
    ("name", "lines"),
    [
        (
            "Condition",
            """id: ID!
            kind: ConditionKind
            change: ConditionChange
            effectiveFrom: Date
            endedOn: Date
            wording: String
            withheld: [Withheld!]!""",
        ),
        (
            "Notice",
            """id: ID!
            kind: NoticeKind
            servedOn: Date
            effectiveFrom: Date
            endsOn: Date
            liftedOn: Date
            reasons: String
            appealStatus: String
            withheld: [Withheld!]!""",
        ),
    ],
)
def test_a_step_of_enforcement_has_these_fields(name, lines):
    assert lines_of(name) == listed(lines)


@pytest.mark.parametrize("agency", ["ofsted", "dfe"])
def test_what_a_step_says_is_told_to_those_who_may_read_it(ask, agency):
    home = ask(STEPS, agency).data["home"]

    assert home["conditions"] == [{"kind": "MAX_PLACES", "wording": "No more than three children.", "withheld": []}]
    assert home["notices"] == [{"kind": "COMPLIANCE_NOTICE", "reasons": "Records were not kept."}]


def test_a_force_knows_that_a_step_stands_and_not_what_it_says(ask):
    home = ask(STEPS, "police", story.NORTHBY).data["home"]

    withheld = [{"field": "wording", "reason": "NO_GRANT"}]
    assert home["conditions"] == [{"kind": "MAX_PLACES", "wording": None, "withheld": withheld}]
    assert home["notices"] == [{"kind": "COMPLIANCE_NOTICE", "reasons": None}]


@pytest.mark.parametrize(("agency", "area"), [("police", story.SOUTHBY), ("dfe_statistics", None)])
def test_others_do_not_know_that_a_step_stands(ask, agency, area):
    assert ask(STEPS, agency, area).data["home"] == {"conditions": None, "notices": None}
