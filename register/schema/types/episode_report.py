"""Reports of missing episodes: who was notified of each and when, and what is still missing."""

from datetime import datetime

import strawberry

from register import tables
from register.catalogue import column, entity
from register.vocabulary import ReportStep

REPORT = tables.episode_report.c


@entity(tables.episode_report, audited=REPORT.episode_id, order=(("episodeId", False),))
class EpisodeReport:
    """Who is to be notified of a missing episode, by when, and when each was. What has not happened is null."""

    episode_id: strawberry.ID = column(REPORT.episode_id, "The register's identifier of the missing episode.")
    police_at: datetime | None = column(REPORT.police_at, "When it was reported to the police.")
    police_due_at: datetime | None = column(
        REPORT.police_due_at, "By when it is to be reported to the police: at once, when the episode begins."
    )
    responsible_authority_at: datetime | None = column(
        REPORT.responsible_authority_at,
        "Since when the authority that is responsible for the child has seen it on the register.",
    )
    responsible_authority_due_at: datetime | None = column(
        REPORT.responsible_authority_due_at, "By when that authority is to be notified: when the police are."
    )
    host_authority_at: datetime | None = column(
        REPORT.host_authority_at,
        "When the authority in whose area the child is placed was notified: with the notice of the placement, or as it "
        "was recorded with recordReport.",
    )
    host_authority_due_at: datetime | None = column(
        REPORT.host_authority_due_at,
        "By when that authority is to be notified: the end of Placement.notifyDueOn or, if that is past, when the "
        "police are. Null if the child is placed in the area of its own authority, or shielded.",
    )
    home_at: datetime | None = column(
        REPORT.home_at, "When the children's home reported it, as it was recorded with recordReport."
    )
    home_due_at: datetime | None = column(
        REPORT.home_due_at,
        "By when the home is to report it: at once, when the episode begins. Null if the child was not missing from a "
        "home on this register.",
    )
    interview_at: datetime | None = column(
        REPORT.interview_at, "When the duty to offer a return home interview was opened."
    )
    interview_due_at: datetime | None = column(
        REPORT.interview_due_at, "When that duty is to be opened: when the child is found or comes back."
    )
    national_unit_at: datetime | None = column(
        REPORT.national_unit_at,
        "The instant from which the UK Missing Persons Unit sees it on the register. It lies ahead while the child is "
        "missing for less than 72 hours.",
    )
    national_unit_due_at: datetime | None = column(
        REPORT.national_unit_due_at,
        "By when that unit is to be notified: 72 hours after the episode began. Null if it ended before, or if the "
        "child is shielded.",
    )
    missing: list[ReportStep] = column(REPORT.missing, "What is to be done and is not recorded as done.")
    due_at: datetime | None = column(
        REPORT.due_at, "By when the first of what is missing is to be done; null if nothing is missing."
    )
