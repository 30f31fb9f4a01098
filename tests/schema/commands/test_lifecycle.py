"""The commands that move a registration on."""

from tests.support.declared_types import lines_of, listed


def test_a_registration_ends_in_one_of_three_ways():
    assert lines_of("CancelRegistrationInput") == listed(
        """
        urn: Urn!
        expectedVersion: Int!
        way: CancellationWay!
        ceasedOn: Date!
        reasons: String
        appealStatus: AppealStatus
        appealNote: String
        reason: String
        idempotencyKey: String!
        dryRun: Boolean!
        """
    )
