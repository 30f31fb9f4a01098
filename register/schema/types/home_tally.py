"""Homes, counted and added up by what they are, where they are and when they were registered or closed."""

from register.catalogue import How, Tallied
from register.schema.building.tallies import tally_types
from register.schema.types.home import Home

_homes = Tallied("homeTally", Home)

HOME_TALLY = _homes.made(
    (
        _homes.measure("count", How.COUNT, "How many homes there are."),
        _homes.measure("places", How.SUM, "Their registered places together; null if none is known.", "places"),
        _homes.measure(
            "placesMedian",
            How.MEDIAN,
            "Half of the homes have at most so many; null if none is known.",
            "places",
        ),
        _homes.measure(
            "securePlaces",
            How.SUM,
            "Their places approved to restrict liberty together; null if none is known.",
            "securePlaces",
        ),
    ),
    (
        _homes.by("sector", "The sector that runs the homes."),
        _homes.by("kind", "The kind of establishment."),
        _homes.by("registrationStatus", "The place in the registration lifecycle."),
        _homes.by("shortBreaksOnly", "True if the homes only offer short breaks."),
        _homes.by_area("region", "The ONS code of the region the main premises are in."),
        _homes.by_area("authority", "The ONS code of the local authority the main premises are in."),
        _homes.by_area("force", "The ONS code of the police force the main premises are in."),
        _homes.by("legalForm", "The legal form of the provider.", "provider.legalForm"),
        _homes.by(
            "judgement",
            "The overall judgement of the latest inspection with a graded one.",
            "currentJudgement.overallExperiencesAndProgress",
        ),
        _homes.by("operationalStatus", "The state of operation."),
        _homes.by("sexAdmitted", "Which children the homes admit, by sex."),
        _homes.by("secureApproved", "True if the homes are approved to restrict liberty."),
        *_homes.by_period("registered", "the homes were registered", "registeredOn"),
        *_homes.by_period("ceased", "their registration ended", "ceasedOn"),
    ),
)

HomeTally = tally_types(HOME_TALLY, __name__)
