"""The type of reports of missing episodes."""

from tests.support.declared_types import lines_of, listed


def test_reports_of_an_episode_say_when_each_was_made_and_by_when_it_is_due():
    assert lines_of("EpisodeReport") == listed("""
        episodeId: ID!
        policeAt: DateTime
        policeDueAt: DateTime
        responsibleAuthorityAt: DateTime
        responsibleAuthorityDueAt: DateTime
        hostAuthorityAt: DateTime
        hostAuthorityDueAt: DateTime
        homeAt: DateTime
        homeDueAt: DateTime
        interviewAt: DateTime
        interviewDueAt: DateTime
        nationalUnitAt: DateTime
        nationalUnitDueAt: DateTime
        missing: [ReportStep!]!
        dueAt: DateTime
    """)
