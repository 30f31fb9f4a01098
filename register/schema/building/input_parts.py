"""Input types that are parts of commands: buildings, and conditions."""

from datetime import date

import strawberry

from register.catalogue import Argument
from register.schema.building.command_types import input_of
from register.schema.building.words import ConditionChange, ConditionKind, LocationPrecision, listed

ADDRESS = {
    "saon": Argument(str | None, "Secondary addressable object (SAON), such as a flat."),
    "paon": Argument(str | None, "Primary addressable object (PAON): a house number or name."),
    "street": Argument(str | None, "The street."),
    "locality": Argument(str | None, "The locality, if the address needs one."),
    "town": Argument(str | None, "The post town."),
}
UPRN = Argument(str | None, "Unique property reference number (UPRN), up to 12 digits.")
USRN = Argument(str | None, "Unique street reference number (USRN), up to 8 digits.")
LONGITUDE = "Degrees east of Greenwich, WGS 84 (EPSG:4326)."
LATITUDE = "Degrees north, WGS 84 (EPSG:4326)."
PRECISION = "How exact the position is."

PREMISES = listed(
    input_of(
        "PremisesInput",
        __name__,
        "A building that a registration spans: its address, and where it stands.",
        isMain=Argument(bool, "Whether they are the home's main premises. Exactly one of a home's are.", True),
        **ADDRESS,
        postcode=Argument(str, "The postcode; capitals and the space are put right."),
        uprn=UPRN,
        usrn=USRN,
        longitude=Argument(float, LONGITUDE),
        latitude=Argument(float, LATITUDE),
        precision=Argument(LocationPrecision, PRECISION),
    )
)

PREMISES_CORRECTION = listed(
    input_of(
        "PremisesCorrectionInput",
        __name__,
        "What is put right of a building: what is left out stays as it is, null says that it is not known.",
        id=Argument(strawberry.ID | None, "The key of the premises; without it, the home's main premises."),
        **ADDRESS,
        postcode=Argument(str | None, "The postcode; capitals and the space are put right."),
        uprn=UPRN,
        usrn=USRN,
        longitude=Argument(float | None, f"{LONGITUDE} With latitude and precision, or none of them."),
        latitude=Argument(float | None, LATITUDE),
        precision=Argument(LocationPrecision | None, PRECISION),
        validFrom=Argument(date | None, "The date the home started to use the premises."),
    )
)

CONDITION_CHANGES = listed(
    input_of(
        "ConditionChangeInput",
        __name__,
        "A condition that is imposed, varied or removed.",
        change=Argument(ConditionChange, "What is done."),
        kind=Argument(ConditionKind, "What the condition limits."),
        condition=Argument(
            strawberry.ID | None, "The key of the condition that is varied or removed, where several of a kind stand."
        ),
        effectiveFrom=Argument(date, "The day from which the change holds."),
        places=Argument(int | None, "Of a condition on places, the most children: the home's places become as many."),
        wording=Argument(str | None, "What the condition says from then; not where it is removed."),
    )
)
