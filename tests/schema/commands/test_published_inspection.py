"""The commands on what inspections publish."""

from tests.support.declared_types import lines_of, listed


def test_a_letter_has_a_summary_and_the_day_of_the_plan():
    assert lines_of("PublishLetterInput") == listed("""
        inspection: ID!
        summary: String!
        planDueOn: Date!
        idempotencyKey: String!
        dryRun: Boolean!
    """)
