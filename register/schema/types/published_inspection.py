"""Inspections of areas as they were published, of every kind, with their findings and what follows them."""

from datetime import date, datetime

import strawberry

from register import tables
from register.catalogue import Relation, column, entity, relation, withheld
from register.schema.building.connections import connection_of
from register.schema.building.withheld import Withheld
from register.schema.types.area import Area
from register.schema.types.area_inspection import OWN_KEY
from register.vocabulary import Agency, AreaInspectionKind, FindingKind, InspectedBody

published, found, planned = tables.published_inspection, tables.published_finding, tables.area_action


@entity(published, audited=published.c.id, order=(("publishedOn", True), ("id", True)))
class PublishedInspection:
    """An inspection of an area, or of a body that serves it, as it was published. There is no grade."""

    id: strawberry.ID = column(published.c.id, OWN_KEY)
    kind: AreaInspectionKind = column(published.c.kind, "What kind of inspection it was.")
    area_code: str = column(published.c.area_code, "The ONS code of the local authority or police force inspected.")
    area: Area | None = relation(
        Relation("", "Area", published.c.area_code, tables.area.c.code), "The local authority or police force."
    )
    authority_codes: list[str] = column(
        published.c.authority_codes,
        "The ONS codes of the local authorities in its area.",
    )
    agency: Agency = column(published.c.agency, "The body that published it.")
    theme: str | None = column(published.c.theme, "The theme's code, as in inspectionRounds; null if it had none.")
    is_about_missing: bool = column(
        published.c.is_about_missing, "True if it looked at children who go missing or are exploited."
    )
    started_on: date = column(published.c.started_on, "The first day of the fieldwork.")
    published_on: date = column(published.c.published_on, "The day on which the letter or report was published.")
    summary: str = column(published.c.summary, "What the letter or report says, in short.")
    plan_due_on: date | None = column(
        published.c.plan_due_on, "The day by which the authority plans its actions; null if it need not."
    )
    joint_inspection_id: strawberry.ID | None = column(
        published.c.joint_inspection_id, "The register's own identifier of the joint inspection; null if it was none."
    )


@entity(found, audited=found.c.id, order=(("inspectionId", False), ("id", False)))
class PublishedFinding:
    """What an inspection found, as it was published. There is no grade."""

    id: strawberry.ID = column(found.c.id, OWN_KEY)
    inspection_id: strawberry.ID = column(
        found.c.inspection_id, "The register's own identifier of the published inspection."
    )
    inspection: PublishedInspection | None = relation(
        Relation("", "PublishedInspection", found.c.inspection_id, published.c.id), "The published inspection."
    )
    kind: FindingKind = column(found.c.kind, "What kind of finding it is.")
    body: InspectedBody = column(found.c.body, "Which body of the area it is about.")
    is_about_missing: bool = column(
        found.c.is_about_missing, "True if it is about children who go missing or are exploited."
    )
    narrative: str = column(found.c.narrative, "What was found.")
    agency: Agency = column(found.c.agency, "The inspectorate that found it.")


@entity(planned, audited=planned.c.id, order=(("dueOn", False), ("id", False)))
class AreaAction:
    """What a local authority will do about a finding of a joint inspection."""

    id: strawberry.ID = column(planned.c.id, OWN_KEY)
    version: int = column(
        planned.c.version, "The record's version number. Commands on the action send it as expectedVersion."
    )
    finding_id: strawberry.ID = column(planned.c.finding_id, "The register's own identifier of the published finding.")
    finding: PublishedFinding | None = relation(
        Relation("", "PublishedFinding", planned.c.finding_id, found.c.id), "The published finding."
    )
    authority_code: str = column(planned.c.authority_code, "The ONS code of the local authority.")
    action: str = column(planned.c.action, "What will be done.")
    due_on: date = column(planned.c.due_on, "The day by which it will be done.")
    planned_at: datetime = column(
        planned.c.planned_at, "When it was planned. The plan was late if that is after the letter's planDueOn."
    )
    done_on: date | None = column(planned.c.done_on, "The day on which it was done; null if it has not been.")
    withheld: list[Withheld] = withheld()


PublishedInspectionConnection = connection_of("PublishedInspection", __name__)
PublishedFindingConnection = connection_of("PublishedFinding", __name__)
AreaActionConnection = connection_of("AreaAction", __name__)
