"""What placements can be counted by."""

from tests.support.declared_types import lines_of, listed


def test_placements_are_tallied_into_these_numbers():
    assert lines_of("PlacementTallyRow") == listed("""
        key: PlacementTallyKey!
        count: Int!
        children: Int!
        homes: Int!
        daysMedian: Float
    """)


def test_placements_are_tallied_by_these_facts():
    assert lines_of("PlacementTallyKey") == listed("""
        kind: PlacementKind
        hostAuthority: String
        hostAuthorityName: String
        homeUrn: String
        homeSector: Sector
        homeForce: String
        homeForceName: String
        startedYear: Date
        startedFinancialYear: Date
        startedQuarter: Date
        startedMonth: Date
        endedYear: Date
        endedFinancialYear: Date
        endedQuarter: Date
        endedMonth: Date
    """)
