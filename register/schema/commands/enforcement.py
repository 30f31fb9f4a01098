"""Commands by which homes are held to the law: conditions, notices, inspections."""

import strawberry

from register.catalogue import Argument
from register.schema.building.command import DETAIL, STATUS, on_home
from register.schema.building.facts import fact, facts
from register.schema.building.input_parts import CONDITION_CHANGES
from register.schema.types.inspection import Inspection
from register.schema.types.notice import Notice

NUMBER = fact(Inspection, "number", "Ofsted's event number: 1 to 20 digits or capital letters.", required=True)
JUDGEMENTS = facts(
    Inspection,
    "overallExperiencesAndProgress",
    "helpedAndProtected",
    "leadersAndManagers",
    "educationAndLearning",
    "health",
)

VARY_CONDITIONS = on_home(
    "varyConditions",
    "Impose, vary and remove conditions of registration, in order.",
    STATUS,
    DETAIL,
    changes=Argument(CONDITION_CHANGES, "The changes to make, in order."),
)
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
RECORD_INSPECTION = on_home(
    "recordInspection",
    "Record an inspection of a home. Everyone can read the judgements as soon as they are recorded: "
    "if they are not public yet, leave them out and send them with publishInspection.",
    number=NUMBER,
    **facts(Inspection, "kind", "startedOn", required=True),
    endedOn=fact(Inspection, "endedOn"),
    **JUDGEMENTS,
)
PUBLISH_INSPECTION = on_home(
    "publishInspection",
    "Record that an inspection's report has been published, with its judgements. Leave a judgement "
    "out to keep it as recorded.",
    number=NUMBER,
    publishedOn=fact(Inspection, "publishedOn", required=True),
    **JUDGEMENTS,
)
