"""Commands on the conditions of a home's registration."""

import strawberry

from register.catalogue import Argument
from register.schema.building.command import DETAIL, STATUS, on_home
from register.schema.building.command_types import input_of
from register.schema.building.facts import fact
from register.schema.building.made_types import listed
from register.schema.types.condition import Condition
from register.schema.types.home import Home

CONDITION_CHANGE = {
    "change": fact(Condition, "change", "What to do with it: impose, vary or remove.", required=True),
    "kind": fact(Condition, "kind", "What the condition limits.", required=True),
    "condition": Argument(
        strawberry.ID | None, "The id of the condition to vary or remove, if the home has several of this kind."
    ),
    "effectiveFrom": fact(Condition, "effectiveFrom", "The date the change takes effect.", required=True),
    "places": fact(
        Home, "places", "The most children, for a condition on places. The home's places change to this number."
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
