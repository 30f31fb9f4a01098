"""The commands by which people give access."""

from register.schema.commands import access_grant
from register.vocabulary import Group
from tests.support.declared_types import lines_of, listed


def test_they_change_live_access_and_nothing_else():
    offers = [
        access_grant.OPEN_HOME,
        access_grant.REQUEST_ADMINISTRATION,
        access_grant.APPROVE_ADMINISTRATION,
        access_grant.GIVE_INSPECTION_ACCESS,
        access_grant.APPROVE_INSPECTION_ACCESS,
        access_grant.END_ACCESS,
    ]

    assert {group for offer in offers for group in offer.changes} == {Group.LIVE_ACCESS}


def test_a_home_is_opened_for_an_incident_a_reason_and_a_time():
    assert lines_of("OpenHomeInput") == listed(
        """
        urn: Urn!
        incident: String!
        reason: String!
        minutes: Int!
        idempotencyKey: String!
        dryRun: Boolean!
        """
    )
