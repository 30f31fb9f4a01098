"""The same indicators for each home, each authority, each force and Ofsted, as tallies give them."""

import pytest
import sqlalchemy as sa

from tests.support import story
from tests.support.child_factories import tell_of_children, tell_of_returns
from tests.support.command_client import kept_register

EPISODES = """{ missingEpisodeTally(by: [%s]) { rows { key { homeUrn responsibleAuthority owningForce }
    count homes hoursMissingMedian hoursToReportMedian } } }"""
THEMES = """{ returnInterviewTally(by: [HOME_URN, FOUND_MONTH], where: {pushReasons: {contains: [BULLYING]}}) {
    rows { key { homeUrn foundMonth } count } } }"""
OVERDUE = """query ($now: DateTime!) { returnInterviewTally(
    by: [RESPONSIBLE_AUTHORITY], where: {closedAt: {isNull: true}, dueAt: {lt: $now}}) {
    rows { key { responsibleAuthority } count } } }"""
OWED = """
select e.responsible_authority_code, count(*) from register.return_interview i
  join register.missing_episode e on e.id = i.episode_id where i.closed_at is null and i.due_at < :now group by 1
"""
AUTHORITY = ("local_authority", story.NORTHBY_COUNCIL)
HELD = """
select h.urn, date_trunc('month', i.found_at at time zone 'Europe/London')::date::text as month, count(*) as held
  from register.return_interview i
  join register.interview_themes t on t.interview_id = i.id and 'bullying' = any (t.push_reasons)
  join register.missing_episode e on e.id = i.episode_id and e.responsible_authority_code = :authority
  left join register.home h on h.id = e.home_id
 group by 1, 2
"""


@pytest.fixture(scope="module")
def server(cluster, story, worker):
    """A served copy of the story with children of both authorities, who were missing from homes and elsewhere."""
    with kept_register(cluster, story, worker, named="indicators") as kept:
        with kept.server.owner.begin() as owner:
            tell_of_children(owner)
            tell_of_returns(owner)
            owner.execute(sa.text("update register.inspection set published_on = started_on + 20"))
        yield kept.server


def rows(server, by, who=("ofsted", None)):
    return server.ask(EPISODES % by, *who).data["missingEpisodeTally"]["rows"]


def test_a_home_and_an_authority_have_the_same_indicators(server):
    by_home, by_authority = rows(server, "HOME_URN"), rows(server, "RESPONSIBLE_AUTHORITY")
    urns = {row["key"]["homeUrn"] for row in by_home}
    places = server.ask("{ homes(first: 1000) { nodes { urn places } } }", "ofsted").data["homes"]["nodes"]

    assert sum(row["count"] for row in by_home) == sum(row["count"] for row in by_authority) > 0
    assert {story.INSIDE, story.PLAIN} <= urns
    assert {row["key"]["responsibleAuthority"] for row in by_authority} == {AUTHORITY[1], story.SOUTHBY_COUNCIL}
    assert urns - {None} <= {home["urn"] for home in places if home["places"]}


def test_a_theme_is_added_up_by_home_and_month(server):
    with server.owner.connect() as owner:
        held = owner.execute(sa.text(HELD), {"authority": AUTHORITY[1]}).all()
    found = server.ask(THEMES, *AUTHORITY).data["returnInterviewTally"]["rows"]

    assert found
    assert {(row["key"]["homeUrn"], row["key"]["foundMonth"], row["count"]) for row in found} == {
        tuple(each) for each in held
    }


def test_authorities_forces_and_ofsted_are_each_measured_by_how_long_they_take(server):
    by_force = rows(server, "OWNING_FORCE")
    interviews = server.ask(
        "{ returnInterviewTally { rows { count hoursToInterviewMedian } } }", "local_authority", story.SOUTHBY_COUNCIL
    )
    reports = server.ask("{ inspectionTally { rows { daysToPublishMedian } } }", "ofsted")
    duties = server.ask("{ returnDuties { nodes { authorityCode dueOn submittedAt } } }", "dfe", purpose="statistics")

    assert {row["key"]["owningForce"] for row in by_force} == {story.NORTHBY, story.SOUTHBY}
    assert all(row["hoursToReportMedian"] is not None for row in by_force)
    assert interviews.data["returnInterviewTally"]["rows"][0]["hoursToInterviewMedian"] is not None
    assert reports.data["inspectionTally"]["rows"] == [{"daysToPublishMedian": 20.0}]
    assert duties.codes == []


def test_interviews_that_are_overdue_are_counted_by_authority_for_oversight(server):
    late = "update register.return_interview set found_at = found_at - interval '400 days', due_at = due_at - interval"
    open_only = "'400 days' where closed_at is null and offered_at is null"
    with server.owner.begin() as owner:
        owner.execute(sa.text(f"{late} {open_only}"))
        now = owner.scalar(sa.select(sa.func.now()))
        owed = {tuple(each) for each in owner.execute(sa.text(OWED), {"now": now})}
    found = server.ask(OVERDUE, "ofsted", now=now.isoformat()).data["returnInterviewTally"]["rows"]

    assert {(row["key"]["responsibleAuthority"], row["count"]) for row in found} == owed != set()
