"""What inspections of areas published, with its findings, and what authorities do about them."""

from collections.abc import Mapping
from typing import Final

from register.http.pages.acts import Act
from register.http.pages.area_findings import OF_INSPECTION, PAGED, of_inspection
from register.http.pages.cells import Column
from register.http.pages.lists import Filter, Listing
from register.http.pages.navigation import Place
from register.http.pages.questions import WITHHELD, Question
from register.http.pages.records import Record
from register.open_types import Values
from register.vocabulary import Caller, Group

ACTION_AT: Final = "/areas/actions/{id}"
FOUND_AT: Final = "/areas/letters/findings"


def _of_area(filters: Mapping[str, str], caller: Caller) -> Values:
    code = filters.get("area")
    return {"where": {"areaCode": {"eq": code.upper()}} if code else None}


def _of_authority(filters: Mapping[str, str], caller: Caller) -> Values:
    code = filters.get("authority")
    return {"where": {"authorityCode": {"eq": code.upper()}} if code else None}


PUBLISH: Final = Act(
    "/areas/{inspection}/letter",
    "publishLetter",
    "Publish the letter",
    "The letter is published.",
    "/areas/letters",
    taken=("inspection",),
)
RECORD_PUBLISHED: Final = Act(
    "/areas/letters/add",
    "recordPublishedInspection",
    "Record an inspection that was published elsewhere",
    "The inspection is recorded.",
    "/areas/letters",
)
PLAN: Final = Act(
    f"{FOUND_AT}/{{finding}}/plan",
    "planAction",
    "Plan an action about the finding",
    "The action is planned.",
    "/areas/actions",
    taken=("finding",),
)
COMPLETE: Final = Act(
    f"{ACTION_AT}/complete",
    "completeAction",
    "Record that it is done",
    "It is recorded that the action is done.",
    ACTION_AT,
    record=Question("ActionToComplete", "areaActions", "nodes { id version }", {"where": "AreaActionFilter"}),
    known={"action": "id", "expectedVersion": "version"},
)
LETTERS: Final = Listing(
    path="/areas/letters",
    title="Published inspections of areas",
    name="PublishedInspections",
    root="publishedInspections",
    row="id kind areaCode area { name } agency theme isAboutMissing startedOn publishedOn summary planDueOn",
    kinds={"where": "PublishedInspectionFilter", **PAGED},
    columns=(
        Column("Area", ("area", "name")),
        Column("Kind", ("kind",)),
        Column("By", ("agency",), "code"),
        Column("Theme", ("theme",), "words", empty="None"),
        Column("About missing children", ("isAboutMissing",)),
        Column("Fieldwork from", ("startedOn",), "day"),
        Column("Published", ("publishedOn",), "day"),
        Column("Summary", ("summary",)),
        Column("Plan by", ("planDueOn",), "day", empty="Not needed"),
        Column("Identifier", ("id",)),
    ),
    asked_by=_of_area,
    filters=(Filter("area", "Area", hint="The ONS code of the authority or force"),),
    about="Letters and reports as they were published, the latest first.",
    counted=("inspection", "inspections"),
    acts=(RECORD_PUBLISHED,),
    links=(
        Place(FOUND_AT, "Published findings", "What inspections found."),
        Place("/areas/actions", "Action plans", "What is done about findings.", Group.ACTION_PLAN),
    ),
    arrives=(PUBLISH,),
)
FOUND: Final = Listing(
    path=FOUND_AT,
    title="Published findings",
    name="PublishedFindings",
    root="publishedFindings",
    row="id kind body agency isAboutMissing narrative inspection { area { name } publishedOn }",
    kinds={"where": "PublishedFindingFilter", **PAGED},
    columns=(
        Column("Finding", ("kind",), leads=(f"{FOUND_AT}/", ("id",))),
        Column("Area", ("inspection", "area", "name")),
        Column("About", ("body",)),
        Column("By", ("agency",), "code"),
        Column("About missing children", ("isAboutMissing",)),
        Column("What was found", ("narrative",)),
        Column("Published", ("inspection", "publishedOn"), "day"),
    ),
    asked_by=of_inspection,
    filters=(OF_INSPECTION,),
    about="What inspections of areas found, as it was published.",
    counted=("finding", "findings"),
)
FOUND_ONE: Final = Record(
    entity="PublishedFinding",
    question=Question(
        "PublishedFindingPage",
        "publishedFindings",
        "nodes { id kind body agency isAboutMissing narrative inspection { area { name } publishedOn planDueOn } }",
        {"where": "PublishedFindingFilter"},
    ),
    none="There is no such finding that you may see.",
    caption="Published finding",
    heading=("kind",),
    unnamed="A finding",
    back=(FOUND.path, FOUND.title),
    facts=(
        Column("Area", ("inspection", "area", "name")),
        Column("About", ("body",)),
        Column("By", ("agency",), "code"),
        Column("About missing children", ("isAboutMissing",)),
        Column("What was found", ("narrative",)),
        Column("Published", ("inspection", "publishedOn"), "day"),
        Column("Plan by", ("inspection", "planDueOn"), "day", empty="Not needed"),
    ),
    sections=(),
    acts=(PLAN,),
)
ACTIONS: Final = Listing(
    path="/areas/actions",
    title="Action plans",
    name="AreaActions",
    root="areaActions",
    row="id authorityCode action dueOn plannedAt doneOn finding { kind } withheld { field reason }",
    kinds={"where": "AreaActionFilter", **PAGED},
    columns=(
        Column("Action", ("action",), leads=("/areas/actions/", ("id",))),
        Column("Authority", ("authorityCode",)),
        Column("About", ("finding", "kind")),
        Column("By", ("dueOn",), "day"),
        Column("Planned", ("plannedAt",), "moment"),
        Column("Done", ("doneOn",), "day", empty="Not yet"),
    ),
    asked_by=_of_authority,
    filters=(Filter("authority", "Authority", hint="The ONS code of the local authority"),),
    about="What authorities will do about findings, the first that is due first. An action is planned on the page of "
    "its finding.",
    counted=("action", "actions"),
    arrives=(PLAN,),
)
ACTION: Final = Record(
    entity="AreaAction",
    question=Question(
        "AreaActionPage",
        "areaActions",
        f"nodes {{ id authorityCode action dueOn plannedAt doneOn finding {{ id kind narrative }} {WITHHELD} }}",
        {"where": "AreaActionFilter"},
    ),
    none="There is no such action that you may see.",
    caption="Action about a finding",
    heading=("action",),
    unnamed="An action",
    back=(ACTIONS.path, ACTIONS.title),
    facts=(
        Column("Authority", ("authorityCode",)),
        Column("Finding", ("finding", "kind"), leads=(f"{FOUND_AT}/", ("finding", "id"))),
        Column("What was found", ("finding", "narrative")),
        Column("By", ("dueOn",), "day"),
        Column("Planned", ("plannedAt",), "moment"),
        Column("Done", ("doneOn",), "day", empty="Not yet"),
    ),
    sections=(),
    acts=(COMPLETE,),
)
