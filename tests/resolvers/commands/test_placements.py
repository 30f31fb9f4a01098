"""Placements: opened in a home that takes children or elsewhere, one at a time, and ended."""

import pytest

from register.database.private_server import Cluster
from tests.support import story
from tests.support.command_client import kept_register

AUTHORITY = {"agency": "local_authority", "area": story.SOUTHBY_COUNCIL}
CHILD = {"name": "Wren Hale", "dateOfBirth": "2012-02-03", "sex": "FEMALE"}


@pytest.fixture(scope="module")
def register(cluster: Cluster, story, worker):
    """A served copy of the story that the tests of this module change together."""
    with kept_register(cluster, story, worker, named="placements") as kept:
        yield kept


@pytest.fixture
def child(register):
    """A child without a placement."""
    answer = register.send("registerChild", CHILD, **AUTHORITY)
    return answer.data["registerChild"]["child"]["id"]


def opened(register, child, who=AUTHORITY, **given):
    """The problems of opening a placement."""
    version = register.scalar("select version from register.child where id = :id", id=child)
    answer = register.send("openPlacement", {"child": child, "expectedVersion": version, **given}, **who)
    assert "errors" not in answer.json, answer.json
    return [(each["code"], each["field"]) for each in answer.data["openPlacement"]["problems"]]


def ended(register, child, day):
    """The problems of ending the latest placement of a child."""
    row = "select id::text from register.placement where child_id = :id order by started_on desc limit 1"
    version = "select version from register.placement where child_id = :id order by started_on desc limit 1"
    given = {"placement": register.scalar(row, id=child), "expectedVersion": register.scalar(version, id=child)}
    answer = register.send("endPlacement", given | {"endedOn": day}, **AUTHORITY)
    return [(each["code"], each["field"]) for each in answer.data["endPlacement"]["problems"]]


HOME = {"kind": "CHILDRENS_HOME", "urn": story.PLAIN}
FOSTER = {"kind": "FOSTER_CARE", "hostAuthority": story.NORTHBY_COUNCIL}


def test_placements_follow_each_other(register, child):
    assert opened(register, child, **HOME, startedOn="2024-01-01") == []
    assert opened(register, child, **FOSTER, startedOn="2024-06-01") == [("RULE_PLACEMENT_OPEN", "child")]
    assert ended(register, child, "2024-01-01") == [("RULE_DATES_ORDER", "endedOn")]
    assert ended(register, child, "2024-06-01") == []
    assert ended(register, child, "2024-07-01") == [("RULE_PLACEMENT_ENDED", "placement")]
    assert opened(register, child, **FOSTER, startedOn="2024-05-01") == [("RULE_DATES_ORDER", "startedOn")]
    assert opened(register, child, **FOSTER, startedOn="2024-06-01") == []
    assert register.scalar("select version from register.child where id = :id", id=child) == 3


@pytest.mark.parametrize(
    ("given", "problems"),
    [
        ({"kind": "FOSTER_CARE"}, [("RULE_REQUIRED", "hostAuthority")]),
        (FOSTER | {"hostAuthority": "E08009999"}, [("POLICY_NOT_FOUND", "hostAuthority")]),
        (FOSTER | {"urn": story.PLAIN}, [("RULE_NOT_WANTED", "urn")]),
        ({"kind": "CHILDRENS_HOME", "hostAuthority": story.NORTHBY_COUNCIL}, [("RULE_REQUIRED", "urn")]),
        (HOME | {"urn": "SC999999"}, [("POLICY_NOT_FOUND", "urn")]),
        (HOME | {"kind": "SECURE_HOME"}, [("RULE_PLACEMENT_KIND", "kind")]),
        (HOME | {"startedOn": "2018-01-01"}, [("RULE_HOME_CLOSED", "startedOn")]),
        (FOSTER | {"startedOn": "2011-01-01"}, [("RULE_BEFORE_BIRTH", "startedOn")]),
        (FOSTER | {"startedOn": "2999-01-01"}, [("RULE_DATE_IN_FUTURE", "startedOn")]),
    ],
)
def test_a_placement_that_cannot_be_is_a_problem(register, child, given, problems):
    assert opened(register, child, **{"startedOn": "2024-01-01", **given}) == problems


def test_no_child_is_placed_in_a_home_that_closed_or_may_take_none(register, child):
    register.do("cancelRegistration", story.UNPLACED, way="VOLUNTARY", ceasedOn="2024-01-01")
    closed = opened(register, child, kind="CHILDRENS_HOME", urn=story.UNPLACED, startedOn="2024-02-01")
    served = {"kind": "RESTRICTION_OF_ACCOMMODATION", "servedOn": "2024-03-01", "reasons": "Not safe."}
    register.do("serveNotice", story.INSIDE, **served, appealStatus="NONE")
    restricted = opened(register, child, kind="CHILDRENS_HOME", urn=story.INSIDE, startedOn="2024-04-01")

    assert closed == [("RULE_HOME_CLOSED", "urn")]
    assert restricted == [("RULE_ACCOMMODATION_RESTRICTED", "startedOn")]


def test_a_child_of_another_authority_cannot_be_placed(register, child):
    other = {"agency": "local_authority", "area": story.NORTHBY_COUNCIL}

    assert opened(register, child, other, **FOSTER, startedOn="2024-01-01") == [("POLICY_NOT_FOUND", "child")]


def test_a_placement_elsewhere_is_approved_and_the_other_authority_notified_in_time(register, child):
    assert opened(register, child, **FOSTER, startedOn="2026-01-02") == []
    placement = register.scalar("select id::text from register.placement where child_id = :id", id=child)
    approval = {"placement": placement, "approvedAt": "2026-01-02T09:00:00Z", "isAtADistance": True}
    assert register.refused(
        "recordDirectorApproval", AUTHORITY, **approval, expectedVersion=1, approver="NOMINATED_OFFICER"
    ) == [("RULE_APPROVER", "approver")]
    register.done("recordDirectorApproval", AUTHORITY, **approval, expectedVersion=1, approver="DIRECTOR")
    told = {"placement": placement, "notifiedAt": "2026-01-12T09:00:00Z", "isEmergency": True}
    register.done("notifyAreaAuthority", AUTHORITY, **told, expectedVersion=2)

    asked = "query ($id: ID!) { child(id: $id) { placements { nodes { approver isNotifiedLate notifyDueOn } } } }"
    shown = register.server.ask(asked, **AUTHORITY, id=child).data["child"]["placements"]["nodes"]
    assert shown == [{"approver": "DIRECTOR", "isNotifiedLate": True, "notifyDueOn": "2026-01-09"}]


def test_a_host_approves_nothing_and_nobody_approves_a_placement_in_the_own_area(register, child):
    own = FOSTER | {"hostAuthority": story.SOUTHBY_COUNCIL}
    assert opened(register, child, **own, startedOn="2026-01-02") == []
    placement = register.scalar("select id::text from register.placement where child_id = :id", id=child)
    approval = {"placement": placement, "approvedAt": "2026-01-02T09:00:00Z", "isAtADistance": False}
    approval |= {"approver": "DIRECTOR", "expectedVersion": 1}
    assert register.refused("recordDirectorApproval", AUTHORITY, **approval) == [("RULE_IN_OWN_AREA", "placement")]
    host = {"agency": "local_authority", "area": story.NORTHBY_COUNCIL}
    assert register.refused("recordDirectorApproval", host, **approval) == [("POLICY_NOT_FOUND", "placement")]
