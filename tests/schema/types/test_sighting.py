"""Sightings of a missing child in the schema."""

from tests.support.declared_types import lines_of, listed


def test_a_sighting_has_these_fields():
    assert lines_of("Sighting") == listed("""
        id: ID!
        kind: SightingKind
        seenAt: DateTime
        place: SightingPlace
        episode: MissingEpisode
        foundNear: [Sighting!]
    """)


def test_a_place_is_in_both_grids():
    assert lines_of("SightingPlace") == listed("""
        longitude: Float!
        latitude: Float!
        easting: Float!
        northing: Float!
        geojson: GeoJSON!
    """)
