"""Missing episodes: each body sees those that it owns, answers for or hosts, and who they are of where it may."""

import pytest

from tests.support import story
from tests.support.declared_types import lines_of, listed

NORTH, SOUTH = story.NORTHBY_COUNCIL, story.SOUTHBY_COUNCIL
ASKED = """query ($within: EpisodeAreaInput) { missingEpisodes(area: $within) { totalCount nodes {
    status owningForce { code } home { urn } child { name } risk { level } childPseudonym } } }"""


def episodes(server, agency, area=None, given=None):
    """The episodes that a caller is shown: owner, status and child, the latest first."""
    told = server.ask(ASKED, agency, area, **({"within": given} if given else {})).data["missingEpisodes"]
    assert told["totalCount"] == len(told["nodes"])
    return [(n["owningForce"]["code"], n["status"], n["child"] and n["child"]["name"]) for n in told["nodes"]]


N, S = story.NORTHBY, story.SOUTHBY
OPEN_ADA, OLD_ADA = (N, "INVESTIGATING", "Ada Far"), (N, "CLOSED", "Ada Far")
OPEN_BEN, CY, CY_BEFORE, EVE = (
    (S, "INVESTIGATING", "Ben Near"), (N, "CLOSED", "Cy Home"), (S, "CLOSED", "Cy Home"), (S, "CLOSED", "Eve Long"),
)  # fmt: skip


def test_an_episode_has_these_fields():
    assert lines_of("MissingEpisode") == listed("""
        id: ID!
        version: Int!
        reference: String
        kind: MissingKind
        policeCategory: PoliceCategory
        setting: MissingSetting
        status: EpisodeStatus
        childPseudonym: String
        lastSeenAt: DateTime
        startedAt: DateTime
        reportedAt: DateTime
        foundAt: DateTime
        returnedAt: DateTime
        endedAt: DateTime
        foundBy: FoundBy
        outcome: EpisodeOutcome
        harms: [Harm!]
        repeat90d: Int
        sequence12m: Int
        preventionInterview: PreventionInterview
        owningForce: Area
        offeredForce: Area
        formerForce: Area
        responsibleAuthority: Area
        home: Home
        child: Child
        risk: RiskAssessment
        riskAssessments: [RiskAssessment!]
        sightings: [Sighting!]
        together: [MissingTogether!]
        encounters: [Encounter!]
        interview: ReturnInterview
        reportedEverywhere: EpisodeReport
        withheld: [Withheld!]!
    """)


@pytest.mark.parametrize(
    ("agency", "area", "known"),
    [
        # A force that looks for a child sees all its episodes, whoever owned them.
        ("police", N, [OPEN_ADA, CY, CY_BEFORE, OLD_ADA]),
        ("police", S, [OPEN_BEN, EVE, CY_BEFORE]),
        ("local_authority", NORTH, [OPEN_BEN, OPEN_ADA, CY, CY_BEFORE, OLD_ADA]),
        ("local_authority", SOUTH, [OPEN_BEN, OPEN_ADA, EVE, OLD_ADA]),
        # Open for more than 72 hours, or ended after so long within 28 days.
        ("ukmpu", None, [OPEN_ADA, EVE]),
    ],
)
def test_a_body_sees_the_episodes_that_concern_it(children, agency, area, known):
    assert episodes(children, agency, area) == known


def test_ofsted_sees_every_episode_and_no_child(children):
    told = children.ask(ASKED, "ofsted").data["missingEpisodes"]

    assert told["totalCount"] == 6
    assert {node["child"] for node in told["nodes"]} == {None}
    by_home = {}
    for node in told["nodes"]:
        by_home.setdefault(node["home"] and node["home"]["urn"], set()).add(node["childPseudonym"])
    # Two episodes of one home are one child's; no pseudonym is met at two homes.
    assert len(by_home[story.INSIDE]) == 1
    assert sum(map(len, by_home.values())) == len(set().union(*by_home.values()))


@pytest.mark.parametrize(
    "agency",
    ["dfe", "dfe_statistics", "commissioner", "commissioner_statistics", "health", "interview_provider", "admin",
     "auditor", "ofsted_inspector", "cqc", "hmicfrs", "hmi_probation"],
)  # fmt: skip
def test_no_other_body_sees_an_episode(children, agency):
    organisation = {"health": "story-board", "interview_provider": "story-trust"}.get(agency)
    for asked in (
        ASKED,
        "{ missingEpisodes { totalCount } }",
        "{ homes { nodes { missingEpisodes { totalCount } } } }",
    ):
        answer = children.ask(asked, agency, organisation=organisation)
        shown = [node for node in (answer.data.get("homes") or {"nodes": []})["nodes"] if node["missingEpisodes"]]
        assert answer.codes == ["POLICY_FORBIDDEN"] or shown == [], asked


@pytest.mark.parametrize(("agency", "own", "other"), [("police", N, S), ("local_authority", NORTH, SOUTH)])
def test_an_area_narrows_to_those_of_its_body_and_widens_nothing(children, agency, own, other):
    everything = episodes(children, agency, own)

    assert episodes(children, agency, own, {"mine": True}) == everything
    assert episodes(children, agency, own, {"code": own}) == everything
    assert set(episodes(children, agency, own, {"code": other})) <= set(everything)


def test_from_a_home_whoever_may_sees_the_episodes_and_each_hop_is_authorised_anew(children):
    asked = """query ($urn: Urn!) { home(urn: $urn) { missingEpisodes { totalCount nodes { child { name } } } } }"""

    def told(agency, area, urn):
        return children.ask(asked, agency, area, urn=urn).data["home"]["missingEpisodes"]

    assert told("police", N, story.INSIDE) == {"totalCount": 2, "nodes": [{"child": {"name": "Ada Far"}}] * 2}
    assert told("police", S, story.INSIDE) == {"totalCount": 0, "nodes": []}
    assert told("ofsted", None, story.INSIDE) == {"totalCount": 2, "nodes": [{"child": None}] * 2}
    assert told("dfe", None, story.INSIDE) is None


def test_a_search_through_a_home_that_is_elsewhere_finds_only_what_may_be_read_of_the_home(children):
    asked = '{ missingEpisodes(where: {home: {name: {startsWith: "As"}}}) { totalCount } }'
    # Ash House lies in Northby: its name is not Southby's to search by, nor the statisticians'.
    assert children.ask(asked, "police", N).data["missingEpisodes"]["totalCount"] == 2
    assert children.ask(asked, "police", S).data["missingEpisodes"]["totalCount"] == 0
    assert children.ask(asked, "hmi_probation", purpose="inspection").codes == ["POLICY_FORBIDDEN"]


def test_no_homes_are_found_by_episodes_that_may_not_be_read(children):
    asked = "{ homes(where: {missingEpisodes: {some: {status: {eq: INVESTIGATING}}}}) { nodes { urn } } }"

    assert children.ask(asked, "police", N).data["homes"]["nodes"] == [{"urn": story.INSIDE}]
    assert children.ask(asked, "police", S).data["homes"]["nodes"] == [{"urn": story.OUTSIDE}]
    assert children.ask(asked, "dfe").codes == ["POLICY_FORBIDDEN_MATCH"]
