"""Commands on a registration as a whole: how it begins, pauses, passes on and ends; and on those who hold it."""

from dataclasses import replace
from datetime import date

from register.catalogue import Argument, Command
from register.schema.building.command import DETAIL, LOCATION, PEOPLE, PUBLIC, STATUS, WHY, new_home, on_home
from register.schema.building.input_parts import PREMISES
from register.schema.building.words import CancellationWay, HomeKind, LegalForm, Need, Sector, SexAdmitted, Urn, listed
from register.schema.types.provider import Provider

APPEAL = "How an appeal stands, in words: the right of appeal must be stated."
NEW_HOME = {
    "urn": Argument(Urn, "The reference number that it is given: SC and six digits, or seven digits."),
    "kind": Argument(HomeKind, "What kind of establishment it is."),
    "sector": Argument(Sector, "Who runs it."),
    "places": Argument(int, "The most children that it may care for."),
    "shortBreaksOnly": Argument(bool, "Whether it offers short breaks alone.", False),
    "providerReference": Argument(str, "The reference of the provider, which the register holds already."),
    "name": Argument(str, "The home's name."),
    "ageMin": Argument(int | None, "The youngest age admitted, in years."),
    "ageMax": Argument(int | None, "The oldest age admitted, in years."),
    "sexAdmitted": Argument(SexAdmitted | None, "Which children it admits."),
    "needs": Argument(listed(Need), "The kinds of need that it cares for, one at least."),
    "secureApproved": Argument(bool | None, "Whether it is approved under Children Act 1989 s.25."),
    "securePlaces": Argument(int | None, "Places approved under s.25."),
    "contactTelephone": Argument(str | None, "The number that is answered at any hour, in E.164 form."),
    "premises": Argument(PREMISES, "Every building that the registration spans; exactly one of them is the main one."),
    "registeredManager": Argument(str | None, "The registered manager's name; without it, the post is vacant."),
    "responsibleIndividual": Argument(
        str | None, "The name of who answers for the home, where its provider is an organisation."
    ),
}

REGISTER_HOME = new_home(
    "registerHome",
    "Register a home that the register does not hold yet. It has yet to accommodate its first child.",
    PUBLIC,
    LOCATION,
    PEOPLE,
    **NEW_HOME,
    registeredOn=Argument(date, "The day on which it is registered."),
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
    registeredOn=Argument(date, "The day on which it is registered."),
)
REFUSE_APPLICATION = on_home("refuseApplication", "Refuse to register a home that applied for it.")
SUSPEND_REGISTRATION = on_home(
    "suspendRegistration",
    "Suspend a registration (section 14A): its notice is served with it.",
    STATUS,
    DETAIL,
    suspendedOn=Argument(date, "The day on which the notice is served."),
    endsOn=Argument(date | None, "The last day of the suspension, where it has one."),
    reasons=Argument(str, "The reasons that the notice gives."),
    appealStatus=Argument(str, APPEAL),
)
LIFT_SUSPENSION = on_home(
    "liftSuspension",
    "Lift a suspension, with its notice.",
    STATUS,
    liftedOn=Argument(date, "The day on which it is lifted."),
)
CANCEL_REGISTRATION = on_home(
    "cancelRegistration",
    "End a registration: by the provider's application, by Ofsted (section 14) or by a court (section 20A). Of the "
    "last, the notice of urgent cancellation is served with it.",
    STATUS,
    DETAIL,
    way=Argument(CancellationWay, "Who ends it."),
    ceasedOn=Argument(date, "The last day of the registration."),
    reasons=Argument(str | None, "By a court: the reasons that the notice gives."),
    appealStatus=Argument(str | None, f"By a court: {APPEAL[0].lower()}{APPEAL[1:]}"),
)
CHANGE_PROVIDER = replace(
    on_home(
        "changeProvider",
        "Pass a home on to another provider: it is registered anew under a number of its own, which names the old "
        "one. The old registration lapses and is kept. Its people, name, facts and premises go with the home; its "
        "conditions and notices do not.",
        LOCATION,
        PEOPLE,
        newUrn=Argument(Urn, "The reference number of the new registration."),
        providerReference=Argument(str, "The reference of the new provider, which the register holds already."),
        sector=Argument(Sector | None, "Who runs it from then; as before, where it is left out."),
        changedOn=Argument(date, "The day on which the old registration ends and the new one begins."),
        responsibleIndividual=Argument(
            str | None, "The name of who answers for the home, where its new provider is an organisation."
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
        "reference": Argument(str, "The reference that it is given, 1 to 60 characters."),
        "legalForm": Argument(LegalForm, "What kind of person or body it is."),
        "name": Argument(str | None, "The organisation's name; not for an individual, whose name is personal."),
        "sector": Argument(Sector | None, "The sector that it belongs to."),
        "companyNumber": Argument(str | None, "A company's number at Companies House, eight characters."),
        "parentReference": Argument(str | None, "The reference of the undertaking that it belongs to."),
        "individualName": Argument(str | None, "The name of a provider who is a person."),
        "address": Argument(str | None, "The provider's own address, not that of a home."),
        "postcode": Argument(str | None, "The postcode of that address."),
        "reason": WHY,
    },
    named_by="reference",
    batchable=True,
)
