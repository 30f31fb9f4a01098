"""What children can be counted by."""

from tests.support.declared_types import lines_of, listed


def test_children_are_tallied_into_this_number():
    assert lines_of("ChildTallyRow") == listed("""
        key: ChildTallyKey!
        count: Int!
    """)


def test_children_are_tallied_by_these_facts():
    assert lines_of("ChildTallyKey") == listed("""
        responsibleAuthority: String
        responsibleAuthorityName: String
        sex: Sex
        careStatus: CareStatus
        ethnicity: String
        isDisabled: Boolean
        isUnaccompanied: Boolean
        bornYear: Date
        bornFinancialYear: Date
        bornQuarter: Date
        bornMonth: Date
    """)
