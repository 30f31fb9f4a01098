"""Who is missing together, in the schema."""

from tests.support.declared_types import lines_of, listed


def test_what_is_said_of_two_children_who_are_missing_together():
    assert lines_of("MissingTogether") == listed("""
        id: ID!
        linkedAt: DateTime
        episode: MissingEpisode
    """)
