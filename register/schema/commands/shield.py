"""Commands that shield a child's record, by the authority that is responsible for the child."""

import strawberry

from register.catalogue import Argument, Command, Target
from register.schema.building.command import WHY
from register.schema.building.facts import fact
from register.schema.commands.child import CHILD
from register.schema.types.shield import Shield
from register.vocabulary import Group

WHICH = Argument(strawberry.ID, "The register's identifier of the shield.")
VERSION = Argument(
    int, "The version you last read. If the shield has changed since, nothing is changed: CONFLICT_STALE."
)
ON_SHIELD = Target("shield", "expectedVersion")

SHIELD_RECORD = Command(
    name="shieldRecord",
    about="Shield a child's record. At once nobody reaches the child, its placements, missing episodes and interviews "
    "any more but your authority and the bodies that you name. Another person of your authority is to confirm it with "
    "reviewShield. It stays until two people lift it.",
    entity=Shield,
    shown="shield",
    key="id",
    changes=frozenset({Group.SHIELD}),
    input={
        "child": CHILD,
        "grounds": fact(Shield, "grounds", required=True),
        "holders": fact(
            Shield,
            "holders",
            "The bodies that are to keep what they reach of the child, such as the force that looks for it: ONS codes "
            "of areas, and codes of organisations. At most 20.",
            required=True,
        ),
        "reviewDueOn": fact(Shield, "reviewDueOn", required=True),
        "reason": WHY,
    },
)
REVIEW_SHIELD = Command(
    name="reviewShield",
    about="Record a review of a shield: that it stays, which bodies it names and when the next review is due. The "
    "first person to review it who did not set it confirms it. It takes back a wish to lift it.",
    entity=Shield,
    shown="shield",
    key="id",
    changes=frozenset({Group.SHIELD}),
    input={
        "shield": WHICH,
        "expectedVersion": VERSION,
        "holders": fact(Shield, "holders", "The bodies that it names after this. Leave it out to keep them."),
        "reviewDueOn": fact(Shield, "reviewDueOn", required=True),
        "reason": WHY,
    },
    target=ON_SHIELD,
    named_by="shield",
)
LIFT_SHIELD = Command(
    name="liftShield",
    about="Lift a shield. It takes two people: the first asks, and it is lifted when another person sends the same.",
    entity=Shield,
    shown="shield",
    key="id",
    changes=frozenset({Group.SHIELD}),
    input={"shield": WHICH, "expectedVersion": VERSION, "reason": WHY},
    target=ON_SHIELD,
    named_by="shield",
)
