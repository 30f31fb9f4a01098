"""What missing episodes can be counted by."""

from tests.support.declared_types import lines_of, listed


def test_missing_episodes_are_tallied_into_these_numbers():
    assert lines_of("MissingEpisodeTallyRow") == listed("""
        key: MissingEpisodeTallyKey!
        count: Int!
        children: Int!
        homes: Int!
        hoursMissingMedian: Float
        hoursMissingP90: Float
        hoursToReportMedian: Float
    """)


def test_missing_episodes_are_tallied_by_these_facts():
    assert lines_of("MissingEpisodeTallyKey") == listed("""
        kind: MissingKind
        policeCategory: PoliceCategory
        setting: MissingSetting
        status: EpisodeStatus
        foundBy: FoundBy
        outcome: EpisodeOutcome
        risk: RiskLevel
        owningForce: String
        owningForceName: String
        responsibleAuthority: String
        responsibleAuthorityName: String
        homeUrn: String
        homeSector: Sector
        homeAuthority: String
        homeAuthorityName: String
        startedYear: Date
        startedFinancialYear: Date
        startedQuarter: Date
        startedMonth: Date
        endedYear: Date
        endedFinancialYear: Date
        endedQuarter: Date
        endedMonth: Date
    """)
