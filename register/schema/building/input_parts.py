"""Input types that are parts of commands: buildings, and conditions."""

import strawberry

from register.catalogue import Argument
from register.schema.building.command_types import input_of
from register.schema.building.facts import fact, facts
from register.schema.building.words import listed
from register.schema.types.enforcement import Condition
from register.schema.types.home import Home
from register.schema.types.premises import Premises

POSTCODE = "The postcode; capitals and the space are put right."
LINES = facts(Premises, "saon", "paon", "street", "locality", "town")
POSITION = ("longitude", "latitude", "precision")
NUMBERS = facts(Premises, "uprn", "usrn")
ADDRESS = {**LINES, "postcode": fact(Premises, "postcode", POSTCODE), **NUMBERS}

PREMISES = listed(
    input_of(
        "PremisesInput",
        __name__,
        "A building that a registration spans: its address, and where it stands.",
        isMain=fact(
            Premises, "isMain", "Whether they are the home's main premises. Exactly one of a home's are.", default=True
        ),
        **{**ADDRESS, "postcode": fact(Premises, "postcode", POSTCODE, required=True)},
        **facts(Premises, *POSITION, required=True),
    )
)

PREMISES_CORRECTION = listed(
    input_of(
        "PremisesCorrectionInput",
        __name__,
        "What is put right of a building: what is left out stays as it is, null says that it is not known. Longitude, "
        "latitude and precision go together.",
        id=Argument(strawberry.ID | None, "The key of the premises; without it, the home's main premises."),
        **ADDRESS,
        **facts(Premises, *POSITION, "validFrom"),
    )
)

CONDITION_CHANGE = {
    "change": fact(Condition, "change", "What is done.", required=True),
    "kind": fact(Condition, "kind", "What the condition limits.", required=True),
    "condition": Argument(
        strawberry.ID | None, "The key of the condition that is varied or removed, where several of a kind stand."
    ),
    "effectiveFrom": fact(Condition, "effectiveFrom", "The day from which the change holds.", required=True),
    "places": fact(Home, "places", "Of a condition on places, the most children: the home's places become as many."),
    "wording": fact(Condition, "wording", "What the condition says from then; not where it is removed."),
}
CONDITION_CHANGES = listed(
    input_of("ConditionChangeInput", __name__, "A condition that is imposed, varied or removed.", **CONDITION_CHANGE)
)
