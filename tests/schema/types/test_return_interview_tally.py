"""What return home interviews can be counted by."""

from tests.support.declared_types import lines_of, listed


def test_interviews_are_tallied_into_these_numbers():
    assert lines_of("ReturnInterviewTallyRow") == listed("""
        key: ReturnInterviewTallyKey!
        count: Int!
        hoursToOfferMedian: Float
        hoursToInterviewMedian: Float
        hoursToInterviewP90: Float
    """)


def test_interviews_are_tallied_by_these_facts():
    assert lines_of("ReturnInterviewTallyKey") == listed("""
        status: InterviewStatus
        notOfferedReason: NotOfferedReason
        mode: InterviewMode
        interviewer: Interviewer
        isIndependent: Boolean
        qualityGrade: QualityGrade
        providerCode: String
        harmDisclosed: Boolean
        exploitationIndicated: Boolean
        responsibleAuthority: String
        responsibleAuthorityName: String
        owningForce: String
        owningForceName: String
        homeUrn: String
        foundYear: Date
        foundFinancialYear: Date
        foundQuarter: Date
        foundMonth: Date
        dueYear: Date
        dueFinancialYear: Date
        dueQuarter: Date
        dueMonth: Date
    """)
