"""Joint inspections of areas: the programme, each inspection, and what Ofsted's lead does about it."""

from collections.abc import Mapping
from typing import Final

from register.http.pages.acts import Act
from register.http.pages.area_findings import COHORTS, DRAW, FINDINGS, RECORD_FINDING
from register.http.pages.cells import Column
from register.http.pages.lists import Filter, Listing
from register.http.pages.navigation import Place
from register.http.pages.published_inspections import ACTIONS, FOUND, LETTERS, PUBLISH
from register.http.pages.questions import WITHHELD, Question
from register.http.pages.records import Record
from register.open_types import Values
from register.vocabulary import Caller, Group

AT: Final = "/areas/{id}"
PACKS: Final = "/areas/packs/"
PAGED: Final[Mapping[str, str]] = {"first": "Int", "after": "String"}


def _asked_by(filters: Mapping[str, str], caller: Caller) -> Values:
    code = filters.get("authority")
    return {"where": {"authorityCode": {"eq": code.upper()}} if code else None}


def _all(filters: Mapping[str, str], caller: Caller) -> Values:
    return {}


NEW: Final = (
    Act(
        "/areas/ask",
        "createAreaInspection",
        "Ask for an inspection of an area",
        "The inspection is asked for. A second person approves it.",
        "/areas",
        onward="/areas/{made}",
        made=("areaInspection", "id"),
    ),
)
ADD_ROUND: Final = Act(
    "/areas/rounds/add", "addInspectionRound", "Add a round", "The round is in the programme.", "/areas/rounds"
)
ROUNDS: Final = Listing(
    path="/areas/rounds",
    title="Rounds of the programme",
    name="InspectionRounds",
    root="inspectionRounds",
    row="id theme title isAboutMissing startsOn endsOn",
    kinds=PAGED,
    columns=(
        Column("Theme", ("title",)),
        Column("Code", ("theme",)),
        Column("About missing children", ("isAboutMissing",)),
        Column("From", ("startsOn",), "day"),
        Column("To", ("endsOn",), "day", empty="Not known yet"),
        Column("Identifier", ("id",)),
    ),
    asked_by=_all,
    acts=(ADD_ROUND,),
    about="A round looks at one theme in depth. A form that asks for an inspection names the round by its identifier.",
    counted=("round", "rounds"),
)
AREAS: Final = Listing(
    path="/areas",
    title="Inspections of areas",
    name="AreaInspections",
    root="areaInspections",
    row="id authorityCode authority { name } round { title } inspectorates notifiedAt fieldworkFrom fieldworkTo "
    f"letterDueOn approvedAt {WITHHELD}",
    kinds={"where": "AreaInspectionFilter", **PAGED},
    columns=(
        Column("Area", ("authority", "name"), leads=("/areas/", ("id",))),
        Column("Theme", ("round", "title")),
        Column("Inspectorates", ("inspectorates",)),
        Column("Notice", ("notifiedAt",), "moment"),
        Column("Fieldwork from", ("fieldworkFrom",), "day"),
        Column("To", ("fieldworkTo",), "day"),
        Column("Letter by", ("letterDueOn",), "day"),
        Column("Approved", ("approvedAt",), "moment", empty="Not yet"),
    ),
    asked_by=_asked_by,
    filters=(Filter("authority", "Authority", hint="The ONS code of the local authority"),),
    about="Joint inspections, the latest notice first. An inspectorate sees those of the areas that it inspects now.",
    counted=("inspection", "inspections"),
    acts=NEW,
    links=(
        Place(ROUNDS.path, ROUNDS.title, ROUNDS.about, Group.PROGRAMME),
        Place(FINDINGS.path, FINDINGS.title, FINDINGS.about, Group.AREA_FINDING),
        Place(COHORTS.path, COHORTS.title, COHORTS.about, Group.AREA_COHORT),
        Place(LETTERS.path, LETTERS.title, LETTERS.about),
        Place(FOUND.path, FOUND.title, FOUND.about),
        Place(ACTIONS.path, ACTIONS.title, ACTIONS.about, Group.ACTION_PLAN),
        Place("/targets", "Where to inspect", "Areas in an order by published figures."),
    ),
)
APPROVE: Final = Act(
    f"{AT}/approve",
    "approveAreaInspection",
    "Approve the inspection",
    "The inspection is approved, and the picture of its area frozen.",
    AT,
    record=Question("AreaInspectionToChange", "areaInspection", "id version", {"id": "ID!"}),
    known={"inspection": "id", "expectedVersion": "version"},
)
AREA_INSPECTION: Final = Record(
    entity="AreaInspection",
    question=Question(
        "AreaInspectionPage",
        "areaInspection",
        "id authorityCode authority { name } forceCodes healthCodes round { title theme } inspectorates notifiedAt "
        "fieldworkFrom fieldworkTo letterDueOn planDays accessEndsAt chosenBecause askedBy approvedBy approvedAt "
        f"pack {{ inspectionId frozenAt }} {WITHHELD}",
        {"id": "ID!"},
    ),
    none="There is no such inspection that you may see.",
    caption="Joint inspection of an area",
    heading=("authority", "name"),
    unnamed="An inspection of an area",
    back=("/areas", AREAS.title),
    facts=(
        Column("Authority", ("authority", "name")),
        Column("Forces", ("forceCodes",)),
        Column("Health bodies", ("healthCodes",)),
        Column("Theme", ("round", "title")),
        Column("Inspectorates", ("inspectorates",)),
        Column("Notice", ("notifiedAt",), "moment"),
        Column("Fieldwork from", ("fieldworkFrom",), "day"),
        Column("Fieldwork to", ("fieldworkTo",), "day"),
        Column("Letter by", ("letterDueOn",), "day"),
        Column("Days of the action plan", ("planDays",)),
        Column("Access ends", ("accessEndsAt",), "moment"),
        Column("Why this area", ("chosenBecause",)),
        Column("Asked for by", ("askedBy",)),
        Column("Approved by", ("approvedBy",), empty="Nobody yet"),
        Column("Approved", ("approvedAt",), "moment", empty="Not yet"),
        Column("Picture", ("pack", "frozenAt"), "moment", "Not frozen yet", leads=(PACKS, ("pack", "inspectionId"))),
    ),
    sections=(),
    acts=(APPROVE, RECORD_FINDING, DRAW, PUBLISH),
    arrives=NEW,
)
