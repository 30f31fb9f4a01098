"""Missing episodes: that a child was missing, from when to when, and how it ended."""

from datetime import datetime
from typing import Annotated

import strawberry

from register import tables
from register.catalogue import Beside, Relation, column, entity, relation, withheld
from register.schema.building.connections import connection_of
from register.schema.building.withheld import Withheld
from register.schema.types.area import Area
from register.schema.types.encounter import Encounter
from register.schema.types.episode_report import EpisodeReport
from register.schema.types.home import Home
from register.schema.types.missing_together import MissingTogether
from register.schema.types.prevention_interview import PreventionInterview, prevention
from register.schema.types.return_interview import ReturnInterview
from register.schema.types.risk_assessment import RiskAssessment
from register.schema.types.sighting import Sighting
from register.vocabulary import (
    EpisodeOutcome,
    EpisodeStatus,
    FoundBy,
    Harm,
    MissingKind,
    MissingSetting,
    PoliceCategory,
)

LATEST_RISK = (tables.risk_assessment.c.assessed_at, tables.risk_assessment.c.id)


@entity(
    tables.missing_episode,
    audited=tables.missing_episode.c.id,
    order=(("startedAt", True), ("id", False)),
    beside=(
        Beside(tables.episode_harm, tables.episode_harm.c.episode_id),
        Beside(tables.episode_repeat, tables.episode_repeat.c.episode_id),
        Beside(tables.prevention_interview, tables.prevention_interview.c.episode_id),
    ),
)
class MissingEpisode:
    """A time during which a child was missing, or away from placement without authorisation."""

    id: strawberry.ID = column(
        tables.missing_episode.c.id, "The register's own identifier. It never changes and has no meaning."
    )
    version: int = column(
        tables.missing_episode.c.version,
        "The record's version number. Commands on the episode send it as expectedVersion.",
    )
    reference: str | None = column(tables.missing_episode.c.reference, "The owning force's own reference.")
    kind: MissingKind | None = column(
        tables.missing_episode.c.kind, "Missing or away, by the definitions of the children looked-after return."
    )
    police_category: PoliceCategory | None = column(
        tables.missing_episode.c.police_category, "The police's own category, which need not agree with kind."
    )
    setting: MissingSetting | None = column(tables.missing_episode.c.setting, "Where the child went missing from.")
    status: EpisodeStatus | None = column(tables.missing_episode.c.status, "How far the episode has come.")
    child_pseudonym: str | None = column(
        tables.missing_episode.c.child_pseudonym,
        "The same for all episodes of one child from one home, and another for every other home and child.",
    )
    last_seen_at: datetime | None = column(
        tables.missing_episode.c.last_seen_at, "When a responsible adult last saw the child."
    )
    started_at: datetime | None = column(
        tables.missing_episode.c.started_at,
        "When the episode began: the later of when the child left and when a responsible adult last saw the child.",
    )
    reported_at: datetime | None = column(
        tables.missing_episode.c.reported_at, "When it was reported to the police; null if it was not."
    )
    found_at: datetime | None = column(
        tables.missing_episode.c.found_at, "When the child was found; null if not found yet."
    )
    returned_at: datetime | None = column(
        tables.missing_episode.c.returned_at, "When the child was back at the placement or with the family."
    )
    ended_at: datetime | None = column(
        tables.missing_episode.c.ended_at, "When the episode ended; null while it is open."
    )
    found_by: FoundBy | None = column(tables.missing_episode.c.found_by, "Who found the child.")
    outcome: EpisodeOutcome | None = column(tables.missing_episode.c.outcome, "How it ended for the child.")
    harms: list[Harm] | None = column(
        tables.episode_harm.c.harms, "What harm came to the child while missing; null if nothing is recorded."
    )
    repeat_90d: int | None = column(
        tables.episode_repeat.c.in_90_days,
        "How many episodes of kind missing of the child began in the 90 days up to the beginning of this one, itself "
        "included.",
    )
    sequence_12m: int | None = column(
        tables.episode_repeat.c.in_12_months,
        "How many episodes of kind missing of the child began in the 365 days up to the beginning of this one, itself "
        "included.",
    )
    prevention_interview: PreventionInterview | None = prevention()
    owning_force: Area | None = relation(
        Relation("", "Area", tables.missing_episode.c.owning_force_code, tables.area.c.code),
        "The police force that owns the episode.",
    )
    offered_force: Area | None = relation(
        Relation("", "Area", tables.missing_episode.c.offered_force_code, tables.area.c.code),
        "The police force that is asked to take the episode over; null if none is.",
    )
    former_force: Area | None = relation(
        Relation("", "Area", tables.missing_episode.c.former_force_code, tables.area.c.code),
        "The police force that gave the episode away last; null if it was never given away.",
    )
    responsible_authority: Area | None = relation(
        Relation("", "Area", tables.missing_episode.c.responsible_authority_code, tables.area.c.code),
        "The local authority that was responsible for the child.",
    )
    home: Home | None = relation(
        Relation("", "Home", tables.missing_episode.c.home_id, tables.home.c.id),
        "The home on this register that the child was missing from; null if it was another place.",
    )
    child: Annotated["Child", strawberry.lazy("register.schema.types.child")] | None = relation(  # type: ignore[name-defined]  # noqa: F821
        Relation(
            "",
            "Child",
            tables.missing_episode.c.id,
            tables.child.c.id,
            via=(tables.episode_child.c.episode_id, tables.episode_child.c.child_id),
        ),
        "The child who was missing; null if you may not know who it was.",
    )
    risk: RiskAssessment | None = relation(
        Relation(
            "",
            "RiskAssessment",
            tables.missing_episode.c.id,
            tables.risk_assessment.c.episode_id,
            latest=LATEST_RISK,
            ordered_by=("level",),
        ),
        "The latest assessment of the risk; null if it was not assessed yet.",
    )
    risk_assessments: list[RiskAssessment] | None = relation(
        Relation(
            "",
            "RiskAssessment",
            tables.missing_episode.c.id,
            tables.risk_assessment.c.episode_id,
            many=True,
            plain=True,
        ),
        "Every assessment of the risk, latest first.",
    )
    sightings: list[Sighting] | None = relation(
        Relation(
            "",
            "Sighting",
            tables.missing_episode.c.id,
            tables.sighting.c.episode_id,
            many=True,
            plain=True,
            matchable=False,
        ),
        "When and where the child was seen, latest first.",
    )
    together: list[MissingTogether] | None = relation(
        Relation(
            "",
            "MissingTogether",
            tables.missing_episode.c.id,
            tables.missing_together.c.episode_id,
            many=True,
            plain=True,
        ),
        "The episodes of children who are missing together with this child, the last that was recorded first.",
    )
    encounters: list[Encounter] | None = relation(
        Relation(
            "",
            "Encounter",
            tables.missing_episode.c.id,
            tables.encounter.c.episode_id,
            many=True,
            plain=True,
            matchable=False,
        ),
        "Which bodies met the child while missing and asked, latest first.",
    )
    interview: ReturnInterview | None = relation(
        Relation(
            "", "ReturnInterview", tables.missing_episode.c.id, tables.return_interview.c.episode_id, matchable=False
        ),
        "The return home interview; null until the child is found or comes back.",
    )
    reported_everywhere: EpisodeReport | None = relation(
        Relation("", "EpisodeReport", tables.missing_episode.c.id, tables.episode_report.c.episode_id),
        "Who was notified of the episode and when, and who is still to be, and by when; null if recorded in error.",
    )
    withheld: list[Withheld] = withheld()


MissingEpisodeConnection = connection_of("MissingEpisode", __name__)
