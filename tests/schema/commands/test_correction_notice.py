"""The command that acknowledges a correction."""

from tests.support.declared_types import lines_of, listed


def test_a_notice_is_acknowledged_by_its_identifier():
    assert lines_of("AcknowledgeCorrectionInput") == listed("""
        notice: ID!
        reason: String
        idempotencyKey: String!
        dryRun: Boolean!
    """)
