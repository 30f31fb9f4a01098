"""The commands on a registration as a whole."""

from tests.support.declared_types import lines_of, listed


def test_a_home_is_registered_with_all_that_the_register_asks_of_one():
    assert lines_of("RegisterHomeInput") == listed(
        """
        urn: Urn!
        kind: HomeKind!
        sector: Sector!
        places: Int!
        shortBreaksOnly: Boolean!
        providerReference: String!
        name: String!
        ageMin: Int
        ageMax: Int
        sexAdmitted: SexAdmitted
        needs: [Need!]!
        secureApproved: Boolean
        securePlaces: Int
        contactTelephone: String
        premises: [PremisesInput!]!
        registeredManager: String
        responsibleIndividual: String
        registeredOn: Date!
        reason: String
        idempotencyKey: String!
        dryRun: Boolean!
        """
    )


def test_a_registration_ends_in_one_of_three_ways():
    assert lines_of("CancelRegistrationInput") == listed(
        """
        urn: Urn!
        expectedVersion: Int!
        way: CancellationWay!
        ceasedOn: Date!
        reasons: String
        appealStatus: String
        reason: String
        idempotencyKey: String!
        dryRun: Boolean!
        """
    )
