"""Where to inspect: areas side by side in their order, each with its components, and what was decided about them."""

from collections.abc import Mapping
from typing import Final

from register.http.pages.acts import Act
from register.http.pages.cells import Column
from register.http.pages.lists import Filter, Listing
from register.http.pages.navigation import Place
from register.http.pages.questions import Question
from register.http.pages.records import Record, Section
from register.open_types import Values
from register.vocabulary import Caller, Group

PAGED: Final[Mapping[str, str]] = {"first": "Int", "after": "String"}
AT: Final = "/targets/"


def _asked_by(filters: Mapping[str, str], caller: Caller) -> Values:
    kind = filters.get("kind")
    return {"where": {"kind": {"eq": kind}} if kind else None}


def _decided_by(filters: Mapping[str, str], caller: Caller) -> Values:
    code = filters.get("area")
    return {"where": {"areaCode": {"eq": code.upper()}} if code else None}


DECIDE: Final = Act(
    "/targets/decide",
    "recordTargetDecision",
    "Record a decision about an area",
    "The decision is recorded, with what the figures said.",
    "/targets/decisions",
)
DECISIONS: Final = Listing(
    path="/targets/decisions",
    title="Decisions about areas",
    name="TargetDecisions",
    root="targetDecisions",
    row="id areaCode area { name } choice reason period place points agency decidedBy decidedAt "
    "withheld { field reason }",
    kinds={"where": "TargetDecisionFilter", **PAGED},
    columns=(
        Column("Area", ("area", "name"), leads=(AT, ("areaCode",))),
        Column("Decision", ("choice",)),
        Column("Why", ("reason",)),
        Column("Figures of", ("period",), empty="Not compared then"),
        Column("Place then", ("place",), empty="None"),
        Column("Points then", ("points",), empty="None"),
        Column("Inspectorate", ("agency",), "code"),
        Column("Person", ("decidedBy",)),
        Column("When", ("decidedAt",), "moment"),
    ),
    asked_by=_decided_by,
    filters=(Filter("area", "Area", hint="The ONS code of the authority or force"),),
    about="What inspectorates decided about areas and why. Only inspectorates see it.",
    counted=("decision", "decisions"),
    acts=(DECIDE,),
)
TARGETS: Final = Listing(
    path="/targets",
    title="Where to inspect",
    name="AreaTargets",
    root="areaTargets",
    row="id kind areaCode area { name } period place among points veryUnusual suppressed notAvailable isComplete",
    kinds={"where": "AreaTargetFilter", **PAGED},
    columns=(
        Column("Area", ("area", "name"), leads=(AT, ("areaCode",))),
        Column("Kind", ("kind",)),
        Column("Place", ("place",)),
        Column("Of", ("among",)),
        Column("Points", ("points",)),
        Column("Very unusual", ("veryUnusual",)),
        Column("Suppressed", ("suppressed",)),
        Column("Not available", ("notAvailable",)),
        Column("Records complete", ("isComplete",), empty="Not known"),
        Column("Year", ("period",)),
    ),
    asked_by=_asked_by,
    filters=(Filter("kind", "Kind of area", ("AUTHORITY", "FORCE")),),
    about="Authorities and forces by published figures only, most points first. A place is a reason to look, and no "
    "finding. Suppressed figures add no points; a low rate of incomplete records adds some.",
    counted=("area", "areas"),
    links=(
        Place("/figures/compare", "Compare areas by a published figure", "One figure of several areas."),
        Place(DECISIONS.path, DECISIONS.title, DECISIONS.about, Group.TARGET),
    ),
)
COMPONENTS: Final = (
    Column("What is compared", ("component",)),
    Column("Counted", ("numerator",), "figure", "Not published"),
    Column("Of", ("denominator",), "figure", "Not published"),
    Column("For each 100", ("rate",), "figure", "Not known"),
    Column("England", ("england",), "figure", "Not known"),
    Column("Neighbours", ("neighboursRate",), "figure", "Not known"),
    Column("95 % from", ("lower95",), "figure", "Not compared"),
    Column("to", ("upper95",), "figure", "Not compared"),
    Column("99.8 % from", ("lower998",), "figure", "Not compared"),
    Column("to", ("upper998",), "figure", "Not compared"),
    Column("Beside the limits", ("position",)),
    Column("Why it counts, or not", ("reason",), "code"),
    Column("Weight", ("weight",)),
    Column("Points", ("points",)),
    Column("Versions", ("versions",)),
)
TARGET: Final = Record(
    entity="AreaTarget",
    question=Question(
        "AreaTargetPage",
        "areaTarget",
        "id areaCode kind area { name } period madeAt place among points veryUnusual suppressed notAvailable "
        "isComplete components { component numerator denominator rate england neighboursRate lower95 upper95 lower998 "
        "upper998 position reason weight points versions } neighbours { areaCode area { name } distance }",
        {"areaCode": "String!"},
    ),
    none="There is no such area that is compared.",
    caption="Where to inspect",
    heading=("area", "name"),
    unnamed="An area",
    back=(TARGETS.path, TARGETS.title),
    facts=(
        Column("Code", ("areaCode",)),
        Column("Kind", ("kind",)),
        Column("Year", ("period",)),
        Column("Place", ("place",)),
        Column("Areas compared", ("among",)),
        Column("Points", ("points",)),
        Column("Components that are very unusual", ("veryUnusual",)),
        Column("Components that are suppressed", ("suppressed",)),
        Column("Components that are not available", ("notAvailable",)),
        Column("Records complete", ("isComplete",), empty="Not known"),
        Column("Compared", ("madeAt",), "moment"),
    ),
    sections=(
        Section("What it is compared by", ("components",), COMPONENTS, file="components"),
        Section(
            "Statistical neighbours",
            ("neighbours",),
            (
                Column("Area", ("area", "name"), leads=(AT, ("areaCode",))),
                Column("Code", ("areaCode",)),
                Column("How unlike", ("distance",), "likeness"),
            ),
            file="neighbours",
        ),
    ),
    key="areaCode",
)
