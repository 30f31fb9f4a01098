"""Commands by which homes are held to the law: conditions, notices, inspections."""

import strawberry

from register.catalogue import Argument
from register.schema.building.command import DETAIL, STATUS, on_home
from register.schema.building.facts import fact, facts
from register.schema.building.input_parts import CONDITION_CHANGES
from register.schema.types.enforcement import Notice
from register.schema.types.inspection import Inspection

NUMBER = fact(Inspection, "number", "Ofsted's event number: at most twenty digits or capitals.", required=True)
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
    "Impose, vary and remove conditions of registration, one after the other.",
    STATUS,
    DETAIL,
    changes=Argument(CONDITION_CHANGES, "What is done, in its order."),
)
SERVE_NOTICE = on_home(
    "serveNotice",
    "Serve a notice on a home. What suspends or cancels is served by suspending or cancelling.",
    STATUS,
    DETAIL,
    **facts(Notice, "kind", "servedOn", required=True),
    effectiveFrom=fact(
        Notice, "effectiveFrom", "The day from which it has effect; that of service, where it is left out."
    ),
    endsOn=fact(Notice, "endsOn"),
    reasons=fact(Notice, "reasons", required=True),
    appealStatus=fact(Notice, "appealStatus", "How an appeal stands, in words, where there is a right of appeal."),
)
LIFT_NOTICE = on_home(
    "liftNotice",
    "Lift a notice. A suspension is lifted by liftSuspension.",
    STATUS,
    notice=Argument(strawberry.ID, "The key of the notice."),
    liftedOn=fact(Notice, "liftedOn", "The day on which it is lifted.", required=True),
)
RECORD_INSPECTION = on_home(
    "recordInspection",
    "Record an inspection of a home. What it judged is read by everyone as soon as it is recorded: judgements that "
    "are not public yet are given with publishInspection.",
    number=NUMBER,
    **facts(Inspection, "kind", "startedOn", required=True),
    endedOn=fact(Inspection, "endedOn"),
    **JUDGEMENTS,
)
PUBLISH_INSPECTION = on_home(
    "publishInspection",
    "Record that the report of an inspection has been published, with its judgements: those that are left out stay "
    "as they were recorded.",
    number=NUMBER,
    publishedOn=fact(Inspection, "publishedOn", required=True),
    **JUDGEMENTS,
)
