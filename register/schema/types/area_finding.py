"""What inspectors write while they inspect an area: findings before their letter, and cohorts of children."""

from datetime import datetime

import strawberry

from register.catalogue import Relation, column, entity, relation, withheld
from register.schema.building.connections import connection_of
from register.schema.building.withheld import Withheld
from register.schema.types.area_inspection import OWN_KEY, AreaInspection
from register.tables import area_cohort, area_finding, area_inspection
from register.vocabulary import Agency, FindingKind, InspectedBody


@entity(area_finding, audited=area_finding.c.id, order=(("writtenAt", True), ("id", True)))
class AreaFinding:
    """What an inspectorate found in an area, before the letter is published. There is no grade."""

    id: strawberry.ID = column(area_finding.c.id, OWN_KEY)
    version: int = column(
        area_finding.c.version, "The record's version number. Commands on the finding send it as expectedVersion."
    )
    inspection_id: strawberry.ID = column(
        area_finding.c.inspection_id, "The register's own identifier of the inspection."
    )
    inspection: AreaInspection | None = relation(
        Relation("", "AreaInspection", area_finding.c.inspection_id, area_inspection.c.id), "The inspection."
    )
    authority_code: str = column(area_finding.c.authority_code, "The ONS code of the local authority.")
    kind: FindingKind = column(area_finding.c.kind, "What kind of finding it is.")
    body: InspectedBody = column(area_finding.c.body, "Which body of the area it is about.")
    is_about_missing: bool = column(
        area_finding.c.is_about_missing, "True if it is about children who go missing or are exploited."
    )
    narrative: str = column(area_finding.c.narrative, "What was found. It names no child.")
    agency: Agency = column(area_finding.c.agency, "The inspectorate that found it.")
    written_by: str = column(area_finding.c.written_by, "The inspector who wrote it.")
    written_at: datetime = column(area_finding.c.written_at, "When it was written.")
    agreed_by: str | None = column(
        area_finding.c.agreed_by, "The inspector of the lead who agreed on it; null if nobody has."
    )
    agreed_at: datetime | None = column(area_finding.c.agreed_at, "When the lead agreed on it: then the letter has it.")
    withheld: list[Withheld] = withheld()


@entity(area_cohort, audited=area_cohort.c.id, order=(("drawnAt", True), ("id", True)))
class AreaCohort:
    """Children of an area, drawn for inspectors to look at: the same seed draws the same children.

    They are drawn from those of the area who were missing in the 24 months before its picture was frozen, in the order
    of the SHA-256 of the seed, a colon and the child's identifier.
    """

    id: strawberry.ID = column(area_cohort.c.id, OWN_KEY)
    inspection_id: strawberry.ID = column(
        area_cohort.c.inspection_id, "The register's own identifier of the inspection."
    )
    authority_code: str = column(area_cohort.c.authority_code, "The ONS code of the local authority.")
    seed: str = column(area_cohort.c.seed, "What it was drawn with.")
    size: int = column(area_cohort.c.size, "How many children were asked for.")
    drawn_from: int = column(area_cohort.c.drawn_from, "How many children it was drawn from.")
    child_ids: list[str] = column(
        area_cohort.c.child_ids, "The register's identifiers of the children, in the order in which they were drawn."
    )
    drawn_by: str = column(area_cohort.c.drawn_by, "The inspector who drew it.")
    drawn_at: datetime = column(area_cohort.c.drawn_at, "When it was drawn.")
    withheld: list[Withheld] = withheld()


AreaFindingConnection = connection_of("AreaFinding", __name__)
AreaCohortConnection = connection_of("AreaCohort", __name__)
