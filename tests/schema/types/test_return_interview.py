"""Return home interviews: in the schema, and listed for whom they concern."""

import pytest

from register import tables
from register.schema.assemble import graphql_schema
from tests.support import story
from tests.support.child_factories import tell_of_returns
from tests.support.declared_types import lines_of, listed

N, S = story.NORTHBY, story.SOUTHBY
NORTH, SOUTH = story.NORTHBY_COUNCIL, story.SOUTHBY_COUNCIL
ASKED = """{ returnInterviews { totalCount nodes {
    status pushReasons episode { owningForce { code } child { name } } withheld { field reason } } } }"""


def test_an_interview_has_these_fields():
    assert lines_of("ReturnInterview") == listed("""
        id: ID!
        version: Int!
        status: InterviewStatus
        foundAt: DateTime
        dueAt: DateTime
        offeredAt: DateTime
        notOfferedReason: NotOfferedReason
        providerCode: String
        commissionedAt: DateTime
        conductedAt: DateTime
        mode: InterviewMode
        interviewer: Interviewer
        isIndependent: Boolean
        closedAt: DateTime
        qualityGrade: QualityGrade
        pushReasons: [PushReason!]
        pullReasons: [PullReason!]
        actions: [InterviewAction!]
        harmDisclosed: Boolean
        exploitationIndicated: Boolean
        narrative: String
        policeExtract: String
        extractApprovedAt: DateTime
        coveredBy: ReturnInterview
        episode: MissingEpisode
        withheld: [Withheld!]!
    """)


def test_what_a_child_said_is_neither_searched_nor_ordered_by():
    assert [line for line in lines_of("ReturnInterviewFilter") if line.startswith(("narrative", "policeExtract"))] == []
    assert "NARRATIVE" not in graphql_schema().type_map["ReturnInterviewOrderField"].values


@pytest.fixture(scope="module")
def returned(children):
    with children.owner.begin() as connection:
        tell_of_returns(connection)
        other = {"code": "story-other", "agency": "interview_provider", "name": "Story Other"}
        connection.execute(tables.organisation.insert().values(**other))
    return children


@pytest.mark.parametrize(
    ("agency", "area", "count"),
    [
        ("police", N, 3), ("police", S, 1), ("ofsted", None, 4), ("ukmpu", None, 1),
        ("local_authority", NORTH, 3), ("local_authority", SOUTH, 2),
    ],
)  # fmt: skip
def test_a_body_sees_the_interviews_that_concern_it(returned, agency, area, count):
    assert returned.ask(ASKED, agency, area).data["returnInterviews"]["totalCount"] == count


def test_a_provider_sees_its_cases_until_28_days_after_they_end(returned):
    told = returned.ask(ASKED, "interview_provider", organisation="story-trust").data["returnInterviews"]

    assert told["totalCount"] == 1
    assert told["nodes"][0]["pushReasons"] == ["BULLYING"]
    assert told["nodes"][0]["episode"]["child"] is not None
    other = returned.ask(ASKED, "interview_provider", organisation="story-other")
    assert other.data["returnInterviews"]["totalCount"] == 0


@pytest.mark.parametrize(
    "agency", ["dfe", "dfe_statistics", "commissioner", "commissioner_statistics", "admin", "auditor"]
)
def test_no_other_body_sees_an_interview(returned, agency):
    answer = returned.ask(ASKED, agency)

    assert (answer.codes, answer.data) == (["POLICY_FORBIDDEN"], {"returnInterviews": None})
