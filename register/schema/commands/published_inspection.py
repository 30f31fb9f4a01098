"""Commands on what inspections of areas publish, and on what an authority does about it."""

import strawberry

from register.catalogue import Argument, Command, Target
from register.schema.building.command_types import input_of
from register.schema.building.facts import fact, facts
from register.schema.building.made_types import listed
from register.schema.types.published_inspection import AreaAction, PublishedFinding, PublishedInspection
from register.tables.published_inspections import MOST_FINDINGS
from register.vocabulary import Group

FINDING = input_of(
    "PublishedFindingInput",
    __name__,
    "A finding of an inspection that was published elsewhere.",
    **facts(PublishedFinding, "kind", "body", "isAboutMissing", "narrative", required=True),
)
PUBLISH_LETTER = Command(
    name="publishLetter",
    about="Publish the letter of a joint inspection today, with the findings that its lead agreed on. It is open to "
    "everyone and never changed. The access of the inspectors ends with the days of the action plan after today. You "
    "must be an appointed approver.",
    entity=PublishedInspection,
    shown="publishedInspection",
    key="id",
    changes=frozenset({Group.PUBLISHED_INSPECTION, Group.AREA_INSPECTION, Group.LIVE_ACCESS}),
    input={
        "inspection": Argument(strawberry.ID, "The register's identifier of the joint inspection."),
        "summary": fact(PublishedInspection, "summary", required=True),
        "planDueOn": fact(
            PublishedInspection, "planDueOn", "The day by which the authority plans its actions.", required=True
        ),
    },
)
RECORD_PUBLISHED_INSPECTION = Command(
    name="recordPublishedInspection",
    about="Record an inspection of an authority or a police force that was published elsewhere, with what it found, so "
    "that an area has one timeline. Ofsted records those of authorities, HMICFRS those of forces.",
    entity=PublishedInspection,
    shown="publishedInspection",
    key="id",
    changes=frozenset({Group.PUBLISHED_INSPECTION}),
    input={
        "area": fact(PublishedInspection, "areaCode", required=True),
        **facts(PublishedInspection, "kind", "isAboutMissing", "startedOn", "publishedOn", "summary", required=True),
        "theme": fact(PublishedInspection, "theme"),
        "findings": Argument(listed(FINDING), f"What it found: at most {MOST_FINDINGS} findings."),
    },
)
PLAN_ACTION = Command(
    name="planAction",
    about="Say what your authority will do about a finding of a joint inspection of its area, and until when.",
    entity=AreaAction,
    shown="areaAction",
    key="id",
    changes=frozenset({Group.ACTION_PLAN}),
    input={
        "finding": Argument(strawberry.ID, "The register's identifier of the published finding."),
        **facts(AreaAction, "action", "dueOn", required=True),
    },
)
COMPLETE_ACTION = Command(
    name="completeAction",
    about="Record that your authority has done what it planned.",
    entity=AreaAction,
    shown="areaAction",
    key="id",
    changes=frozenset({Group.ACTION_PLAN}),
    input={
        "action": Argument(strawberry.ID, "The register's identifier of the action."),
        "expectedVersion": Argument(
            int, "The version you last read. If the action has changed since, nothing is changed: CONFLICT_STALE."
        ),
        "doneOn": fact(AreaAction, "doneOn", required=True),
    },
    target=Target("action", "expectedVersion"),
    named_by="action",
)
