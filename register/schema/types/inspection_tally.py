"""Inspections of homes, counted by what was judged, when, and of which homes."""

from register.catalogue import How, Tallied
from register.schema.building.tallies import tally_types
from register.schema.types.inspection import Inspection

_inspections = Tallied("inspectionTally", Inspection)

INSPECTION_TALLY = _inspections.made(
    (
        _inspections.measure("count", How.COUNT, "How many inspections there are."),
        _inspections.measure("homes", How.DISTINCT, "How many homes they inspected.", "home.urn"),
        _inspections.measure(
            "daysToPublishMedian",
            How.MEDIAN,
            "Half of the reports were published within so many days of the first day; null if none was published.",
            "startedOn",
            "publishedOn",
        ),
        _inspections.measure(
            "daysToPublishP90",
            How.P90,
            "Nine in ten reports were published within so many days of the first day; null if none was published.",
            "startedOn",
            "publishedOn",
        ),
    ),
    (
        _inspections.by("kind", "The kind of inspection."),
        _inspections.by("overallExperiencesAndProgress", "The overall judgement."),
        _inspections.by("helpedAndProtected", "How well children are helped and protected."),
        _inspections.by("leadersAndManagers", "The effectiveness of leaders and managers."),
        _inspections.by("homeSector", "The sector that runs the homes now.", "home.sector"),
        _inspections.by("homeKind", "The kind of establishment.", "home.kind"),
        _inspections.by_area(
            "homeRegion", "The ONS code of the region the homes' main premises are in.", "home.region"
        ),
        _inspections.by_area(
            "homeAuthority", "The ONS code of the local authority the homes' main premises are in.", "home.authority"
        ),
        _inspections.by_area(
            "homeForce", "The ONS code of the police force the homes' main premises are in.", "home.force"
        ),
        *_inspections.by_period("started", "the inspections began", "startedOn"),
        *_inspections.by_period("published", "their reports were published", "publishedOn"),
    ),
)

InspectionTally = tally_types(INSPECTION_TALLY, __name__)
