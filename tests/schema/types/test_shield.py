"""Shields in the schema."""

from tests.support.declared_types import lines_of, listed


def test_a_shield_says_why_it_is_who_signed_it_and_who_met_the_child():
    assert lines_of("Shield") == listed("""
        id: ID!
        version: Int!
        grounds: String!
        holders: [String!]!
        setAt: DateTime!
        setBy: String!
        reviewDueOn: Date!
        confirmedAt: DateTime
        confirmedBy: String
        liftAskedAt: DateTime
        liftAskedBy: String
        liftedAt: DateTime
        liftedBy: String
        metAt: DateTime
        metByAgency: Agency
        metByArea: String
        metByOrganisation: String
    """)
