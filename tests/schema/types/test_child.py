"""Children: who knows of each, and what of it."""

import pytest

from tests.support import story
from tests.support.declared_types import lines_of, listed

NORTH, SOUTH = story.NORTHBY_COUNCIL, story.SOUTHBY_COUNCIL
NAMES = "{ children { totalCount nodes { name } } }"
ADA = "Ada Far"
ASKED = """query ($name: String!) { children(where: {name: {eq: $name}}) { nodes {
    name nhsNumber careStatus responsibleAuthority { code } withheld { field reason }
    placements { nodes { kind home { urn } } } missingEpisodes { totalCount nodes { status } } } } }"""


def names(server, agency, area=None, **who):
    """The names of the children that a caller is shown, in order, and how many it is told there are."""
    told = server.ask(NAMES, agency, area, **who).data["children"]
    assert told["totalCount"] == len(told["nodes"])
    return sorted(node["name"] for node in told["nodes"])


def test_a_child_has_these_fields():
    assert lines_of("Child") == listed("""
        id: ID!
        version: Int!
        responsibleAuthority: Area
        name: String
        dateOfBirth: Date
        sex: Sex
        aliases: [String!]
        nhsNumber: String
        upn: String
        authorityReference: String
        careStatus: CareStatus
        ethnicity: String
        isDisabled: Boolean
        isUnaccompanied: Boolean
        mergedInto: Child
        placements(first: Int = 10, after: String, orderBy: [PlacementOrder!]): PlacementConnection
        missingEpisodes(first: Int = 10, after: String, orderBy: [MissingEpisodeOrder!]): MissingEpisodeConnection
        exploitationFlags: [ExploitationFlag!]
        shields: [Shield!]
        accessExemptions: [AccessExemption!]
        timeline(first: Int = 50, after: String): Timeline
        withheld: [Withheld!]!
    """)


@pytest.mark.parametrize(
    ("agency", "area", "known"),
    [
        # Its own children, and those whom others placed in its area.
        ("local_authority", NORTH, ["Ada Far", "Ben Near", "Cy Home"]),
        ("local_authority", SOUTH, ["Ada Far", "Ben Near", "Dot Never", "Eve Long"]),
        # Placed in the area, or missing and owned by the force.
        ("police", story.NORTHBY, ["Ada Far", "Cy Home"]),
        ("police", story.SOUTHBY, ["Ben Near", "Cy Home", "Eve Long"]),
        ("ukmpu", None, ["Ada Far", "Eve Long"]),
    ],
)
def test_a_body_knows_the_children_that_it_has_to_do_with(children, agency, area, known):
    assert names(children, agency, area) == known


@pytest.mark.parametrize(
    "agency",
    ["ofsted", "dfe", "dfe_statistics", "commissioner", "commissioner_statistics", "cqc", "hmicfrs", "hmi_probation",
     "health", "admin", "auditor"],
)  # fmt: skip
def test_no_other_body_knows_of_any_child(children, agency):
    organisation = {"health": "story-board"}.get(agency)
    answer = children.ask(NAMES, agency, organisation=organisation)

    assert answer.codes == ["POLICY_FORBIDDEN"]
    assert answer.data == {"children": None}


def test_an_inspector_without_an_area_knows_of_no_child(children):
    assert children.ask(NAMES, "ofsted_inspector", purpose="inspection").codes == ["POLICY_FORBIDDEN"]


def test_nothing_of_a_child_is_told_without_a_purpose(children):
    assert children.ask(NAMES, "police", story.NORTHBY, purpose=None).codes == ["POLICY_PURPOSE_REQUIRED"]


def test_a_force_that_looks_for_a_child_sees_all_that_helps_to_find_it(children):
    (ada,) = children.ask(ASKED, "police", story.NORTHBY, name=ADA).data["children"]["nodes"]

    assert ada["nhsNumber"].startswith("9")
    assert ada["careStatus"] == "LOOKED_AFTER"
    assert ada["responsibleAuthority"] == {"code": SOUTH}
    assert ada["withheld"] == []
    assert ada["placements"]["nodes"] == [{"kind": "CHILDRENS_HOME", "home": {"urn": story.INSIDE}}]
    assert ada["missingEpisodes"]["totalCount"] == 2


def test_a_provider_without_a_case_knows_of_no_child(children):
    answer = children.ask(NAMES, "interview_provider", organisation="story-trust")

    assert answer.data["children"]["nodes"] == []


def test_an_area_that_hosts_a_child_sees_the_minimum_and_what_it_does_not(children):
    (ada,) = children.ask(ASKED, "local_authority", NORTH, name=ADA).data["children"]["nodes"]

    assert (ada["nhsNumber"], ada["careStatus"]) == (None, None)
    assert sorted(ada["withheld"], key=lambda item: item["field"]) == [
        {"field": "careStatus", "reason": "OUTSIDE_SCOPE"},
        {"field": "nhsNumber", "reason": "OUTSIDE_SCOPE"},
    ]
    assert ada["placements"]["nodes"] == [{"kind": "CHILDRENS_HOME", "home": {"urn": story.INSIDE}}]


def test_a_search_by_what_is_hidden_finds_only_the_children_for_whom_it_may_be_read(children):
    asked = "{ children(where: {nhsNumber: {isNull: false}}) { totalCount narrowed { fields } nodes { name } } }"
    told = children.ask(asked, "local_authority", NORTH).data["children"]

    assert sorted(node["name"] for node in told["nodes"]) == ["Ben Near", "Cy Home"]
    assert told["totalCount"] == 2
    assert told["narrowed"]["fields"] == ["Child.nhsNumber"]


def test_a_child_of_another_is_answered_as_one_that_is_not_there(children):
    hidden = children.owner.connect().exec_driver_sql(
        "select child_id::text from register.child_minimum where name = 'Dot Never'"
    )
    asked = "query ($id: ID!) { child(id: $id) { id } }"
    known = children.ask(asked, "police", story.NORTHBY, id=hidden.scalar_one())
    absent = children.ask(asked, "police", story.NORTHBY, id="00000000-0000-4000-8000-000000000000")

    assert known.body == absent.body
    assert known.data == {"child": None}


def test_by_the_homes_of_the_past_a_force_finds_no_child_whose_placement_it_may_not_see(children):
    asked = """query ($urn: Urn!) { children(where: {placements: {some: {home: {urn: {eq: $urn}}}}}) {
        nodes { name } } }"""
    # The one force looks for the child, so it sees the present placement; the one before is not its to see. The other
    # force's interest has ended.
    for area, found in ((story.NORTHBY, [{"name": "Cy Home"}]), (story.SOUTHBY, [])):
        assert children.ask(asked, "police", area, urn=story.PLAIN).data["children"]["nodes"] == found
    foster = "{ children(where: {placements: {some: {kind: {eq: FOSTER_CARE}}}}) { nodes { name } } }"
    assert children.ask(foster, "police", story.NORTHBY).data["children"]["nodes"] == []
    assert children.ask(foster, "local_authority", NORTH).data["children"]["nodes"] == [{"name": "Cy Home"}]
