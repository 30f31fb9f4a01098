"""A home: its facts, places, people, notices, inspections and history; what is withheld, and whom to ask."""

from typing import Final

from starlette.responses import Response

from register.errors import NotFound
from register.http.pages.acts import done_text, offered
from register.http.pages.desk import LIFT, NEW, ON_HOME
from register.http.pages.navigation import places_for
from register.http.pages.oversight import LOG, PARTS
from register.http.pages.questions import Question
from register.http.pages.records import withheld_by
from register.http.pages.visit import Visit
from register.open_types import Values
from register.policy.grants import may_send

JUDGED: Final = (
    "number kind startedOn endedOn publishedOn overallExperiencesAndProgress helpedAndProtected leadersAndManagers "
    "educationAndLearning health"
)
SHOWN: Final = (
    "id urn kind sector registrationStatus applicationReceivedOn registeredOn ceasedOn places shortBreaksOnly "
    "previousUrn name postcode uprn ageMin ageMax sexAdmitted needs operationalStatus "
    "firstAccommodatedOn secureApproved securePlaces contactTelephone onEdge "
    "location { longitude latitude easting northing precision } "
    "address { saon paon street locality town postcode } successor { urn } mergedInto { urn } "
    "authority { code name } force { code name } region { name } "
    "provider { reference name legalForm withheld { field reason } } "
    "premises { isMain postcode uprn onEdge address { saon paon street locality town } } "
    "registeredManager { name validFrom } responsibleIndividual { name validFrom } "
    "people { id name role validFrom validTo } "
    "conditions { id kind change effectiveFrom endedOn places wording withheld { field reason } } "
    "restriction { id servedOn } "
    "notices { id kind servedOn effectiveFrom endsOn liftedOn reasons appealStatus appealNote "
    "withheld { field reason } } "
    f"currentJudgement {{ overallExperiencesAndProgress startedOn }} inspections(first: 50) {{ nodes {{ {JUDGED} }} }} "
    "history(first: 12) { nodes { id at kind operation fields who agency reason withheld { field reason } } } "
    "withheld { field reason }"
)
HOME: Final = Question("HomePage", "home", SHOWN, {"urn": "Urn!"})
FACTS: Final = (
    ("Postcode", "postcode", "shown"),
    ("UPRN", "uprn", "shown"),
    ("Kind", "kind", "shown"),
    ("Sector", "sector", "shown"),
    ("Registration", "registrationStatus", "shown"),
    ("Application received on", "applicationReceivedOn", "day"),
    ("Registered on", "registeredOn", "day"),
    ("Ended on", "ceasedOn", "day"),
    ("In operation", "operationalStatus", "shown"),
    ("First child moved in", "firstAccommodatedOn", "day"),
    ("Registered places", "places", "shown"),
    ("Secure places", "securePlaces", "shown"),
    ("Short breaks only", "shortBreaksOnly", "shown"),
    ("Youngest age", "ageMin", "shown"),
    ("Oldest age", "ageMax", "shown"),
    ("Admits", "sexAdmitted", "shown"),
    ("Needs", "needs", "shown"),
    ("Telephone, at any hour", "contactTelephone", "shown"),
    ("Authority", "authority", "name"),
    ("Force", "force", "name"),
    ("Region", "region", "name"),
    ("Earlier URN", "previousUrn", "shown"),
)
NONE: Final = "There is no such home that you may see."


async def home(visit: Visit) -> Response:
    """The page of a home. Raises: NotFound, in the same words if the home is not for this caller."""
    told = await visit.ask(HOME, urn=visit.part("urn"))
    found: Values | None = told.data.get("home")
    if found is None:
        raise NotFound(NONE, hint="Check the URN, or search the list of homes.")
    agency = visit.caller.agency
    return visit.page(
        "home.html",
        home=found,
        facts=FACTS,
        withheld_by=withheld_by(found),
        offered=offered(ON_HOME, agency, found["urn"]),
        done=done_text((*ON_HOME, *NEW, LIFT), visit.given.get("done")),
        lifts=may_send(agency, LIFT.command),
        looks=any(place.path == LOG.path for place in places_for(agency, PARTS)),
    )
