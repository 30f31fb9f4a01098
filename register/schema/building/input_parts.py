"""Input types that are parts of commands: buildings, and conditions."""

import strawberry

from register.catalogue import Argument
from register.schema.building.command_types import input_of
from register.schema.building.facts import fact, facts
from register.schema.building.words import listed
from register.schema.types.condition import Condition
from register.schema.types.home import Home
from register.schema.types.premises import Premises

POSTCODE = "The postcode. Capitals and the space are corrected for you."
LINES = facts(Premises, "saon", "paon", "street", "locality", "town")
POSITION = ("longitude", "latitude", "precision")
NUMBERS = facts(Premises, "uprn", "usrn")
ADDRESS = {**LINES, "postcode": fact(Premises, "postcode", POSTCODE), **NUMBERS}

PREMISES = listed(
    input_of(
        "PremisesInput",
        __name__,
        "A building of a home: its address and position.",
        isMain=fact(
            Premises, "isMain", "Whether these are the home's main premises. A home has exactly one.", default=True
        ),
        **{**ADDRESS, "postcode": fact(Premises, "postcode", POSTCODE, required=True)},
        **facts(Premises, *POSITION, required=True),
    )
)

PREMISES_CORRECTION = listed(
    input_of(
        "PremisesCorrectionInput",
        __name__,
        "Corrections to a building. Leave a field out to keep it; send null if the value is not known. Send longitude, "
        "latitude and precision together, or none of them.",
        id=Argument(
            strawberry.ID | None, "The id of the premises. If you leave it out, the home's main premises are corrected."
        ),
        **ADDRESS,
        **facts(Premises, *POSITION, "validFrom"),
    )
)

CONDITION_CHANGE = {
    "change": fact(Condition, "change", "Whether to impose, vary or remove it.", required=True),
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
