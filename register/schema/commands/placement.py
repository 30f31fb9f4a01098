"""Commands on placements, by the authority that is responsible for the child."""

from datetime import datetime

import strawberry

from register.catalogue import Argument, Command, Target
from register.schema.building.command import WHY
from register.schema.building.facts import fact, facts
from register.schema.building.scalars import Urn
from register.schema.commands.child import CHILD, VERSION
from register.schema.types.child import Child
from register.schema.types.placement import Placement
from register.tables import child
from register.vocabulary import Group

OPEN_PLACEMENT = Command(
    name="openPlacement",
    about="Record that a child is placed. End the placement before, if there is one, first. The host authority and its "
    "police force can read the child's name, date of birth and sex from then on.",
    entity=Child,
    shown="child",
    key="id",
    changes=frozenset({Group.CHILD, Group.PLACEMENT}),
    input={
        "child": CHILD,
        "expectedVersion": VERSION,
        "kind": fact(Placement, "kind", required=True),
        "urn": Argument(Urn | None, "The URN of the children's home. Needed for a placement in a children's home."),
        "hostAuthority": Argument(
            str | None,
            "The ONS code of the local authority in whose area the child lives. Needed if there is no URN; with one it "
            "is the home's.",
        ),
        "startedOn": fact(Placement, "startedOn", required=True),
        "reason": WHY,
    },
    target=Target("child", "expectedVersion", merged_into=child.c.merged_into_id),
    named_by="child",
)
NOTIFY_AREA_AUTHORITY = Command(
    name="notifyAreaAuthority",
    about="Record that your authority told the authority in whose area the child lives of the placement: before it "
    "began or, in an emergency, within 5 working days.",
    entity=Placement,
    shown="placement",
    key="id",
    changes=frozenset({Group.PLACEMENT}),
    input={
        "placement": Argument(strawberry.ID, "The register's identifier of the placement."),
        "expectedVersion": VERSION,
        "notifiedAt": Argument(datetime, "When the other authority was notified."),
        "isEmergency": fact(Placement, "isEmergency", required=True),
        "reason": WHY,
    },
    target=Target("placement", "expectedVersion"),
    named_by="placement",
)
RECORD_DIRECTOR_APPROVAL = Command(
    name="recordDirectorApproval",
    about="Record who approved that a child is placed outside your authority's area: a nominated officer or, for a "
    "placement at a distance, the director of children's services.",
    entity=Placement,
    shown="placement",
    key="id",
    changes=frozenset({Group.PLACEMENT}),
    input={
        "placement": Argument(strawberry.ID, "The register's identifier of the placement."),
        "expectedVersion": VERSION,
        **facts(Placement, "isAtADistance", "approver", "approvedAt", required=True),
        "reason": WHY,
    },
    target=Target("placement", "expectedVersion"),
    named_by="placement",
)
END_PLACEMENT = Command(
    name="endPlacement",
    about="Record that a placement has ended.",
    entity=Placement,
    shown="placement",
    key="id",
    changes=frozenset({Group.PLACEMENT}),
    input={
        "placement": Argument(strawberry.ID, "The register's identifier of the placement."),
        "expectedVersion": VERSION,
        "endedOn": fact(Placement, "endedOn", "The day it ended, on which the next one begins.", required=True),
        "reason": WHY,
    },
    target=Target("placement", "expectedVersion"),
    named_by="placement",
)
