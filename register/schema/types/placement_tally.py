"""Placements, counted by what they are, where, and when they began and ended."""

from register.catalogue import How, Tallied
from register.schema.building.tallies import tally_types
from register.schema.types.placement import Placement

_placements = Tallied("placementTally", Placement)

PLACEMENT_TALLY = _placements.made(
    (
        _placements.measure("count", How.COUNT, "How many placements there are."),
        _placements.measure("children", How.DISTINCT, "How many children they are of, as far as you may.", "child.id"),
        _placements.measure("homes", How.DISTINCT, "How many homes on this register they are in.", "home.urn"),
        _placements.measure(
            "daysMedian",
            How.MEDIAN,
            "Half of the placements that have ended lasted at most so many days; null if none has ended.",
            "startedOn",
            "endedOn",
        ),
    ),
    (
        _placements.by("kind", "The kind of placement."),
        _placements.by_area(
            "hostAuthority", "The ONS code of the local authority in whose area the child lives there."
        ),
        _placements.by("homeUrn", "The URN of the home in which the child is placed.", "home.urn"),
        _placements.by("homeSector", "The sector that runs that home now.", "home.sector"),
        _placements.by_area(
            "homeForce", "The ONS code of the police force that home's main premises are in.", "home.force"
        ),
        *_placements.by_period("started", "the placement began", "startedOn"),
        *_placements.by_period("ended", "the placement ended", "endedOn"),
    ),
)

PlacementTally = tally_types(PLACEMENT_TALLY, __name__)
