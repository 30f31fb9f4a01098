"""Encounters in the schema: which body asked, and never which person."""

from tests.support.declared_types import lines_of, listed


def test_an_encounter_has_these_fields():
    assert lines_of("Encounter") == listed("""
        id: ID!
        metAt: DateTime!
        askedAt: DateTime!
        byAgency: Agency!
        byArea: String
        byOrganisation: String
        longitude: Float
        latitude: Float
    """)
