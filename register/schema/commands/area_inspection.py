"""Commands on joint inspections of areas: the programme, and each inspection from its notice on."""

import strawberry

from register.catalogue import Argument, Command, Target
from register.schema.building.command import WHY
from register.schema.building.command_types import input_of
from register.schema.building.facts import fact, facts
from register.schema.building.made_types import listed
from register.schema.types.area_inspection import AreaInspection, InspectionRound
from register.tables.access_grants import LONGEST_AREA_INSPECTION, MOST_PEOPLE
from register.tables.area_inspections import MOST_PLAN_DAYS
from register.vocabulary import Agency, Group

INSPECTORS = input_of(
    "InspectorsInput",
    __name__,
    "The people of one inspectorate who inspect.",
    agency=Argument(Agency, "The inspectorate."),
    subjects=Argument(listed(str), f"The people, as their tokens name them (sub): 1 to {MOST_PEOPLE}."),
)
ADD_INSPECTION_ROUND = Command(
    name="addInspectionRound",
    about="Add a round to the programme of joint inspections: what it looks at in depth, and from when.",
    entity=InspectionRound,
    shown="inspectionRound",
    key="id",
    changes=frozenset({Group.PROGRAMME}),
    input={
        **facts(InspectionRound, "theme", "title", "startsOn", required=True),
        "endsOn": fact(InspectionRound, "endsOn"),
        "isAboutMissing": fact(InspectionRound, "isAboutMissing", required=True),
        "reason": WHY,
    },
)
CREATE_AREA_INSPECTION = Command(
    name="createAreaInspection",
    about="Ask for a joint inspection of a local authority's area. The register works out the area's police forces and "
    "health bodies. Once a second person approves it with approveAreaInspection, the picture of the area is frozen, "
    "and the inspectors have access from the notice until the letter and the days of the action plan have passed. You "
    "must be an appointed approver.",
    entity=AreaInspection,
    shown="areaInspection",
    key="id",
    changes=frozenset({Group.AREA_INSPECTION, Group.LIVE_ACCESS}),
    input={
        "authority": fact(AreaInspection, "authorityCode", required=True),
        "round": Argument(strawberry.ID, "The register's identifier of the round of the programme."),
        "inspectors": Argument(listed(INSPECTORS), "The inspectorates, Ofsted's inspectors among them, each once."),
        "notifiedAt": fact(
            AreaInspection,
            "notifiedAt",
            "When the area is given notice: at most "
            f"{LONGEST_AREA_INSPECTION.days} days before the access ends. Inspectors have access from then on.",
            required=True,
        ),
        **facts(AreaInspection, "fieldworkFrom", "fieldworkTo", "letterDueOn", required=True),
        "planDays": fact(
            AreaInspection,
            "planDays",
            f"How many days after the letter the area's action plan is looked at: 0 to {MOST_PLAN_DAYS}.",
            required=True,
        ),
        "chosenBecause": fact(
            AreaInspection, "chosenBecause", "Why this area was chosen, in at least 10 characters.", required=True
        ),
    },
)
APPROVE_AREA_INSPECTION = Command(
    name="approveAreaInspection",
    about="Approve a joint inspection that another person asked for, and with it the access of its inspectors. The "
    "picture of the area is frozen as it is now. You must be an appointed approver.",
    entity=AreaInspection,
    shown="areaInspection",
    key="id",
    changes=frozenset({Group.AREA_INSPECTION, Group.LIVE_ACCESS}),
    input={
        "inspection": Argument(strawberry.ID, "The register's identifier of the inspection."),
        "expectedVersion": Argument(
            int, "The version you last read. If the inspection has changed since, nothing is changed: CONFLICT_STALE."
        ),
        "reason": WHY,
    },
    target=Target("inspection", "expectedVersion"),
    named_by="inspection",
)
