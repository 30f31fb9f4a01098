"""The commands on children."""

from tests.support.declared_types import lines_of, listed


def test_a_child_is_registered_with_name_birth_and_sex():
    assert lines_of("RegisterChildInput") == listed("""
        name: String!
        dateOfBirth: Date!
        sex: Sex!
        aliases: [String!]
        nhsNumber: String
        upn: String
        authorityReference: String
        careStatus: CareStatus
        ethnicity: String
        isDisabled: Boolean
        isUnaccompanied: Boolean
        reason: String
        idempotencyKey: String!
        dryRun: Boolean!
    """)


def test_a_child_is_corrected_fact_by_fact():
    assert lines_of("CorrectChildInput") == listed("""
        child: ID!
        expectedVersion: Int!
        name: String
        dateOfBirth: Date
        sex: Sex
        aliases: [String!]
        nhsNumber: String
        upn: String
        authorityReference: String
        careStatus: CareStatus
        ethnicity: String
        isDisabled: Boolean
        isUnaccompanied: Boolean
        reason: String
        idempotencyKey: String!
        dryRun: Boolean!
    """)
