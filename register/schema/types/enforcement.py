"""Conditions of registration and notices of enforcement."""

from datetime import date

import strawberry

from register.catalogue import Beside, column, entity, withheld
from register.schema.building.words import ConditionChange, ConditionKind, NoticeKind, Withheld
from register.tables import condition, condition_detail, notice, notice_detail


@entity(
    condition,
    audited=condition.c.id,
    order=(("effectiveFrom", True), ("id", False)),
    beside=(Beside(condition_detail, condition_detail.c.condition_id),),
)
class Condition:
    """A condition of a home's registration."""

    id: strawberry.ID = column(condition.c.id, "The register's own opaque key.")
    kind: ConditionKind | None = column(condition.c.kind, "What it limits.")
    change: ConditionChange | None = column(condition.c.change, "How it came to stand as it does.")
    effective_from: date | None = column(condition.c.effective_from, "The day from which it holds.")
    ended_on: date | None = column(condition.c.ended_on, "The day on which it ended; null while it holds.")
    wording: str | None = column(condition_detail.c.wording, "What it says.")
    withheld: list[Withheld] = withheld()


@entity(
    notice,
    audited=notice.c.id,
    order=(("servedOn", True), ("id", False)),
    beside=(Beside(notice_detail, notice_detail.c.notice_id),),
)
class Notice:
    """A step of enforcement against a home under the Care Standards Act 2000."""

    id: strawberry.ID = column(notice.c.id, "The register's own opaque key.")
    kind: NoticeKind | None = column(notice.c.kind, "What kind of step it is.")
    served_on: date | None = column(notice.c.served_on, "The day on which it was served.")
    effective_from: date | None = column(notice.c.effective_from, "The day from which it has effect.")
    ends_on: date | None = column(notice.c.ends_on, "The day on which it ends by itself, where it does.")
    lifted_on: date | None = column(notice.c.lifted_on, "The day on which it was lifted; null while it stands.")
    reasons: str | None = column(notice_detail.c.reasons, "The reasons that were given.")
    appeal_status: str | None = column(notice_detail.c.appeal_status, "Where an appeal stands, in words.")
    withheld: list[Withheld] = withheld()
