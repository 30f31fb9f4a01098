"""The commands by which people give access."""

from register.schema import offers_access
from register.vocabulary import Group
from tests.schema.declared import lines_of, listed


def test_they_change_live_access_and_nothing_else():
    offers = [
        offers_access.OPEN_HOME,
        offers_access.REQUEST_ADMINISTRATION,
        offers_access.APPROVE_ADMINISTRATION,
        offers_access.GIVE_INSPECTION_ACCESS,
        offers_access.END_ACCESS,
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
