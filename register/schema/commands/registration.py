"""Commands on a registration as a whole: how it begins, pauses, passes on and ends; and on those who hold it."""

from dataclasses import replace
from datetime import date

from register.catalogue import Argument, Command
from register.schema.building.command import DETAIL, LOCATION, PEOPLE, PUBLIC, STATUS, WHY, new_home, on_home
from register.schema.building.facts import fact, facts
from register.schema.building.input_parts import PREMISES
from register.schema.building.words import CancellationWay
from register.schema.types.enforcement import Notice
from register.schema.types.home import Home
from register.schema.types.person import Person
from register.schema.types.provider import Provider
from register.tables import provider
from register.tables.texts import longest_of

REFERENCE = f"1 to {longest_of(provider.c.reference)} characters"
APPEAL = "How an appeal stands, in words: the right of appeal must be stated."
NEW_HOME = {
    "urn": fact(
        Home, "urn", "The reference number that it is given: SC and six digits, or seven digits.", required=True
    ),
    **facts(Home, "kind", "sector", "places", required=True),
    "shortBreaksOnly": fact(Home, "shortBreaksOnly", default=False),
    "providerReference": Argument(str, "The reference of the provider, which the register holds already."),
    "name": fact(Home, "name", "The home's name.", required=True),
    **facts(Home, "ageMin", "ageMax", "sexAdmitted"),
    "needs": fact(Home, "needs", "The kinds of need that it cares for, one at least.", required=True),
    **facts(Home, "secureApproved", "securePlaces", "contactTelephone"),
    "premises": Argument(PREMISES, "Every building that the registration spans; exactly one of them is the main one."),
    "registeredManager": fact(Person, "name", "The registered manager's name; without it, the post is vacant."),
    "responsibleIndividual": fact(
        Person, "name", "The name of who answers for the home, where its provider is an organisation."
    ),
}

REGISTER_HOME = new_home(
    "registerHome",
    "Register a home that the register does not hold yet. It has yet to accommodate its first child.",
    PUBLIC,
    LOCATION,
    PEOPLE,
    **NEW_HOME,
    registeredOn=fact(Home, "registeredOn", required=True),
)
RECEIVE_APPLICATION = new_home(
    "receiveApplication",
    "Enter a home whose registration is applied for.",
    PUBLIC,
    LOCATION,
    PEOPLE,
    **NEW_HOME,
)
GRANT_APPLICATION = on_home(
    "grantApplication",
    "Register a home that applied for it.",
    registeredOn=fact(Home, "registeredOn", required=True),
)
REFUSE_APPLICATION = on_home("refuseApplication", "Refuse to register a home that applied for it.")
SUSPEND_REGISTRATION = on_home(
    "suspendRegistration",
    "Suspend a registration (section 14A): its notice is served with it.",
    STATUS,
    DETAIL,
    suspendedOn=fact(Notice, "servedOn", "The day on which the notice is served.", required=True),
    endsOn=fact(Notice, "endsOn", "The last day of the suspension, where it has one."),
    reasons=fact(Notice, "reasons", "The reasons that the notice gives.", required=True),
    appealStatus=fact(Notice, "appealStatus", APPEAL, required=True),
)
LIFT_SUSPENSION = on_home(
    "liftSuspension",
    "Lift a suspension, with its notice.",
    STATUS,
    liftedOn=fact(Notice, "liftedOn", "The day on which it is lifted.", required=True),
)
CANCEL_REGISTRATION = on_home(
    "cancelRegistration",
    "End a registration: by the provider's application, by Ofsted (section 14) or by a court (section 20A). Of the "
    "last, the notice of urgent cancellation is served with it.",
    STATUS,
    DETAIL,
    way=Argument(CancellationWay, "Who ends it."),
    ceasedOn=fact(Home, "ceasedOn", "The last day of the registration.", required=True),
    reasons=fact(Notice, "reasons", "By a court: the reasons that the notice gives."),
    appealStatus=fact(Notice, "appealStatus", f"By a court: {APPEAL[0].lower()}{APPEAL[1:]}"),
)
CHANGE_PROVIDER = replace(
    on_home(
        "changeProvider",
        "Pass a home on to another provider: it is registered anew under a number of its own, which names the old "
        "one. The old registration lapses and is kept. Its people, name, facts and premises go with the home; its "
        "conditions and notices do not.",
        LOCATION,
        PEOPLE,
        newUrn=fact(Home, "urn", "The reference number of the new registration.", required=True),
        providerReference=Argument(str, "The reference of the new provider, which the register holds already."),
        sector=fact(Home, "sector", "Who runs it from then; as before, where it is left out."),
        changedOn=Argument(date, "The day on which the old registration ends and the new one begins."),
        responsibleIndividual=fact(
            Person, "name", "The name of who answers for the home, where its new provider is an organisation."
        ),
    ),
    named_by="newUrn",
)
REGISTER_PROVIDER = Command(
    name="registerProvider",
    about="Enter a person or body that runs homes.",
    entity=Provider,
    shown="provider",
    key="reference",
    changes=frozenset({PUBLIC, PEOPLE}),
    input={
        "reference": fact(Provider, "reference", f"The reference that it is given, {REFERENCE}.", required=True),
        "legalForm": fact(Provider, "legalForm", required=True),
        "name": fact(Provider, "name", "The organisation's name; not for an individual, whose name is personal data."),
        **facts(Provider, "sector", "companyNumber"),
        "parentReference": Argument(str | None, "The reference of the undertaking that it belongs to."),
        **facts(Provider, "individualName", "address"),
        "postcode": Argument(str | None, "The postcode of that address."),
        "reason": WHY,
    },
    named_by="reference",
    batchable=True,
)
