"""Commands of inspectors who inspect an area: its findings, and the children whose records they look at."""

import strawberry

from register.catalogue import Argument, Command, Target
from register.schema.building.facts import fact, facts
from register.schema.types.area_finding import AreaCohort, AreaFinding
from register.tables.area_findings import LARGEST_COHORT
from register.vocabulary import Group

INSPECTION = Argument(strawberry.ID, "The register's identifier of the inspection.")
RECORD_FINDING = Command(
    name="recordFinding",
    about="Record what your inspectorate found in an area that it inspects. It is published once an inspector of the "
    "lead agrees on it with agreeFinding, and the letter is published.",
    entity=AreaFinding,
    shown="areaFinding",
    key="id",
    changes=frozenset({Group.AREA_FINDING}),
    input={
        "inspection": INSPECTION,
        **facts(AreaFinding, "kind", "body", "isAboutMissing", "narrative", required=True),
    },
)
AGREE_FINDING = Command(
    name="agreeFinding",
    about="Agree, for the lead of the inspection, on a finding that another person wrote: the letter will have it.",
    entity=AreaFinding,
    shown="areaFinding",
    key="id",
    changes=frozenset({Group.AREA_FINDING}),
    input={
        "finding": Argument(strawberry.ID, "The register's identifier of the finding."),
        "expectedVersion": Argument(
            int, "The version you last read. If the finding has changed since, nothing is changed: CONFLICT_STALE."
        ),
    },
    target=Target("finding", "expectedVersion"),
    named_by="finding",
)
DRAW_COHORT = Command(
    name="drawCohort",
    about="Draw children of the area whose records the inspectors look at. The same seed draws the same children from "
    "the past that the picture of the area was frozen from.",
    entity=AreaCohort,
    shown="areaCohort",
    key="id",
    changes=frozenset({Group.AREA_COHORT}),
    input={
        "inspection": INSPECTION,
        "seed": fact(AreaCohort, "seed", "Any words. Choose them before you see the children.", required=True),
        "size": fact(AreaCohort, "size", f"How many children: 1 to {LARGEST_COHORT}.", required=True),
    },
)
