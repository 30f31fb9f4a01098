"""A home that was opened: its fields."""

from tests.support.declared_types import lines_of, listed


def test_an_opening_names_the_body_and_the_incident_and_neither_the_person_nor_the_reason():
    assert lines_of("Opening") == listed(
        """
        id: ID!
        home: Home
        openedByAgency: Agency!
        openedByArea: String
        purpose: Purpose!
        incident: String!
        openedAt: DateTime!
        endsAt: DateTime!
        reviewedAt: DateTime
        reviewedByAgency: Agency
        reviewedByArea: String
        """
    )
