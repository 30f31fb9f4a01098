"""What the types of an inspection's findings and cohorts show."""

from register.catalogue import CATALOGUE
from register.vocabulary import Group


def test_findings_and_cohorts_are_of_groups_of_their_own():
    names = ("AreaFinding", "AreaCohort")

    assert {name: {column.group for column in CATALOGUE[name].columns.values()} for name in names} == {
        "AreaFinding": {Group.AREA_FINDING},
        "AreaCohort": {Group.AREA_COHORT},
    }
