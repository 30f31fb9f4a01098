"""Homes: their fields, with the names and the nullability that others rely on."""

from datetime import date

import pytest
import sqlalchemy as sa

from register.schema.assemble import graphql_schema
from tests.support import factories as make
from tests.support import story
from tests.support.declared_types import lines_of, listed

FIELDS = """
    id: ID!
    urn: Urn!
    version: Int
    kind: HomeKind
    sector: Sector
    registrationStatus: RegistrationStatus
    applicationReceivedOn: Date
    registeredOn: Date
    ceasedOn: Date
    places: Int
    shortBreaksOnly: Boolean
    previousUrn: Urn
    successor: Home
    authority: Area
    force: Area
    region: Area
    provider: Provider
    latestInspection: Inspection
    currentJudgement: Inspection
    latestFullInspection: Inspection
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
    people: [Person!]
    conditions: [Condition!]
    notices: [Notice!]
    restriction: Notice
    mergedInto: Home
    missingEpisodes(first: Int = 10, after: String, orderBy: [MissingEpisodeOrder!]): MissingEpisodeConnection
    consultations(first: Int = 10, after: String, orderBy: [HomeConsultationOrder!]): HomeConsultationConnection
    history(first: Int = 10, after: String): ChangeConnection
    withheld: [Withheld!]!
"""


def test_a_home_has_these_fields():
    assert lines_of("Home") == listed(FIELDS)


def test_what_may_be_withheld_is_nullable():
    firm = [line for line in lines_of("Home") if line.endswith("!")]

    assert [line.split(":")[0] for line in firm] == ["id", "urn", "withheld"]


@pytest.fixture
def visited(own_server):
    """The story in which a home that was found inadequate had visits without a judgement afterwards."""
    with own_server.owner.begin() as owner:
        home_id = owner.scalar(sa.text("select id from register.home where urn = :urn"), {"urn": story.OUTSIDE})
        none = {"helped_and_protected": None, "leaders_and_managers": None}
        for kind, number, day, overall in (
            ("full", "UNJUDGED", date(2024, 5, 1), "not_judged"),
            ("monitoring_visit", "VISIT", date(2024, 6, 1), None),
            ("assurance", "ASSURED", date(2024, 7, 1), None),
        ):
            given = {"kind": kind, "number": number, "overall_experiences_and_progress": overall} | none
            make.create_inspection(owner, home_id, day, **given)
    return own_server


def test_the_judgement_that_holds_is_the_last_that_was_made_whatever_visits_followed(visited):
    shown = "latestInspection { number } currentJudgement { number startedOn overallExperiencesAndProgress }"
    home = visited.ask(
        f'{{ home(urn: "{story.OUTSIDE}") {{ {shown} latestFullInspection {{ number }} }} }}', "dfe"
    ).data

    assert home["home"] == {
        "latestInspection": {"number": "ASSURED"},
        "currentJudgement": {
            "number": "OUTSIDE2024",
            "startedOn": "2024-03-01",
            "overallExperiencesAndProgress": "INADEQUATE",
        },
        "latestFullInspection": {"number": "UNJUDGED"},
    }


def test_homes_are_found_by_the_judgement_that_holds(visited):
    def found(relation, grade):
        where = f"{{{relation}: {{overallExperiencesAndProgress: {{eq: {grade}}}}}}}"
        nodes = visited.ask(f"{{ homes(where: {where}) {{ nodes {{ urn }} }} }}", "dfe_statistics").data["homes"][
            "nodes"
        ]
        return [home["urn"] for home in nodes]

    assert found("currentJudgement", "INADEQUATE") == [story.OUTSIDE]
    assert found("latestInspection", "INADEQUATE") == []
    assert found("currentJudgement", "GOOD") == [story.INSIDE]
    assert found("currentJudgement", "NOT_JUDGED") == []
    assert found("latestFullInspection", "NOT_JUDGED") == [story.OUTSIDE]
    assert found("latestFullInspection", "INADEQUATE") == []
    assert found("latestFullInspection", "GOOD") == [story.INSIDE]


def test_the_latest_inspection_says_that_a_later_visit_hides_a_judgement():
    described = graphql_schema().type_map["Home"].fields["latestInspection"].description

    assert "a later visit without a judgement hides an earlier judgement. Use currentJudgement" in described


def test_homes_that_were_never_inspected_are_found_and_all_others_by_the_opposite(server):
    def found(where):
        nodes = server.ask(f"{{ homes(status: ALL, where: {where}) {{ nodes {{ urn }} }} }}", "dfe_statistics")
        return {home["urn"] for home in nodes.data["homes"]["nodes"]}

    inspected = "select urn from register.home h where merged_into_id is null and {} (" \
        "select from register.inspection i where i.home_id = h.id)"  # fmt: skip
    with server.owner.connect() as owner:
        never, ever = (set(owner.scalars(sa.text(inspected.format(how)))) for how in ("not exists", "exists"))

    assert min(len(never), len(ever)) >= 1
    assert found("{not: {inspections: {some: {}}}}") == never
    assert found("{inspections: {some: {}}}") == ever


def test_a_home_that_was_never_judged_has_no_judgement(server):
    home = server.ask(f'{{ home(urn: "{story.PLAIN}") {{ currentJudgement {{ number }} }} }}', "ofsted").data["home"]

    assert home == {"currentJudgement": None}


@pytest.mark.parametrize(
    ("days", "day", "is_in_force"),
    [
        ({}, "2024-06-01", True),
        ({}, "2024-05-31", False),
        ({"ends_on": date(2024, 6, 30)}, "2024-06-30", True),
        ({"ends_on": date(2024, 6, 30)}, "2024-07-01", False),
        ({"lifted_on": date(2024, 6, 30)}, "2024-06-29", True),
        ({"lifted_on": date(2024, 6, 30)}, "2024-06-30", False),
    ],
)
def test_a_restriction_is_the_one_that_is_in_force_on_the_day_asked_for(own_server, days, day, is_in_force):
    with own_server.owner.begin() as owner:
        home_id = owner.scalar(sa.text("select id from register.home where urn = :urn"), {"urn": story.PLAIN})
        restricts = {"kind": "restriction_of_accommodation", "served_on": date(2024, 6, 1)}
        make.create_notice(owner, home_id, "Records were not kept.", **restricts | days)
    then = own_server.ask(
        f'{{ home(urn: "{story.PLAIN}", validOn: "{day}") {{ restriction {{ servedOn }} }} }}', "ofsted"
    )
    now = own_server.ask(f'{{ home(urn: "{story.PLAIN}") {{ restriction {{ servedOn }} }} }}', "ofsted")

    assert then.data["home"]["restriction"] == ({"servedOn": "2024-06-01"} if is_in_force else None)
    assert (now.data["home"]["restriction"] is not None) is (not days)
