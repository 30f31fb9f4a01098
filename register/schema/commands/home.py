"""Commands on what a registered home is: its facts, its buildings, its people, its first child, its double."""

from datetime import date

import strawberry

from register.catalogue import Argument
from register.schema.building.command import LOCATION, PEOPLE, on_any_home, on_home
from register.schema.building.facts import fact, facts
from register.schema.building.input_parts import PREMISES, PREMISES_CORRECTION
from register.schema.building.words import Urn, listed
from register.schema.types.home import Home
from register.schema.types.person import Person

CORRECT_HOME = on_home(
    "correctHome",
    "Correct a mistake in a home's record. Leave a field out to keep it; send null if the value is "
    "not known. The earlier record stays in the history. If the home itself has changed, use the "
    "command for that change.",
    LOCATION,
    PEOPLE,
    **facts(Home, "kind", "sector", "registeredOn", "ceasedOn", "places", "shortBreaksOnly", "previousUrn"),
    providerReference=Argument(
        str | None, "The correct provider's reference. If the provider has changed, use changeProvider."
    ),
    **facts(Home, "name", "ageMin", "ageMax", "sexAdmitted", "needs", "operationalStatus", "firstAccommodatedOn"),
    **facts(Home, "secureApproved", "securePlaces", "contactTelephone"),
    registeredManager=fact(Person, "name", "The current registered manager's name, corrected."),
    responsibleIndividual=fact(Person, "name", "The current responsible individual's name, corrected."),
    premises=Argument(PREMISES_CORRECTION | None, "Corrections to the home's premises."),
)
CHANGE_PREMISES = on_home(
    "changePremises",
    "Record that a home moves to other premises. It gives up its current premises, except those you keep.",
    LOCATION,
    changedOn=Argument(date, "The date the home starts to use the new premises."),
    premises=Argument(PREMISES, "The new premises."),
    keep=Argument(listed(strawberry.ID) | None, "The ids of the current premises that the home keeps."),
)
CHANGE_MANAGER = on_home(
    "changeManager",
    "Record a new registered manager, or that the post is vacant.",
    PEOPLE,
    name=fact(Person, "name", "The new manager's name. If you leave it out, the post is vacant."),
    changedOn=Argument(date, "The date of the change."),
)
CHANGE_RESPONSIBLE_INDIVIDUAL = on_home(
    "changeResponsibleIndividual",
    "Record a new responsible individual.",
    PEOPLE,
    name=fact(
        Person,
        "name",
        "The person's name. If you leave it out, the home has no responsible individual, which is not"
        " allowed if an organisation runs it.",
    ),
    changedOn=Argument(date, "The date of the change."),
)
RECORD_FIRST_ACCOMMODATION = on_home(
    "recordFirstAccommodation",
    "Record that the first child has moved in, and so that the home is open. Not allowed while a "
    "notice restricts accommodation.",
    LOCATION,
    firstAccommodatedOn=fact(Home, "firstAccommodatedOn", required=True),
)
MERGE_DUPLICATE_HOMES = on_any_home(
    "urn",
    "mergeDuplicateHomes",
    "Record that two records are of the same home. The duplicate is kept, points to the other record, "
    "accepts no more commands and is in no area, so that the home is found only once. You can undo it "
    "with undoMerge.",
    LOCATION,
    duplicateUrn=Argument(Urn, "The URN of the duplicate."),
    duplicateExpectedVersion=Argument(int, "The version of the duplicate you last read."),
)
UNDO_MERGE = on_any_home(
    "duplicateUrn",
    "undoMerge",
    "Undo a merge: the record is a separate home after all. It is in its areas again.",
    LOCATION,
)
