"""Published inspections: what the database refuses of them."""

import uuid

import pytest

from register import tables
from tests.support import story
from tests.support.access_factories import act_as
from tests.support.database_refusals import refused_by
from tests.support.inspection_factories import NOW

TODAY = NOW.date()
REPORT = {
    "area_code": story.NORTHBY, "kind": "force", "agency": "hmicfrs", "is_about_missing": True, "started_on": TODAY,
    "published_on": TODAY, "summary": "A report.",
}  # fmt: skip


@pytest.mark.parametrize(
    ("wrong", "constraint"),
    [
        ({}, None),
        ({"agency": "ofsted"}, "ck_published_inspection_of_its_body"),
        ({"kind": "joint", "agency": "ofsted"}, "ck_published_inspection_joint_whole"),
        ({"plan_due_on": TODAY}, "ck_published_inspection_joint_whole"),
    ],
)
def test_a_report_is_of_its_body(told, wrong, constraint):
    assert refused_by(told, tables.published_inspection, **REPORT | wrong) == constraint


def test_an_action_is_about_a_letter_of_ones_own_area(told):
    key, finding = uuid.uuid4(), uuid.uuid4()
    told.execute(tables.published_inspection.insert().values(id=key, **REPORT))
    said = {
        "kind": "improvement",
        "body": "police",
        "is_about_missing": True,
        "narrative": "Late.",
        "agency": "hmicfrs",
    }
    act_as(told, "another", "ofsted")
    assert refused_by(told, tables.published_finding, inspection_id=key, **said) == "published_finding_of_its_letter"
    act_as(told, "recorder", "hmicfrs")
    told.execute(tables.published_finding.insert().values(id=finding, inspection_id=key, **said))
    act_as(told, "", "")

    plan = {"finding_id": finding, "authority_code": story.NORTHBY_COUNCIL, "action": "Act.", "due_on": TODAY}
    assert refused_by(told, tables.area_action, **plan) == "area_action_of_its_letter"
