"""Records that may be of one child, as the schema shows them."""

from tests.support.declared_types import lines_of, listed


def test_what_is_shown_of_two_records_that_may_be_of_one_child():
    assert lines_of("ChildMatch") == listed("""
        id: ID!
        status: MatchStatus!
        score: Float!
        evidence: [String!]!
        model: String!
        foundAt: DateTime!
        settledAt: DateTime
        child: Child
        other: Child
        otherAuthority: Area
        decisions: [DecisionOnMatch!]
    """)


def test_what_is_shown_of_a_decision():
    assert lines_of("DecisionOnMatch") == listed("""
        id: ID!
        decision: MatchDecision!
        grounds: String!
        person: String!
        decidedAt: DateTime!
    """)
