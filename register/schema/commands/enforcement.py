"""Commands by which homes are held to the law: conditions, notices, inspections."""

from datetime import date

import strawberry

from register.catalogue import Argument
from register.schema.building.command import DETAIL, STATUS, on_home
from register.schema.building.input_parts import CONDITION_CHANGES
from register.schema.building.words import InspectionKind, Judgement, NoticeKind

NUMBER = Argument(str, "Ofsted's event number: at most twenty digits or capitals.")
JUDGEMENTS = {
    "overallExperiencesAndProgress": Argument(Judgement | None, "The overall judgement."),
    "helpedAndProtected": Argument(
        Judgement | None, "How well children are helped and protected; inadequate makes the whole inadequate."
    ),
    "leadersAndManagers": Argument(
        Judgement | None, "Leaders and managers; inadequate caps the whole at requires improvement."
    ),
    "educationAndLearning": Argument(Judgement | None, "Outcomes in education and learning; secure homes alone."),
    "health": Argument(Judgement | None, "Health services; secure homes alone."),
}

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
    kind=Argument(NoticeKind, "What kind of step it is."),
    servedOn=Argument(date, "The day on which it is served."),
    effectiveFrom=Argument(date | None, "The day from which it has effect; that of service, where it is left out."),
    endsOn=Argument(date | None, "The day on which it ends by itself, where it does."),
    reasons=Argument(str, "The reasons that it gives."),
    appealStatus=Argument(str | None, "How an appeal stands, in words, where there is a right of appeal."),
)
LIFT_NOTICE = on_home(
    "liftNotice",
    "Lift a notice. A suspension is lifted by liftSuspension.",
    STATUS,
    notice=Argument(strawberry.ID, "The key of the notice."),
    liftedOn=Argument(date, "The day on which it is lifted."),
)
RECORD_INSPECTION = on_home(
    "recordInspection",
    "Record an inspection of a home. What it judged is read by everyone as soon as it is recorded: judgements that "
    "are not public yet are given with publishInspection.",
    number=NUMBER,
    kind=Argument(InspectionKind, "What kind of visit it was."),
    startedOn=Argument(date, "The first day of the visit."),
    endedOn=Argument(date | None, "The last day of the visit."),
    **JUDGEMENTS,
)
PUBLISH_INSPECTION = on_home(
    "publishInspection",
    "Record that the report of an inspection has been published, with its judgements: those that are left out stay "
    "as they were recorded.",
    number=NUMBER,
    publishedOn=Argument(date, "The day on which the report was published."),
    **JUDGEMENTS,
)
