"""Findings of inspections of areas, counted: the overview of each theme."""

from register.catalogue import How, Tallied
from register.schema.building.tallies import tally_types
from register.schema.types.published_inspection import PublishedFinding

_findings = Tallied("publishedFindingTally", PublishedFinding)

PUBLISHED_FINDING_TALLY = _findings.made(
    (
        _findings.measure("count", How.COUNT, "How many findings there are."),
        _findings.measure("inspections", How.DISTINCT, "How many different inspections they are of.", "inspectionId"),
    ),
    (
        _findings.by("kind", "What kind of finding it is."),
        _findings.by("body", "Which body of the area the findings are about."),
        _findings.by("agency", "The inspectorate that found it."),
        _findings.by("isAboutMissing", "True if the findings are about children who go missing or are exploited."),
        _findings.by("theme", "The theme of the inspection.", "inspection.theme"),
        _findings.by("inspectionKind", "What kind of inspection it was.", "inspection.kind"),
        *_findings.by_period("published", "the inspection was published", "inspection.publishedOn"),
    ),
)

PublishedFindingTally = tally_types(PUBLISHED_FINDING_TALLY, __name__)
