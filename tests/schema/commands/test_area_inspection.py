"""The commands on joint inspections of areas."""

from tests.support.declared_types import lines_of, listed


def test_an_inspection_is_asked_for_with_its_people_and_its_days():
    assert lines_of("CreateAreaInspectionInput") == listed("""
        authority: String!
        round: ID!
        inspectors: [InspectorsInput!]!
        notifiedAt: DateTime!
        fieldworkFrom: Date!
        fieldworkTo: Date!
        letterDueOn: Date!
        planDays: Int!
        chosenBecause: String!
        idempotencyKey: String!
        dryRun: Boolean!
    """)
    assert lines_of("InspectorsInput") == listed("""
        agency: Agency!
        subjects: [String!]!
    """)
