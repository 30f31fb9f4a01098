"""What a grant needs beside the matrix: a live record, or a purpose."""

from register.policy.grants import GRANTS
from register.policy.grants.requirements import ABOUT_CHILDREN, PURPOSE_NEEDED, PURPOSE_NEEDED_TO_CHANGE, TIME_BOXED
from register.tables import ANCHOR_OF, GROUP_OF, HOME
from register.tables.anchors import Of, are_apart
from register.vocabulary import Agency, Group
from tests.support.readers import INSPECTED, OPENED, SUPERVISED


def test_what_a_grant_needs_beside_the_matrix_is_a_record_of_access_given_or_of_an_appointment():
    boxed = {(grant.agency, grant.group) for grant in GRANTS if grant.scope in TIME_BOXED - {SUPERVISED}}

    assert {INSPECTED, OPENED, SUPERVISED} == TIME_BOXED
    assert {agency for agency, _ in boxed} == {
        Agency.POLICE,
        Agency.ADMIN,
        Agency.OFSTED_INSPECTOR,
        Agency.CQC,
        Agency.HMICFRS,
        Agency.HMI_PROBATION,
    }
    assert {group for agency, group in boxed if agency is Agency.ADMIN} == {Group.HOME_LOCATION}


def test_where_a_home_stands_is_told_for_a_purpose_and_access_is_given_for_one():
    needed = {Group.HOME_LOCATION, Group.CHANGES, Group.CORRECTIONS, Group.AREA_PACK}
    needed |= {Group.AREA_FINDING, Group.AREA_COHORT, Group.HOME_CONSULTATIONS}
    assert needed == PURPOSE_NEEDED - ABOUT_CHILDREN
    assert {Group.LIVE_ACCESS} == PURPOSE_NEEDED_TO_CHANGE - ABOUT_CHILDREN


def test_nothing_of_a_child_is_read_or_changed_without_a_purpose():
    anchors = {table: anchor for table, anchor in ANCHOR_OF.items() if isinstance(anchor, Of)}
    of_children = {GROUP_OF[table] for table, anchor in anchors.items() if are_apart(Of(HOME, by="id"), anchor)}

    assert of_children | {Group.RETURN_ROWS} == ABOUT_CHILDREN
    assert ABOUT_CHILDREN <= PURPOSE_NEEDED
    assert ABOUT_CHILDREN <= PURPOSE_NEEDED_TO_CHANGE
