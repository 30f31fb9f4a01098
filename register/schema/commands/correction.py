"""The command that corrects a home's record."""

from register.catalogue import Argument
from register.schema.building.command import LOCATION, PEOPLE, on_home
from register.schema.building.facts import fact, facts
from register.schema.commands.premises import PREMISES_CORRECTION
from register.schema.types.home import Home
from register.schema.types.person import Person

CORRECT_HOME = on_home(
    "correctHome",
    "Correct a mistake in a home's record. Leave a field out to keep it; send null if the value is "
    "not known. The earlier record stays in the history. If the home itself has changed, use the "
    "command for that change.",
    LOCATION,
    PEOPLE,
    **facts(Home, "kind", "sector", "applicationReceivedOn", "registeredOn", "ceasedOn"),
    **facts(Home, "places", "shortBreaksOnly", "previousUrn"),
    providerReference=Argument(
        str | None, "The correct provider's reference. If the provider has changed, use changeProvider."
    ),
    **facts(Home, "name", "ageMin", "ageMax", "sexAdmitted", "needs", "operationalStatus", "firstAccommodatedOn"),
    **facts(Home, "secureApproved", "securePlaces", "contactTelephone"),
    registeredManager=fact(Person, "name", "The current registered manager's name, corrected."),
    responsibleIndividual=fact(Person, "name", "The current responsible individual's name, corrected."),
    premises=Argument(PREMISES_CORRECTION | None, "Corrections to the home's premises."),
)
