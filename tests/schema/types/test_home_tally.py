"""What homes can be counted and added up by."""

from tests.support.declared_types import lines_of, listed


def test_homes_are_tallied_into_these_numbers():
    assert lines_of("HomeTallyRow") == listed("""
        key: HomeTallyKey!
        count: Int!
        places: Int
        placesMedian: Float
        securePlaces: Int
    """)


def test_homes_are_tallied_by_these_facts():
    assert lines_of("HomeTallyKey") == listed("""
        sector: Sector
        kind: HomeKind
        registrationStatus: RegistrationStatus
        shortBreaksOnly: Boolean
        region: String
        regionName: String
        authority: String
        authorityName: String
        force: String
        forceName: String
        legalForm: LegalForm
        judgement: Judgement
        operationalStatus: OperationalStatus
        sexAdmitted: SexAdmitted
        secureApproved: Boolean
        registeredYear: Date
        registeredFinancialYear: Date
        registeredQuarter: Date
        registeredMonth: Date
        ceasedYear: Date
        ceasedFinancialYear: Date
        ceasedQuarter: Date
        ceasedMonth: Date
    """)
