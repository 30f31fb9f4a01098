"""The command on reports of missing episodes."""

from tests.support.declared_types import lines_of, listed


def test_a_report_says_who_was_told_and_when():
    assert lines_of("RecordReportInput") == listed("""
        episode: ID!
        expectedVersion: Int!
        step: ReportStep!
        doneAt: DateTime!
        reason: String
        idempotencyKey: String!
        dryRun: Boolean!
    """)
