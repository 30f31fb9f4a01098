"""Notices and other steps of enforcement."""

from datetime import date

import strawberry

from register.catalogue import Beside, column, entity, withheld
from register.schema.building.withheld import Withheld
from register.tables import notice, notice_detail
from register.vocabulary import AppealStatus, NoticeKind


@entity(
    notice,
    audited=notice.c.id,
    order=(("servedOn", True), ("id", False)),
    beside=(Beside(notice_detail, notice_detail.c.notice_id),),
)
class Notice:
    """A step of enforcement against a home under the Care Standards Act 2000."""

    id: strawberry.ID = column(notice.c.id, "The register's own identifier. It never changes and has no meaning.")
    kind: NoticeKind | None = column(notice.c.kind, "The kind of notice or other step.")
    served_on: date | None = column(notice.c.served_on, "The date the notice was served.")
    effective_from: date | None = column(notice.c.effective_from, "The date the notice takes effect.")
    ends_on: date | None = column(
        notice.c.ends_on, "The date the notice ends without further action; null if it does not."
    )
    lifted_on: date | None = column(notice.c.lifted_on, "The date the notice was lifted; null if it has not been.")
    reasons: str | None = column(notice_detail.c.reasons, "The reasons stated in the notice.")
    appeal_status: AppealStatus | None = column(
        notice_detail.c.appeal, "The state of any appeal; null if it is known in words only, or not known."
    )
    appeal_note: str | None = column(
        notice_detail.c.appeal_status, "What else is known of the appeal, such as the tribunal's number for it."
    )
    withheld: list[Withheld] = withheld()
