"""Timelines: all that happened to a child in one order, each entry as far as the caller may read its record."""

from datetime import datetime

import strawberry

from register import tables
from register.catalogue import Relation, Strand
from register.schema.building.connections import PageInfo
from register.schema.types.exploitation_flag import ExploitationFlag
from register.schema.types.missing_episode import MissingEpisode
from register.schema.types.placement import Placement
from register.schema.types.return_interview import ReturnInterview
from register.vocabulary import TimelineKind

_EPISODES = (tables.episode_child.c.child_id, tables.episode_child.c.episode_id)
_CHILD = tables.child.c.id

STRANDS: tuple[Strand, ...] = (
    Strand(
        Relation("placement", "Placement", _CHILD, tables.placement.c.child_id, many=True),
        TimelineKind.PLACEMENT,
        at="startedOn",
    ),
    Strand(
        Relation("missingEpisode", "MissingEpisode", _CHILD, tables.missing_episode.c.id, many=True, via=_EPISODES),
        TimelineKind.MISSING_EPISODE,
        at="startedAt",
    ),
    Strand(
        Relation(
            "returnInterview",
            "ReturnInterview",
            _CHILD,
            tables.return_interview.c.episode_id,
            many=True,
            via=_EPISODES,
        ),
        TimelineKind.RETURN_INTERVIEW,
        at="foundAt",
    ),
    Strand(
        Relation("exploitationFlag", "ExploitationFlag", _CHILD, tables.exploitation_flag.c.child_id, many=True),
        TimelineKind.EXPLOITATION_FLAG,
        at="raisedOn",
    ),
)


@strawberry.type(description="One entry of a child's timeline. Of the records, the one that kind names is set.")
class TimelineEntry:
    """One entry of a child's timeline."""

    at: datetime = strawberry.field(
        description="When it was. What is known to the day is given as the instant at which the day begins in England."
    )
    kind: TimelineKind = strawberry.field(description="What the entry is.")
    placement: Placement | None = strawberry.field(description="The placement; null if the entry is another record.")
    missing_episode: MissingEpisode | None = strawberry.field(
        description="The missing episode; null if the entry is another record."
    )
    return_interview: ReturnInterview | None = strawberry.field(
        description="The return home interview; null if the entry is another record."
    )
    exploitation_flag: ExploitationFlag | None = strawberry.field(
        description="The flag of exploitation; null if the entry is another record."
    )


@strawberry.type(description="A page of a child's timeline, the latest entry first.")
class Timeline:
    """A page of a child's timeline, the latest entry first."""

    nodes: list[TimelineEntry] = strawberry.field(description="The entries.")
    page_info: PageInfo = strawberry.field(description="This page's place among all the entries.")
