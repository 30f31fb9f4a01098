"""The buildings of a home as commands take them, and the command by which a home moves."""

from datetime import date

import strawberry

from register.catalogue import Argument
from register.schema.building.command import LOCATION, on_home
from register.schema.building.command_types import input_of
from register.schema.building.facts import fact, facts
from register.schema.building.made_types import listed
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
            Premises, "isMain", "True if these are the home's main premises. A home has exactly one.", default=True
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

CHANGE_PREMISES = on_home(
    "changePremises",
    "Record that a home moves to other premises. It gives up its current premises, except those you keep.",
    LOCATION,
    changedOn=Argument(date, "The date the home starts to use the new premises."),
    premises=Argument(PREMISES, "The new premises."),
    keep=Argument(listed(strawberry.ID) | None, "The ids of the current premises that the home keeps."),
)
