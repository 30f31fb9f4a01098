"""Commands on the conditions of a home's registration."""

import strawberry

from register.catalogue import Argument
from register.schema.building.command import DETAIL, STATUS, on_home
from register.schema.building.command_types import input_of
from register.schema.building.facts import fact
from register.schema.building.made_types import listed
from register.schema.types.condition import Condition

CONDITION_CHANGE = {
    "change": fact(Condition, "change", "What to do with it: impose, vary or remove.", required=True),
    "kind": fact(Condition, "kind", "What the condition limits.", required=True),
    "condition": Argument(
        strawberry.ID | None, "The id of the condition to vary or remove, if the home has several of this kind."
    ),
    "effectiveFrom": fact(Condition, "effectiveFrom", "The date the change takes effect.", required=True),
    "places": fact(
        Condition, "places", "The most children, for a condition on places. The home's places change to this number."
    ),
    "wording": fact(Condition, "wording", "The condition's new text. Leave it out to remove a condition."),
}
CONDITION_CHANGES = listed(
    input_of("ConditionChangeInput", __name__, "A condition to impose, vary or remove.", **CONDITION_CHANGE)
)

VARY_CONDITIONS = on_home(
    "varyConditions",
    "Impose, vary and remove conditions of registration, in order.",
    STATUS,
    DETAIL,
    changes=Argument(CONDITION_CHANGES, "The changes to make, in order."),
)
CORRECT_CONDITION = on_home(
    "correctCondition",
    "Correct a mistake in a condition's record. Leave a field out to keep it; send null if the value is not known. The "
    "earlier record stays in the history.",
    STATUS,
    DETAIL,
    condition=Argument(strawberry.ID, "The id of the condition."),
    kind=fact(Condition, "kind"),
    effectiveFrom=fact(Condition, "effectiveFrom"),
    endedOn=fact(Condition, "endedOn", "The date the condition ended; null if it is in force."),
    places=fact(
        Condition,
        "places",
        "The most children, for a condition on places. The home's places follow.",
    ),
    wording=fact(Condition, "wording"),
)
WITHDRAW_CONDITION = on_home(
    "withdrawCondition",
    "Withdraw a condition that was recorded by mistake. It is no longer shown; the history keeps it. A condition "
    "that it varied is in force again.",
    STATUS,
    DETAIL,
    condition=Argument(strawberry.ID, "The id of the condition."),
)
