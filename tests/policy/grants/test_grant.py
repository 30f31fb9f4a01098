"""A grant, and the same grant to many."""

from datetime import date

from register.policy.grants.grant import KEEPS, READS, Grant, to_each
from register.vocabulary import Agency, Basis, Group, Scope, Use

LAW = Basis("test", "A law", date(2013, 4, 1))


def test_who_keeps_a_group_reads_it_too():
    assert READS == (Use.READ, Use.MATCH, Use.COUNT)
    assert (*READS, Use.CHANGE) == KEEPS


def test_the_same_grant_goes_to_each_that_is_named_and_to_no_other():
    made = to_each([Agency.CQC, Agency.DFE], Group.AUDIT, READS, scope=Scope.SELF, basis=LAW)

    assert made == (
        Grant(Agency.CQC, Group.AUDIT, READS, Scope.SELF, LAW),
        Grant(Agency.DFE, Group.AUDIT, READS, Scope.SELF, LAW),
    )
