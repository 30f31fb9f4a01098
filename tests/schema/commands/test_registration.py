"""The commands by which a home comes onto the register."""

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
