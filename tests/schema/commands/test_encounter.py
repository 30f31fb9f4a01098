"""The question of somebody who meets a child."""

from tests.support.declared_types import lines_of, listed


def test_the_answer_says_this_and_nothing_else():
    assert lines_of("EncounterAnswer") == listed("""
        isMissing: Boolean!
        owningForce: String
        reference: String
        risk: RiskLevel
    """)
