"""Who reads joint inspections: Ofsted, which leads them, and inspectorates while they inspect."""

from register.policy.grants import GRANTS
from register.vocabulary import INSPECTORATES, Agency, Group, Scope, Use
from tests.support.readers import EVERYONE, readers_of

WHILE_THEY_INSPECT = {agency: {Scope.INSPECTED_AREA} for agency in INSPECTORATES}


def test_an_inspection_and_its_picture_are_read_by_those_who_inspect_while_they_do():
    keeper = {Agency.OFSTED: {Scope.NATIONAL}}

    assert readers_of(Group.AREA_PACK) == keeper | WHILE_THEY_INSPECT
    assert readers_of(Group.AREA_INSPECTION) == keeper | WHILE_THEY_INSPECT | {Agency.AUDITOR: {Scope.NATIONAL}}

    assert readers_of(Group.AREA_FINDING) == keeper | WHILE_THEY_INSPECT
    assert readers_of(Group.AREA_COHORT) == WHILE_THEY_INSPECT
    own = {Agency.LOCAL_AUTHORITY: {Scope.OWN_AUTHORITY}}
    assert readers_of(Group.ACTION_PLAN) == keeper | own | WHILE_THEY_INSPECT


def test_what_was_decided_about_areas_is_read_by_inspectorates_and_written_by_the_two_that_decide():
    readers = {agency: {Scope.NATIONAL} for agency in (Agency.OFSTED, *INSPECTORATES)}

    assert readers_of(Group.TARGET) == readers
    changes = {grant.agency for grant in GRANTS if grant.group is Group.TARGET and Use.CHANGE in grant.uses}
    assert changes == {Agency.OFSTED, Agency.HMICFRS}


def test_the_programme_and_what_was_published_are_read_by_everyone():
    assert readers_of(Group.PUBLISHED_INSPECTION) == {agency: {Scope.NATIONAL} for agency in EVERYONE}
    assert readers_of(Group.PROGRAMME) == {agency: {Scope.NATIONAL} for agency in EVERYONE}
