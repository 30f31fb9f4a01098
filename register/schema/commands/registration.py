"""Commands on a registration as a whole: how it begins, pauses, passes on and ends; and on those who hold it."""

from dataclasses import replace
from datetime import date

from register.catalogue import Argument, Command
from register.schema.building.command import DETAIL, LOCATION, PEOPLE, PUBLIC, STATUS, WHY, new_home, on_home
from register.schema.building.facts import fact, facts
from register.schema.building.input_parts import PREMISES
from register.schema.building.words import CancellationWay
from register.schema.types.home import Home
from register.schema.types.notice import Notice
from register.schema.types.person import Person
from register.schema.types.provider import Provider
from register.tables import provider
from register.tables.texts import longest_of

REFERENCE = f"1 to {longest_of(provider.c.reference)} characters"
APPEAL = "The state of any appeal, in words. Required, because there is a right of appeal."
NEW_HOME = {
    "urn": fact(Home, "urn", "The home's new URN: SC and six digits, or seven digits.", required=True),
    **facts(Home, "kind", "sector", "places", required=True),
    "shortBreaksOnly": fact(Home, "shortBreaksOnly", default=False),
    "providerReference": Argument(str, "The reference of the provider, which must already be on the register."),
    "name": fact(Home, "name", "The home's name.", required=True),
    **facts(Home, "ageMin", "ageMax", "sexAdmitted"),
    "needs": fact(Home, "needs", "The kinds of need the home is registered to care for; at least one.", required=True),
    **facts(Home, "secureApproved", "securePlaces", "contactTelephone"),
    "premises": Argument(PREMISES, "Every building of the home. Exactly one must be the main premises."),
    "registeredManager": fact(
        Person, "name", "The registered manager's name. If you leave it out, the post is vacant."
    ),
    "responsibleIndividual": fact(
        Person, "name", "The responsible individual's name. Needed if the provider is an organisation."
    ),
}

REGISTER_HOME = new_home(
    "registerHome",
    "Register a home that is not on the register yet. It starts as not yet accommodating children.",
    PUBLIC,
    LOCATION,
    PEOPLE,
    **NEW_HOME,
    registeredOn=fact(Home, "registeredOn", required=True),
)
RECEIVE_APPLICATION = new_home(
    "receiveApplication",
    "Record an application to register a home.",
    PUBLIC,
    LOCATION,
    PEOPLE,
    **NEW_HOME,
)
GRANT_APPLICATION = on_home(
    "grantApplication",
    "Grant a home's application for registration.",
    registeredOn=fact(Home, "registeredOn", required=True),
)
REFUSE_APPLICATION = on_home("refuseApplication", "Refuse a home's application for registration.")
SUSPEND_REGISTRATION = on_home(
    "suspendRegistration",
    "Suspend a registration (Care Standards Act 2000, section 14A). This also serves the notice.",
    STATUS,
    DETAIL,
    suspendedOn=fact(Notice, "servedOn", "The date the notice is served.", required=True),
    endsOn=fact(Notice, "endsOn", "The last day of the suspension, if it has one."),
    reasons=fact(Notice, "reasons", "The reasons stated in the notice.", required=True),
    appealStatus=fact(Notice, "appealStatus", APPEAL, required=True),
)
LIFT_SUSPENSION = on_home(
    "liftSuspension",
    "Lift a suspension and its notice.",
    STATUS,
    liftedOn=fact(Notice, "liftedOn", "The date it is lifted.", required=True),
)
CANCEL_REGISTRATION = on_home(
    "cancelRegistration",
    "Cancel a registration: on the provider's application, by Ofsted (section 14 of the Care Standards "
    "Act 2000) or by a court (section 20A). If by a court, this also serves the notice of urgent cancellation.",
    STATUS,
    DETAIL,
    way=Argument(CancellationWay, "Who ends the registration."),
    ceasedOn=fact(Home, "ceasedOn", "The last day of the registration.", required=True),
    reasons=fact(Notice, "reasons", "If by a court: the reasons stated in the notice."),
    appealStatus=fact(Notice, "appealStatus", f"By a court: {APPEAL[0].lower()}{APPEAL[1:]}"),
)
CHANGE_PROVIDER = replace(
    on_home(
        "changeProvider",
        "Move a home to another provider. The home is registered again with a new URN, which keeps the "
        "old URN as previousUrn. The old registration lapses and is kept. The home's people, name, facts "
        "and premises carry over; its conditions and notices do not.",
        LOCATION,
        PEOPLE,
        newUrn=fact(Home, "urn", "The URN of the new registration.", required=True),
        providerReference=Argument(str, "The reference of the new provider, which must already be on the register."),
        sector=fact(Home, "sector", "The sector that runs the home from then. If you leave it out, it stays the same."),
        changedOn=Argument(date, "The date the old registration ends and the new one begins."),
        responsibleIndividual=fact(
            Person, "name", "The responsible individual's name. Needed if the new provider is an organisation."
        ),
    ),
    named_by="newUrn",
)
REGISTER_PROVIDER = Command(
    name="registerProvider",
    about="Add a provider: a person or organisation that runs homes.",
    entity=Provider,
    shown="provider",
    key="reference",
    changes=frozenset({PUBLIC, PEOPLE}),
    input={
        "reference": fact(Provider, "reference", f"The provider's new reference: {REFERENCE}.", required=True),
        "legalForm": fact(Provider, "legalForm", required=True),
        "name": fact(Provider, "name", "The organisation's name; not for an individual, whose name is personal data."),
        **facts(Provider, "sector", "companyNumber"),
        "parentReference": Argument(str | None, "The reference of its parent undertaking."),
        **facts(Provider, "individualName", "address"),
        "postcode": Argument(str | None, "The postcode of that address."),
        "reason": WHY,
    },
    named_by="reference",
    batchable=True,
)
