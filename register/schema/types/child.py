"""Children: who they are, and what leads to where they are placed and when they were missing."""

from datetime import date
from typing import Annotated

import strawberry

from register import tables
from register.catalogue import Beside, Relation, Usual, column, entity, relation, timeline, withheld
from register.schema.building.arguments import AFTER, first, order_by, takes
from register.schema.building.connections import connection_of
from register.schema.building.withheld import Withheld
from register.schema.types.access_exemption import AccessExemption
from register.schema.types.area import Area
from register.schema.types.exploitation_flag import ExploitationFlag
from register.schema.types.missing_episode import MissingEpisodeConnection
from register.schema.types.shield import Shield
from register.schema.types.timeline import STRANDS, Timeline
from register.vocabulary import CareStatus, Sex


@entity(
    tables.child,
    audited=tables.child.c.id,
    order=(("id", False),),
    usual=Usual(tables.child.c.merged_into_id),
    beside=(
        Beside(tables.child_minimum, tables.child_minimum.c.child_id),
        Beside(tables.child_identity, tables.child_identity.c.child_id),
        Beside(tables.child_characteristics, tables.child_characteristics.c.child_id),
    ),
)
class Child:
    """A child who is or was looked after, or was reported missing."""

    id: strawberry.ID = column(
        tables.child.c.id, "The register's own identifier. It never changes and is made of no other identifier."
    )
    version: int = column(
        tables.child.c.version, "The record's version number. Commands on the child send it as expectedVersion."
    )
    responsible_authority: Area | None = relation(
        Relation("", "Area", tables.child.c.responsible_authority_code, tables.area.c.code),
        "The local authority that looks after the child or, if none does, in whose area the child lives.",
    )
    name: str | None = column(tables.child_minimum.c.name, "The child's full name.")
    date_of_birth: date | None = column(tables.child_minimum.c.date_of_birth, "The child's date of birth.")
    sex: Sex | None = column(tables.child_minimum.c.sex, "The child's sex.")
    aliases: list[str] | None = column(tables.child_identity.c.aliases, "Other names that the child uses or used.")
    nhs_number: str | None = column(tables.child_identity.c.nhs_number, "The child's NHS number: 10 digits.")
    upn: str | None = column(
        tables.child_identity.c.upn, "The child's unique pupil number (UPN): a letter, 11 digits, a digit or letter."
    )
    authority_reference: str | None = column(
        tables.child_identity.c.authority_reference, "The responsible authority's own reference for the child."
    )
    care_status: CareStatus | None = column(
        tables.child_characteristics.c.care_status, "What children's services know of the child."
    )
    ethnicity: str | None = column(
        tables.child_characteristics.c.ethnicity,
        "The child's ethnicity, as a code of the children looked-after return.",
    )
    is_disabled: bool | None = column(tables.child_characteristics.c.is_disabled, "True if the child is disabled.")
    is_unaccompanied: bool | None = column(
        tables.child_characteristics.c.is_unaccompanied, "True if the child is an unaccompanied asylum-seeking child."
    )
    merged_into: Annotated["Child", strawberry.lazy("register.schema.types.child")] | None = relation(
        Relation("", "Child", tables.child.c.merged_into_id, tables.child.c.id, matchable=False),
        "The record of the same child that this one was merged into; null if it was not merged, or you may not see it.",
    )
    placements: Annotated["PlacementConnection", strawberry.lazy("register.schema.types.placement")] | None = relation(  # type: ignore[name-defined]  # noqa: F821
        Relation("", "Placement", tables.child.c.id, tables.placement.c.child_id, many=True),
        "The child's placements, as far as you may see them, latest first unless you ask for another order.",
        takes(first=first(10), after=AFTER, orderBy=order_by("Placement")),
    )
    missing_episodes: MissingEpisodeConnection | None = relation(
        Relation(
            "",
            "MissingEpisode",
            tables.child.c.id,
            tables.missing_episode.c.id,
            many=True,
            via=(tables.episode_child.c.child_id, tables.episode_child.c.episode_id),
        ),
        "The child's missing episodes, as far as you may see them, latest first unless you ask for another order.",
        takes(first=first(10), after=AFTER, orderBy=order_by("MissingEpisode")),
    )
    exploitation_flags: list[ExploitationFlag] | None = relation(
        Relation(
            "",
            "ExploitationFlag",
            tables.child.c.id,
            tables.exploitation_flag.c.child_id,
            many=True,
            plain=True,
        ),
        "Flags of exploitation, those that were lifted among them, latest first.",
    )
    shields: list[Shield] | None = relation(
        Relation("", "Shield", tables.child.c.id, tables.child_shield.c.child_id, many=True, plain=True),
        "Shields of the child's record, those that were lifted among them, latest first.",
    )
    access_exemptions: list[AccessExemption] | None = relation(
        Relation("", "AccessExemption", tables.child.c.id, tables.access_exemption.c.child_id, many=True, plain=True),
        "What is left out when the child asks what is held about it, exemptions that ended among them, latest first.",
    )
    timeline: Timeline | None = timeline(
        "What happened to the child in one list, the latest first: placements, missing episodes, return home "
        "interviews and flags of exploitation, each as far as you may see it.",
        *STRANDS,
        resolver=takes(first=first(50), after=AFTER),
    )
    withheld: list[Withheld] = withheld()


ChildConnection = connection_of("Child", __name__)
