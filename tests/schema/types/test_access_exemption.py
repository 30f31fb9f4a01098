"""Exemptions from a child's right to be told, in the schema."""

from tests.support.declared_types import lines_of, listed


def test_an_exemption_names_what_is_left_out_by_which_law_until_when_and_who_recorded_it():
    assert lines_of("AccessExemption") == listed("""
        id: ID!
        version: Int!
        group: String!
        record: ID
        law: ExemptionLaw!
        grounds: String!
        decidedOn: Date!
        endsOn: Date!
        endedOn: Date
        recordedBy: String!
    """)
