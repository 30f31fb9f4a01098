"""What inspections can be counted by."""

from tests.support.declared_types import lines_of, listed


def test_inspections_are_tallied_into_these_numbers():
    assert lines_of("InspectionTallyRow") == listed("""
        key: InspectionTallyKey!
        count: Int!
        homes: Int!
        daysToPublishMedian: Float
        daysToPublishP90: Float
    """)


def test_inspections_are_tallied_by_these_facts():
    assert lines_of("InspectionTallyKey") == listed("""
        kind: InspectionKind
        overallExperiencesAndProgress: Judgement
        helpedAndProtected: Judgement
        leadersAndManagers: Judgement
        homeSector: Sector
        homeKind: HomeKind
        homeRegion: String
        homeRegionName: String
        homeAuthority: String
        homeAuthorityName: String
        homeForce: String
        homeForceName: String
        startedYear: Date
        startedFinancialYear: Date
        startedQuarter: Date
        startedMonth: Date
        publishedYear: Date
        publishedFinancialYear: Date
        publishedQuarter: Date
        publishedMonth: Date
    """)
