"""Decisions about areas: recorded by two inspectorates, read by those that inspect, in the timeline of the area."""

import pytest

from register.database.private_server import Cluster
from tests.support import story
from tests.support.command_client import kept_register
from tests.support.statistics import tell_of_targets

OFSTED = {"agency": "ofsted", "subject": "chooser", "purpose": "inspection"}
HMICFRS = {"agency": "hmicfrs", "subject": "chooser of forces", "purpose": "inspection"}
DECISIONS = "{ targetDecisions { nodes { areaCode choice reason period place points agency decidedBy } } }"
ORDER = "{ areaTargets(where: {kind: {eq: AUTHORITY}}) { nodes { areaCode place points } } }"


@pytest.fixture(scope="module")
def register(cluster: Cluster, story, worker):
    """A served copy of the story in which an authority and a force are compared."""
    with kept_register(cluster, story, worker, named="targets") as kept:
        with kept.server.owner.begin() as owner:
            tell_of_targets(owner)
        yield kept


TIMELINE = """query ($code: String!) { area(code: $code) { timeline { nodes {
  kind publishedInspection { summary } targetDecision { choice } } } withheld { field reason askBody } } }"""
NOTE = [{"field": "timeline.targetDecision", "reason": "NO_GRANT", "askBody": "OFSTED"}]


def given(area, choice="INSPECT"):
    return {"area": area, "choice": choice, "reason": "Many children go missing there, and few are asked why."}


def test_a_decision_is_kept_with_its_reason_and_with_what_the_figures_said(register):
    register.done("recordTargetDecision", OFSTED, **given(story.NORTHBY_COUNCIL))
    register.done("recordTargetDecision", HMICFRS, **given(story.NORTHBY, "WATCH"))

    told = register.server.ask(DECISIONS, "cqc", purpose="inspection").data["targetDecisions"]["nodes"]
    assert [(each["areaCode"], each["choice"], each["points"], each["agency"]) for each in told] == [
        (story.NORTHBY, "WATCH", 0, "HMICFRS"),
        (story.NORTHBY_COUNCIL, "INSPECT", 6, "OFSTED"),
    ]
    assert told[1]["decidedBy"] == "chooser"
    assert (told[1]["period"], told[1]["place"]) == ("2024-25", 1)


def test_decisions_are_in_the_timeline_of_the_area_for_inspectorates_only(register):
    inspected = {"area": story.NORTHBY_COUNCIL, "kind": "AUTHORITY_SERVICES", "isAboutMissing": True, "findings": []}
    inspected |= {"startedOn": "2024-01-01", "publishedOn": "2024-02-01", "summary": "A report."}
    register.done("recordPublishedInspection", OFSTED, **inspected)
    asked = {"purpose": "inspection", "code": story.NORTHBY_COUNCIL}

    inspectorate, authority = (
        register.server.ask(TIMELINE, *who, **asked).data["area"]
        for who in (("hmi_probation",), ("local_authority", story.NORTHBY_COUNCIL))
    )
    seen, council = (each["timeline"]["nodes"] for each in (inspectorate, authority))
    report = {"kind": "PUBLISHED_INSPECTION", "publishedInspection": {"summary": "A report."}, "targetDecision": None}
    decided = {"kind": "TARGET_DECISION", "publishedInspection": None, "targetDecision": {"choice": "INSPECT"}}
    assert seen == [decided, report]
    assert council == [report]
    assert inspectorate["withheld"] == []
    assert authority["withheld"] == NOTE


def test_an_area_without_a_decision_says_the_same_of_decisions(register):
    asked = {"purpose": "inspection", "code": story.SOUTHBY_COUNCIL}

    told = register.server.ask(TIMELINE, "local_authority", story.NORTHBY_COUNCIL, **asked).data["area"]

    assert told == {"timeline": {"nodes": []}, "withheld": NOTE}


@pytest.mark.parametrize(
    ("sender", "area", "code"),
    [
        (OFSTED, story.NORTHBY, "RULE_AREA_OF_ANOTHER"),
        (HMICFRS, story.NORTHBY_COUNCIL, "RULE_AREA_OF_ANOTHER"),
        (OFSTED, "E09999999", "POLICY_NOT_FOUND"),
    ],
)
def test_what_is_another_inspectorates_to_decide_is_refused(register, sender, area, code):
    assert register.refused("recordTargetDecision", sender, **given(area)) == [(code, "area")]


@pytest.mark.parametrize("agency", ["cqc", "hmi_probation", "ofsted_inspector", "dfe", "commissioner", "auditor"])
def test_nobody_else_records_a_decision(register, agency):
    sender = {"agency": agency, "subject": "impostor", "purpose": "inspection"}

    answer = register.send("recordTargetDecision", given(story.NORTHBY_COUNCIL), **sender)
    assert answer.codes == ["POLICY_FORBIDDEN"]


@pytest.mark.parametrize(
    ("agency", "area"),
    [
        ("dfe", None), ("dfe_statistics", None), ("commissioner", None), ("commissioner_statistics", None),
        ("police", story.NORTHBY), ("local_authority", story.NORTHBY_COUNCIL), ("auditor", None), ("admin", None),
    ],
)  # fmt: skip
def test_those_who_are_not_inspectorates_read_the_order_and_no_decision(register, agency, area):
    read = register.server.ask(ORDER, agency, area)
    refused = register.server.ask(DECISIONS, agency, area, purpose="inspection")

    assert read.data["areaTargets"]["nodes"] == [{"areaCode": story.NORTHBY_COUNCIL, "place": 1, "points": 6}]
    assert (refused.codes, refused.data) == (["POLICY_FORBIDDEN"], {"targetDecisions": None})
    assert refused.reads == []
