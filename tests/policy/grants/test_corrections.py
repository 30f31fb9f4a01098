"""Who is told of corrections: every body of its own consultations."""

from register.policy.grants.corrections import CORRECTION_GRANTS
from register.vocabulary import Agency, Scope

# The auditor reads no record, and roles for dashboards none of a person.
NOT_INFORMED = {Agency.AUDITOR, Agency.DFE_STATISTICS, Agency.COMMISSIONER_STATISTICS}


def test_every_body_that_reads_records_is_told_of_its_own_alone():
    assert {grant.agency for grant in CORRECTION_GRANTS} == set(Agency) - NOT_INFORMED
    assert {grant.scope for grant in CORRECTION_GRANTS} == {Scope.ORGANISATION}
