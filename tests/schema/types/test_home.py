"""Homes: their fields, with the names and the nullability that others rely on."""

from tests.support.declared_types import lines_of, listed

FIELDS = """
    id: ID!
    urn: Urn!
    version: Int
    kind: HomeKind
    sector: Sector
    registrationStatus: RegistrationStatus
    registeredOn: Date
    ceasedOn: Date
    places: Int
    shortBreaksOnly: Boolean
    previousUrn: Urn
    authority: Area
    force: Area
    region: Area
    provider: Provider
    latestInspection: Inspection
    inspections(first: Int = 10, after: String, orderBy: [InspectionOrder!]): InspectionConnection
    name: String
    location: Location
    address: Address
    postcode: String
    uprn: String
    premises: [Premises!]
    onEdge: Boolean
    ageMin: Int
    ageMax: Int
    sexAdmitted: SexAdmitted
    needs: [Need!]
    operationalStatus: OperationalStatus
    firstAccommodatedOn: Date
    secureApproved: Boolean
    securePlaces: Int
    contactTelephone: String
    registeredManager: Person
    responsibleIndividual: Person
    conditions: [Condition!]
    notices: [Notice!]
    restriction: Notice
    mergedInto: Home
    history(first: Int = 10, after: String): ChangeConnection
    withheld: [Withheld!]!
"""


def test_a_home_has_these_fields():
    assert lines_of("Home") == listed(FIELDS)


def test_what_may_be_withheld_is_nullable():
    firm = [line for line in lines_of("Home") if line.endswith("!")]

    assert [line.split(":")[0] for line in firm] == ["id", "urn", "withheld"]
