"""The command on areas that inspectorates decide about."""

from tests.support.declared_types import lines_of, listed


def test_a_decision_is_a_choice_with_its_reason():
    assert lines_of("RecordTargetDecisionInput") == listed("""
        area: String!
        choice: TargetChoice!
        reason: String!
        idempotencyKey: String!
        dryRun: Boolean!
    """)
