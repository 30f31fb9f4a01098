"""Joint inspections of areas: the programme's rounds, each inspection, and the frozen picture of its area."""

from datetime import date, datetime

import strawberry

from register import tables
from register.catalogue import Relation, column, entity, relation, withheld
from register.schema.building.connections import connection_of
from register.schema.building.withheld import Withheld
from register.schema.types.area import Area
from register.vocabulary import Agency

OWN_KEY = "The register's own identifier. It never changes and has no meaning."


@entity(
    tables.inspection_round,
    audited=tables.inspection_round.c.id,
    order=(("startsOn", True), ("theme", False), ("id", False)),
)
class InspectionRound:
    """A round of the programme of joint inspections: what it looks at in depth, and from when to when."""

    id: strawberry.ID = column(tables.inspection_round.c.id, OWN_KEY)
    theme: str = column(tables.inspection_round.c.theme, "The theme's code. Rounds of one theme have the same.")
    title: str = column(tables.inspection_round.c.title, "The theme, in words.")
    starts_on: date = column(tables.inspection_round.c.starts_on, "The first day of the round.")
    ends_on: date | None = column(
        tables.inspection_round.c.ends_on, "The day after its last; null while the end is not known."
    )
    is_about_missing: bool = column(
        tables.inspection_round.c.is_about_missing, "True if it looks at children who go missing or are exploited."
    )


@entity(tables.area_pack, audited=tables.area_pack.c.inspection_id, order=(("frozenAt", True), ("inspectionId", True)))
class AreaPack:
    """The figures about an area, as they were when its inspection was approved: the same bytes for every inspectorate.

    They are counts, and name no person. Beside them are the published figures of the area and of its statistical
    neighbours.
    """

    inspection_id: strawberry.ID = column(
        tables.area_pack.c.inspection_id, "The register's own identifier of the inspection."
    )
    authority_code: str = column(tables.area_pack.c.authority_code, "The ONS code of the local authority.")
    frozen_at: datetime = column(tables.area_pack.c.frozen_at, "The instant whose figures these are.")
    content: str = column(tables.area_pack.c.content, "The figures, as the text of one JSON object.")
    digest: str = column(tables.area_pack.c.digest, "The SHA-256 of the content in UTF-8, in small hexadecimal digits.")


@entity(
    tables.area_inspection,
    audited=tables.area_inspection.c.id,
    order=(("notifiedAt", True), ("id", True)),
)
class AreaInspection:
    """A joint inspection of how the bodies of an area protect its children (Children Act 2004, section 20)."""

    id: strawberry.ID = column(tables.area_inspection.c.id, OWN_KEY)
    version: int = column(
        tables.area_inspection.c.version,
        "The record's version number. Commands on the inspection send it as expectedVersion.",
    )
    authority_code: str = column(tables.area_inspection.c.authority_code, "The ONS code of the local authority.")
    authority: Area | None = relation(
        Relation("", "Area", tables.area_inspection.c.authority_code, tables.area.c.code), "The local authority."
    )
    force_codes: list[str] = column(
        tables.area_inspection.c.force_codes, "The ONS codes of the police forces whose areas the authority is in."
    )
    health_codes: list[str] = column(
        tables.area_inspection.c.health_codes, "The codes of the health bodies that serve the authority's area."
    )
    round: InspectionRound | None = relation(
        Relation("", "InspectionRound", tables.area_inspection.c.round_id, tables.inspection_round.c.id),
        "The round of the programme, and so the theme.",
    )
    inspectorates: list[Agency] = column(tables.area_inspection.c.inspectorates, "The inspectorates that join.")
    notified_at: datetime = column(
        tables.area_inspection.c.notified_at, "When the area is given notice. Inspectors have access from then on."
    )
    fieldwork_from: date = column(tables.area_inspection.c.fieldwork_from, "The first day of the fieldwork.")
    fieldwork_to: date = column(tables.area_inspection.c.fieldwork_to, "The last day of the fieldwork.")
    letter_due_on: date = column(
        tables.area_inspection.c.letter_due_on, "The day by which the letter with the findings is published."
    )
    plan_days: int = column(
        tables.area_inspection.c.plan_days, "How many days after the letter the area's action plan is looked at."
    )
    access_ends_at: datetime = column(
        tables.area_inspection.c.access_ends_at,
        "When inspectors have no access any more: with the letter and the days of the action plan.",
    )
    chosen_because: str = column(tables.area_inspection.c.chosen_because, "Why this area was chosen.")
    asked_by: str = column(tables.area_inspection.c.asked_by, "The person of Ofsted who asked for it.")
    approved_by: str | None = column(
        tables.area_inspection.c.approved_by, "The second person, who approved it; null if nobody has."
    )
    approved_at: datetime | None = column(
        tables.area_inspection.c.approved_at, "When it was approved, and the picture of the area frozen."
    )
    neighbour_codes: list[str] | None = column(
        tables.area_inspection.c.neighbour_codes,
        "The ONS codes of the area's statistical neighbours when the inspection was approved, the nearest first; null "
        "if it is not approved, or if nothing had been published by which areas are compared.",
    )
    figure_versions: list[str] | None = column(
        tables.area_inspection.c.figure_versions,
        "The versions of published statistics that the picture shows; null if the inspection is not approved.",
    )
    letter_published_on: date | None = column(
        tables.area_inspection.c.letter_published_on,
        "The day on which the letter was published; null if it has not been. Access ends with the days of the action "
        "plan after it.",
    )
    pack: AreaPack | None = relation(
        Relation("", "AreaPack", tables.area_inspection.c.id, tables.area_pack.c.inspection_id),
        "The picture of the area; null until the inspection is approved.",
    )
    withheld: list[Withheld] = withheld()


AreaInspectionConnection = connection_of("AreaInspection", __name__)
InspectionRoundConnection = connection_of("InspectionRound", __name__)
