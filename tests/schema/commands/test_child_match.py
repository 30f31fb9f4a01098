"""The command that decides about records that may be of one child."""

from tests.support.declared_types import lines_of, listed


def test_a_decision_has_grounds():
    assert lines_of("DecideMatchInput") == listed("""
        match: ID!
        decision: MatchDecision!
        grounds: String!
        reason: String
        idempotencyKey: String!
        dryRun: Boolean!
    """)
