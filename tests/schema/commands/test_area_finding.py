"""The commands of inspectors."""

from tests.support.declared_types import lines_of, listed


def test_a_cohort_is_drawn_from_a_seed():
    assert lines_of("DrawCohortInput") == listed("""
        inspection: ID!
        seed: String!
        size: Int!
        idempotencyKey: String!
        dryRun: Boolean!
    """)
