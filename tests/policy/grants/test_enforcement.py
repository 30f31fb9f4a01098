"""Enforcement: who reads that a condition or notice applies, and who reads what it says."""

from register.vocabulary import Agency, Group
from tests.support.readers import INSPECTED, NATIONAL, OPENED, OWN, readers_of


def test_that_a_condition_or_notice_applies_is_read_by_these_and_no_other():
    assert readers_of(Group.ENFORCEMENT_STATUS) == {
        Agency.OFSTED: {NATIONAL},
        Agency.POLICE: {OWN, OPENED},
        Agency.DFE: {NATIONAL},
        Agency.COMMISSIONER: {NATIONAL},
        Agency.LOCAL_AUTHORITY: {NATIONAL},
        Agency.OFSTED_INSPECTOR: {INSPECTED},
        Agency.CQC: {INSPECTED},
    }


def test_what_a_condition_or_notice_says_is_read_by_these_and_no_other():
    assert readers_of(Group.ENFORCEMENT_DETAIL) == {
        Agency.OFSTED: {NATIONAL},
        Agency.DFE: {NATIONAL},
        Agency.LOCAL_AUTHORITY: {NATIONAL},
        Agency.OFSTED_INSPECTOR: {INSPECTED},
        Agency.CQC: {INSPECTED},
    }
