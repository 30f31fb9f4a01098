"""Conditions of registration."""

from datetime import date

import strawberry

from register.catalogue import Beside, column, entity, withheld
from register.schema.building.withheld import Withheld
from register.tables import condition, condition_detail
from register.vocabulary import ConditionChange, ConditionKind


@entity(
    condition,
    audited=condition.c.id,
    order=(("effectiveFrom", True), ("id", False)),
    beside=(Beside(condition_detail, condition_detail.c.condition_id),),
)
class Condition:
    """A condition of a home's registration."""

    id: strawberry.ID = column(condition.c.id, "The register's own identifier. It never changes and has no meaning.")
    kind: ConditionKind | None = column(condition.c.kind, "What the condition limits.")
    change: ConditionChange | None = column(condition.c.change, "The change: imposed, varied or removed.")
    effective_from: date | None = column(condition.c.effective_from, "The date the condition takes effect.")
    ended_on: date | None = column(condition.c.ended_on, "The date the condition ended; null while it is in force.")
    places: int | None = column(
        condition.c.places, "The most children, of a condition that limits places; null if not known."
    )
    wording: str | None = column(condition_detail.c.wording, "The condition's text.")
    withheld: list[Withheld] = withheld()
