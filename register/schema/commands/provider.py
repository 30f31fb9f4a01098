"""Commands on providers: how one is added, and how a home passes to another."""

from dataclasses import replace
from datetime import date

from register.catalogue import Argument, Command
from register.schema.building.command import LOCATION, PEOPLE, PUBLIC, WHY, on_home
from register.schema.building.facts import fact, facts
from register.schema.types.home import Home
from register.schema.types.person import Person
from register.schema.types.provider import Provider
from register.tables import provider
from register.tables.texts import longest_of

REFERENCE = f"1 to {longest_of(provider.c.reference)} characters"
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
