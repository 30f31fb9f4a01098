"""Commands on the notices that are served on a home."""

import strawberry

from register.catalogue import Argument
from register.schema.building.command import DETAIL, LOCATION, STATUS, on_home
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
    appealStatus=fact(Notice, "appealStatus", "The state of any appeal. Needed if there is a right of appeal."),
    appealNote=fact(Notice, "appealNote"),
)
LIFT_NOTICE = on_home(
    "liftNotice",
    "Lift a notice. To lift a suspension, use liftSuspension.",
    STATUS,
    notice=Argument(strawberry.ID, "The id of the notice."),
    liftedOn=fact(Notice, "liftedOn", "The date it is lifted.", required=True),
)
CORRECT_NOTICE = on_home(
    "correctNotice",
    "Correct a mistake in a notice's record, or enter the state of an appeal. Leave a field out to keep it; send null "
    "if there is no such value. The earlier record stays in the history.",
    LOCATION,
    STATUS,
    DETAIL,
    notice=Argument(strawberry.ID, "The id of the notice."),
    **facts(Notice, "kind", "servedOn", "effectiveFrom", "endsOn", "liftedOn", "reasons"),
    **facts(Notice, "appealStatus", "appealNote"),
)
WITHDRAW_NOTICE = on_home(
    "withdrawNotice",
    "Withdraw a notice that was recorded by mistake. It is no longer shown; the history keeps it. If the registration "
    "was suspended or cancelled with it, correct the registration first.",
    LOCATION,
    STATUS,
    DETAIL,
    notice=Argument(strawberry.ID, "The id of the notice."),
)
