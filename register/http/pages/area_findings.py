"""What inspectors write while they inspect an area: its findings, and the cohorts of children that they look at."""

from collections.abc import Mapping
from typing import Final

from register.http.pages.acts import Act
from register.http.pages.cells import Column
from register.http.pages.lists import Filter, Listing
from register.http.pages.questions import WITHHELD, Question
from register.http.pages.records import Record
from register.open_types import Values
from register.vocabulary import Caller

PAGED: Final[Mapping[str, str]] = {"first": "Int", "after": "String"}
OF_INSPECTION: Final = Filter("inspection", "Inspection", hint="The identifier of the inspection")
FINDING_AT: Final = "/areas/findings/{id}"


def of_inspection(filters: Mapping[str, str], caller: Caller) -> Values:
    """The variables of a list that is kept to one inspection."""
    key = filters.get("inspection")
    return {"where": {"inspectionId": {"eq": key}} if key else None}


def _on_inspection(word: str, command: str, title: str, *, done: str, back: str) -> Act:
    """A form about the inspection that its address names."""
    return Act(f"/areas/{{inspection}}/{word}", command, title, done, back, taken=("inspection",))


RECORD_FINDING: Final = _on_inspection(
    "finding", "recordFinding", "Record a finding", done="The finding is recorded.", back="/areas/findings"
)
DRAW: Final = _on_inspection(
    "cohort", "drawCohort", "Draw a cohort of children", done="The cohort is drawn.", back="/areas/cohorts"
)
AGREE: Final = Act(
    f"{FINDING_AT}/agree",
    "agreeFinding",
    "Agree on the finding",
    "It is recorded that you agree. The letter will have the finding.",
    FINDING_AT,
    record=Question("FindingToAgree", "areaFindings", "nodes { id version }", {"where": "AreaFindingFilter"}),
    known={"finding": "id", "expectedVersion": "version"},
)
FINDINGS: Final = Listing(
    path="/areas/findings",
    title="Findings before the letter",
    name="AreaFindings",
    root="areaFindings",
    row=f"id inspectionId authorityCode kind body agency isAboutMissing writtenAt agreedAt {WITHHELD}",
    kinds={"where": "AreaFindingFilter", **PAGED},
    columns=(
        Column("Finding", ("kind",), leads=("/areas/findings/", ("id",))),
        Column("About", ("body",)),
        Column("Authority", ("authorityCode",), leads=("/areas/", ("inspectionId",))),
        Column("Inspectorate", ("agency",), "code"),
        Column("About missing children", ("isAboutMissing",)),
        Column("Written", ("writtenAt",), "moment"),
        Column("Agreed", ("agreedAt",), "moment", empty="Not yet"),
    ),
    asked_by=of_inspection,
    filters=(OF_INSPECTION,),
    about="What inspectors found, the latest first, until the letter is published. A finding is added on the page of "
    "its inspection.",
    counted=("finding", "findings"),
    arrives=(RECORD_FINDING,),
)
FINDING: Final = Record(
    entity="AreaFinding",
    question=Question(
        "AreaFindingPage",
        "areaFindings",
        "nodes { id inspectionId authorityCode kind body isAboutMissing narrative agency writtenBy writtenAt agreedBy "
        f"agreedAt {WITHHELD} }}",
        {"where": "AreaFindingFilter"},
    ),
    none="There is no such finding that you may see.",
    caption="Finding before the letter",
    heading=("kind",),
    unnamed="A finding",
    back=(FINDINGS.path, FINDINGS.title),
    facts=(
        Column("Authority", ("authorityCode",), leads=("/areas/", ("inspectionId",))),
        Column("About", ("body",)),
        Column("About missing children", ("isAboutMissing",)),
        Column("What was found", ("narrative",)),
        Column("Inspectorate", ("agency",), "code"),
        Column("Written by", ("writtenBy",)),
        Column("Written", ("writtenAt",), "moment"),
        Column("Agreed by", ("agreedBy",), empty="Nobody yet"),
        Column("Agreed", ("agreedAt",), "moment", empty="Not yet"),
    ),
    sections=(),
    acts=(AGREE,),
)
COHORTS: Final = Listing(
    path="/areas/cohorts",
    title="Cohorts of children",
    name="AreaCohorts",
    root="areaCohorts",
    row=f"id inspectionId authorityCode seed size drawnFrom childIds drawnBy drawnAt {WITHHELD}",
    kinds={"where": "AreaCohortFilter", **PAGED},
    columns=(
        Column("Seed", ("seed",)),
        Column("Authority", ("authorityCode",), leads=("/areas/", ("inspectionId",))),
        Column("Asked for", ("size",)),
        Column("Drawn from", ("drawnFrom",)),
        Column("Children, in the order drawn", ("childIds",), empty="None"),
        Column("By", ("drawnBy",)),
        Column("Drawn", ("drawnAt",), "moment"),
    ),
    asked_by=of_inspection,
    filters=(OF_INSPECTION,),
    about="Children whom inspectors look at, by the register's identifiers. The same seed draws the same children.",
    counted=("cohort", "cohorts"),
    arrives=(DRAW,),
)
