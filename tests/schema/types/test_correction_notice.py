"""Notices of corrections, as the schema shows them."""

from tests.support.declared_types import lines_of, listed


def test_a_notice_says_which_record_was_corrected_and_nothing_that_it_holds():
    assert lines_of("CorrectionNotice") == listed("""
        id: ID!
        record: String!
        command: String!
        groups: [String!]!
        consultedAt: DateTime!
        correctedAt: DateTime!
        acknowledgedAt: DateTime
    """)
