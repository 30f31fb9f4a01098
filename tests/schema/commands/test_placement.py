"""The commands on placements."""

from tests.support.declared_types import lines_of, listed


def test_a_placement_is_opened_in_a_home_or_elsewhere():
    assert lines_of("OpenPlacementInput") == listed("""
        child: ID!
        expectedVersion: Int!
        kind: PlacementKind!
        urn: Urn
        hostAuthority: String
        startedOn: Date!
        reason: String
        idempotencyKey: String!
        dryRun: Boolean!
    """)


def test_a_placement_is_ended_on_a_day():
    assert lines_of("EndPlacementInput") == listed("""
        placement: ID!
        expectedVersion: Int!
        endedOn: Date!
        reason: String
        idempotencyKey: String!
        dryRun: Boolean!
    """)


def test_the_area_is_told_of_a_placement():
    assert lines_of("NotifyAreaAuthorityInput") == listed("""
        placement: ID!
        expectedVersion: Int!
        notifiedAt: DateTime!
        isEmergency: Boolean!
        reason: String
        idempotencyKey: String!
        dryRun: Boolean!
    """)
