"""The command by which an inspectorate records what it decided about an area."""

from register.catalogue import Command
from register.schema.building.facts import fact, facts
from register.schema.types.area_target import TargetDecision
from register.vocabulary import Group

RECORD_TARGET_DECISION = Command(
    name="recordTargetDecision",
    about="Record what your inspectorate decided about an area, and why. What the published figures said of the area "
    "is noted beside it. Ofsted decides about local authorities, HMICFRS about police forces. It is never changed: "
    "record another decision instead.",
    entity=TargetDecision,
    shown="targetDecision",
    key="id",
    changes=frozenset({Group.TARGET}),
    input={
        "area": fact(TargetDecision, "areaCode", required=True),
        **facts(TargetDecision, "choice", "reason", required=True),
    },
)
