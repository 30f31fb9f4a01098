"""Assessments of the risk to a missing child."""

from datetime import datetime

import strawberry

from register.catalogue import column, entity
from register.tables import risk_assessment
from register.vocabulary import RiskLevel, RiskScheme


@entity(risk_assessment, audited=risk_assessment.c.id, order=(("assessedAt", True), ("id", False)))
class RiskAssessment:
    """How the police assessed the risk to a missing child at one time."""

    id: strawberry.ID = column(
        risk_assessment.c.id, "The register's own identifier. It never changes and has no meaning."
    )
    scheme: RiskScheme | None = column(risk_assessment.c.scheme, "The version of the scale that level is of.")
    level: RiskLevel | None = column(risk_assessment.c.level, "How great the risk is.")
    assessed_at: datetime | None = column(risk_assessment.c.assessed_at, "When the risk was assessed.")
    review_due_at: datetime | None = column(
        risk_assessment.c.review_due_at, "When the assessment is to be reviewed; null if no time was set."
    )
