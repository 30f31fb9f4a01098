"""The types of an area's timeline."""

from tests.support.declared_types import lines_of, listed


def test_an_entry_is_an_inspection_as_published_or_a_decision():
    assert lines_of("AreaTimelineEntry") == listed("""
        at: DateTime!
        kind: AreaTimelineKind!
        publishedInspection: PublishedInspection
        targetDecision: TargetDecision
    """)
