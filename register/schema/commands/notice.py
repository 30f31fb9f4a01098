"""Commands on the notices that are served on a home."""

import strawberry

from register.catalogue import Argument
from register.schema.building.command import DETAIL, STATUS, on_home
from register.schema.building.facts import fact, facts
from register.schema.types.notice import Notice

SERVE_NOTICE = on_home(
    "serveNotice",
    "Serve a notice on a home. To suspend or cancel, use suspendRegistration or cancelRegistration, "
    "which serve the notice.",
    STATUS,
    DETAIL,
    **facts(Notice, "kind", "servedOn", required=True),
    effectiveFrom=fact(
        Notice,
        "effectiveFrom",
        "The date the notice takes effect. If you leave it out, it is the date the notice is served.",
    ),
    endsOn=fact(Notice, "endsOn"),
    reasons=fact(Notice, "reasons", required=True),
    appealStatus=fact(
        Notice, "appealStatus", "The state of any appeal, in words. Needed if there is a right of appeal."
    ),
)
LIFT_NOTICE = on_home(
    "liftNotice",
    "Lift a notice. To lift a suspension, use liftSuspension.",
    STATUS,
    notice=Argument(strawberry.ID, "The id of the notice."),
    liftedOn=fact(Notice, "liftedOn", "The date it is lifted.", required=True),
)
