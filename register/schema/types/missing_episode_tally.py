"""Missing episodes, counted by what they were, whose they are, from where, and when they began and ended."""

from register.catalogue import How, Tallied
from register.schema.building.tallies import tally_types
from register.schema.types.missing_episode import MissingEpisode

_episodes = Tallied("missingEpisodeTally", MissingEpisode)

MISSING_EPISODE_TALLY = _episodes.made(
    (
        _episodes.measure("count", How.COUNT, "How many missing episodes there are."),
        _episodes.measure(
            "children", How.DISTINCT, "How many children they are of, as far as you may know who it was.", "child.id"
        ),
        _episodes.measure("homes", How.DISTINCT, "How many homes on this register they began at.", "home.urn"),
        _episodes.measure(
            "hoursMissingMedian",
            How.MEDIAN,
            "Half of the episodes that have ended lasted at most so many hours; null if none has ended.",
            "startedAt",
            "endedAt",
        ),
        _episodes.measure(
            "hoursMissingP90",
            How.P90,
            "Nine in ten of the episodes that have ended lasted at most so many hours; null if none has ended.",
            "startedAt",
            "endedAt",
        ),
        _episodes.measure(
            "hoursToReportMedian",
            How.MEDIAN,
            "Half of the episodes that were reported were so at most so many hours after they began; null if none was.",
            "startedAt",
            "reportedAt",
        ),
    ),
    (
        _episodes.by("kind", "Missing or away, by the definitions of the children looked-after return."),
        _episodes.by("policeCategory", "The police's own category."),
        _episodes.by("setting", "Where the child went missing from."),
        _episodes.by("status", "How far the episode has come."),
        _episodes.by("foundBy", "Who found the child."),
        _episodes.by("outcome", "How it ended for the child."),
        _episodes.by("risk", "The level of the latest assessment of the risk.", "risk.level"),
        _episodes.by_area("owningForce", "The ONS code of the police force that owns the episode."),
        _episodes.by_area(
            "responsibleAuthority", "The ONS code of the local authority that was responsible for the child."
        ),
        _episodes.by("homeUrn", "The URN of the home that the child was missing from.", "home.urn"),
        _episodes.by("homeSector", "The sector that runs that home now.", "home.sector"),
        _episodes.by_area(
            "homeAuthority", "The ONS code of the local authority that home's main premises are in.", "home.authority"
        ),
        *_episodes.by_period("started", "the episode began", "startedAt"),
        *_episodes.by_period("ended", "the episode ended", "endedAt"),
    ),
)

MissingEpisodeTally = tally_types(MISSING_EPISODE_TALLY, __name__)
