"""Commands by which a home comes onto the register."""

from register.catalogue import Argument
from register.schema.building.command import LOCATION, PEOPLE, PUBLIC, new_home
from register.schema.building.facts import fact, facts
from register.schema.commands.premises import PREMISES
from register.schema.types.home import Home
from register.schema.types.person import Person

NEW_HOME = {
    "urn": fact(Home, "urn", "The home's new URN: SC and six digits, or seven digits.", required=True),
    **facts(Home, "kind", "sector", "places", required=True),
    "shortBreaksOnly": fact(Home, "shortBreaksOnly", default=False),
    "providerReference": Argument(str, "The reference of the provider, which must already be on the register."),
    "name": fact(Home, "name", "The home's name.", required=True),
    **facts(Home, "ageMin", "ageMax", "sexAdmitted"),
    "needs": fact(Home, "needs", "The kinds of need the home is registered to care for; at least one.", required=True),
    **facts(Home, "secureApproved", "securePlaces", "contactTelephone"),
    "premises": Argument(PREMISES, "Every building of the home. Exactly one must be the main premises."),
    "registeredManager": fact(
        Person, "name", "The registered manager's name. If you leave it out, the post is vacant."
    ),
    "responsibleIndividual": fact(
        Person, "name", "The responsible individual's name. Needed if the provider is an organisation."
    ),
}

REGISTER_HOME = new_home(
    "registerHome",
    "Register a home that is not on the register yet. It starts as not yet accommodating children.",
    PUBLIC,
    LOCATION,
    PEOPLE,
    **NEW_HOME,
    registeredOn=fact(Home, "registeredOn", required=True),
)
RECEIVE_APPLICATION = new_home(
    "receiveApplication",
    "Record an application to register a home.",
    PUBLIC,
    LOCATION,
    PEOPLE,
    **NEW_HOME,
    applicationReceivedOn=fact(
        Home, "applicationReceivedOn", "The date Ofsted received the application. If you leave it out, it is today."
    ),
)
