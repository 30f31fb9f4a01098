"""The commands on sightings."""

from tests.support.declared_types import lines_of, listed


def test_a_sighting_is_recorded_with_its_place():
    assert lines_of("RecordSightingInput") == listed("""
        episode: ID!
        expectedVersion: Int!
        kind: SightingKind!
        seenAt: DateTime!
        longitude: Float
        latitude: Float
        reason: String
        idempotencyKey: String!
        dryRun: Boolean!
    """)


def test_where_a_child_was_last_seen_is_updated():
    assert lines_of("UpdateLastSeenInput") == listed("""
        episode: ID!
        expectedVersion: Int!
        lastSeenAt: DateTime!
        longitude: Float
        latitude: Float
        reason: String
        idempotencyKey: String!
        dryRun: Boolean!
    """)
