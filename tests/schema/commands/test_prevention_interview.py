"""The command on prevention interviews."""

from tests.support.declared_types import lines_of, listed


def test_a_prevention_interview_says_what_came_of_it():
    assert lines_of("RecordPreventionInterviewInput") == listed("""
        episode: ID!
        expectedVersion: Int!
        heldAt: DateTime!
        outcome: PreventionOutcome!
        disclosuresPassed: Boolean!
        reason: String
        idempotencyKey: String!
        dryRun: Boolean!
    """)
