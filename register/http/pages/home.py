"""A home: its facts, places, people, notices, inspections and history; what is withheld, and whom to ask."""

from dataclasses import replace
from typing import Final

from starlette.responses import Response

from register.http.pages.acts import done_text, offered
from register.http.pages.cells import Column
from register.http.pages.desk import LIFT, NEW, ON_HOME
from register.http.pages.navigation import may, places_for
from register.http.pages.oversight import LOG, PARTS
from register.http.pages.questions import WITHHELD, Question
from register.http.pages.records import Record, Section, key_of, withheld_by
from register.http.pages.visit import Visit
from register.http.pages.wording import heading
from register.policy.grants import may_send
from register.vocabulary import Agency, ChangeKind, Group, Use

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
    f"{WITHHELD}"
)
LOOKED: Final = " consultations(first: 20) { nodes { id askedAt byAgency byArea byOrganisation purpose } }"
URN: Final = {"urn": "Urn!"}
HOME: Final = Question("UnwatchedHomePage", "home", SHOWN, URN)
# For those who may learn who looked a home up.
WATCHED: Final = Question("HomePage", "home", SHOWN + LOOKED, URN)
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
BUILDINGS: Final = Section(
    "Buildings",
    ("premises",),
    (
        Column("Street", ("address", "street")),
        Column("Building", ("address", "paon"), empty="None"),
        Column("Part", ("address", "saon"), empty="None"),
        Column("Locality", ("address", "locality"), empty="None"),
        Column("Town", ("address", "town")),
        Column("Postcode", ("postcode",)),
        Column("UPRN", ("uprn",)),
        Column("Main building", ("isMain",)),
        Column("On the edge of an area", ("onEdge",)),
    ),
)
LOOKS: Final = Section(
    "Which bodies looked this home up",
    ("consultations", "nodes"),
    (
        Column("When", ("askedAt",), "moment"),
        Column("Body", ("byAgency",)),
        Column("Area", ("byArea",), empty="None"),
        Column("Organisation", ("byOrganisation",), empty="None"),
        Column("Purpose", ("purpose",)),
    ),
)


def _column(name: str) -> Column:
    return Column(heading(name), (name,))


def _code(name: str) -> Column:
    return Column(heading(name), (name,), "code")


def _day(name: str, title: str = "") -> Column:
    return Column(title or heading(name), (name,), "day")


def _named(name: str, title: str, how: str) -> Column:
    return Column(title, (name, "name") if how == "name" else (name,))


def _of_inspection(name: str) -> Column:
    return _day(name) if name.endswith("On") else _column(name)


CHANGED: Final = ("kind", "operation", "fields", "who", "agency", "reason")
# What the page shows in a form of its own is in the file all the same.
WRITTEN: Final = (
    Section("People", ("people",), (_column("name"), _column("role"), _day("validFrom"), _day("validTo"))),
    Section(
        "Conditions",
        ("conditions",),
        (_column("kind"), _code("change"), _day("effectiveFrom"), _day("endedOn"), _column("wording")),
    ),
    Section(
        "Notices",
        ("notices",),
        (
            *(_column(name) for name in ("kind", "reasons", "appealStatus", "appealNote")),
            *(_day(name) for name in ("servedOn", "effectiveFrom", "endsOn", "liftedOn")),
        ),
    ),
    Section("Inspections", ("inspections", "nodes"), tuple(_of_inspection(name) for name in JUDGED.split())),
    Section(
        "History of the record",
        ("history", "nodes"),
        (
            Column("When", ("at",), "moment"),
            *(_code(name) if name in ("operation", "agency") else _column(name) for name in CHANGED),
        ),
    ),
)
RECORD: Final = Record(
    entity="Home",
    question=HOME,
    none=NONE,
    caption="Home",
    heading=("name",),
    unnamed="A home without a name",
    back=("/homes", "All homes"),
    facts=(
        Column("URN", ("urn",)),
        Column("Name", ("name",)),
        *(_day(field, title) if how == "day" else _named(field, title, how) for title, field, how in FACTS),
        Column("Easting", ("location", "easting")),
        Column("Northing", ("location", "northing")),
        Column("Provider", ("provider", "name")),
        Column("Judgement", ("currentJudgement", "overallExperiencesAndProgress"), empty="Not judged"),
    ),
    sections=(BUILDINGS, *WRITTEN),
    key="urn",
    hint="Check the URN, or search the list of homes.",
    watches=(
        ChangeKind.HOME,
        ChangeKind.IDENTITY,
        ChangeKind.PREMISES,
        ChangeKind.PERSON,
        ChangeKind.LINK,
        ChangeKind.INSPECTION,
        ChangeKind.CONDITION,
        ChangeKind.NOTICE,
    ),
    watched=key_of,
)
WATCHED_RECORD: Final = replace(RECORD, question=WATCHED, sections=(*RECORD.sections, LOOKS))


def record_for(agency: Agency) -> Record:
    """What a kind of body is shown of a home: who looked it up only where the policy lets that body know."""
    return WATCHED_RECORD if may(agency, Group.HOME_CONSULTATIONS, Use.READ) else RECORD


async def home(visit: Visit) -> Response:
    """The page of a home. Raises: NotFound, in the same words if the home is not for this caller."""
    agency = visit.caller.agency
    record = record_for(agency)
    found = await record.find(visit)
    return visit.page(
        "home.html",
        home=found,
        facts=FACTS,
        tables={section.title: rest for section, *rest in record.tables(found, agency)},
        buildings=BUILDINGS,
        looks=LOOKS,
        withheld_by=withheld_by(found),
        live=record.live(found, f"{visit.root}{visit.at}"),
        offered=offered(ON_HOME, visit.caller, found["urn"], found=found),
        done=done_text((*ON_HOME, *NEW, LIFT), visit.given.get("done")),
        lifts=may_send(agency, LIFT.command),
        keeps_log=any(place.path == LOG.path for place in places_for(agency, PARTS)),
    )


async def home_file(visit: Visit) -> Response:
    """The same as a file. Raises: NotFound."""
    return await record_for(visit.caller.agency).whole(visit)
