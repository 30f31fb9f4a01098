"""Commands by which a registration is granted, refused, suspended and cancelled, and the home opens."""

from datetime import date

from register.catalogue import Argument
from register.schema.building.command import DETAIL, LOCATION, STATUS, on_home
from register.schema.building.facts import fact, facts
from register.schema.types.home import Home
from register.schema.types.notice import Notice
from register.vocabulary import CancellationWay

APPEAL = "The state of any appeal. Required, because there is a right of appeal."
GRANT_APPLICATION = on_home(
    "grantApplication",
    "Grant a home's application for registration.",
    registeredOn=fact(Home, "registeredOn", required=True),
)
REFUSE_APPLICATION = on_home("refuseApplication", "Refuse a home's application for registration.", LOCATION)
SUSPEND_REGISTRATION = on_home(
    "suspendRegistration",
    "Suspend a registration (Care Standards Act 2000, section 14A). This also serves the notice. A home that was open "
    "is temporarily closed from then on.",
    LOCATION,
    STATUS,
    DETAIL,
    suspendedOn=fact(Notice, "servedOn", "The date the notice is served.", required=True),
    endsOn=fact(Notice, "endsOn", "The last day of the suspension, if it has one."),
    reasons=fact(Notice, "reasons", "The reasons stated in the notice.", required=True),
    appealStatus=fact(Notice, "appealStatus", APPEAL, required=True),
    appealNote=fact(Notice, "appealNote"),
)
LIFT_SUSPENSION = on_home(
    "liftSuspension",
    "Lift a suspension and its notice. A home that the suspension closed is open again, without children; one that was "
    "temporarily closed before it stays so.",
    LOCATION,
    STATUS,
    liftedOn=fact(Notice, "liftedOn", "The date it is lifted.", required=True),
)
CANCEL_REGISTRATION = on_home(
    "cancelRegistration",
    "Cancel a registration: on the provider's application, by Ofsted (section 14 of the Care Standards "
    "Act 2000) or by a court (section 20A). If by a court, this also serves the notice of urgent cancellation. "
    "The home then has no operational status.",
    LOCATION,
    STATUS,
    DETAIL,
    way=Argument(CancellationWay, "Who ends the registration."),
    ceasedOn=fact(Home, "ceasedOn", "The last day of the registration.", required=True),
    reasons=fact(Notice, "reasons", "If by a court: the reasons stated in the notice."),
    appealStatus=fact(Notice, "appealStatus", f"By a court: {APPEAL[0].lower()}{APPEAL[1:]}"),
    appealNote=fact(Notice, "appealNote", "If by a court: what else is known of the appeal."),
)
RECORD_FIRST_ACCOMMODATION = on_home(
    "recordFirstAccommodation",
    "Record that the first child has moved in, and so that the home is open. Not allowed while a "
    "notice restricts accommodation.",
    LOCATION,
    firstAccommodatedOn=fact(Home, "firstAccommodatedOn", required=True),
)
CHANGE_HOME = on_home(
    "changeHome",
    "Record that a home has another name, or operates in another way, from a day: validOn shows what it was before. "
    "To correct a mistake, use correctHome; for the first child, recordFirstAccommodation.",
    LOCATION,
    changedOn=Argument(date, "The date of the change."),
    **facts(Home, "name", "operationalStatus"),
)
CORRECT_REGISTRATION = on_home(
    "correctRegistration",
    "Correct a registration that was ended, granted, refused or suspended by mistake: enter the status that it has. A "
    "registration that has not ended has no last day, and an application no first day. A home that passed to another "
    "provider keeps its status.",
    LOCATION,
    status=fact(Home, "registrationStatus", "The registration's correct status.", required=True),
    ceasedOn=fact(
        Home, "ceasedOn", "The last day of the registration, if it has ended. Leave it out to keep the one recorded."
    ),
)
