"""Providers: who runs homes."""

from typing import Annotated

import strawberry

from register.catalogue import Beside, Relation, column, entity, relation, withheld
from register.schema.building.arguments import AFTER, STATUS, first, takes
from register.schema.building.connections import connection_of
from register.schema.building.withheld import Withheld
from register.tables import home, provider, provider_contact
from register.vocabulary import LegalForm, Sector


@entity(
    provider,
    audited=provider.c.reference,
    order=(("reference", False),),
    beside=(Beside(provider_contact, provider_contact.c.provider_id),),
)
class Provider:
    """A person or organisation registered to run children's homes."""

    id: strawberry.ID = column(provider.c.id, "The register's own identifier. It never changes and has no meaning.")
    reference: str = column(provider.c.reference, "The provider's reference on the register.")
    version: int = column(provider.c.version, "The record's version number. It goes up by one with each change.")
    name: str | None = column(
        provider.c.name, "The organisation's name; null for an individual, whose name is personal data."
    )
    legal_form: LegalForm | None = column(provider.c.legal_form, "The kind of person or organisation.")
    sector: Sector | None = column(provider.c.sector, "The provider's sector.")
    company_number: str | None = column(provider.c.company_number, "The Companies House number: eight characters.")
    individual_name: str | None = column(
        provider_contact.c.individual_name, "The name of a provider who is an individual."
    )
    address: str | None = column(provider_contact.c.address, "The provider's own address, not that of a home.")
    homes: Annotated["HomeConnection", strawberry.lazy("register.schema.types.home")] | None = relation(  # type: ignore[name-defined]  # noqa: F821
        Relation("", "Home", provider.c.id, home.c.provider_id, many=True, matchable=False),
        "The homes the provider runs: registered and suspended ones, unless you ask for others.",
        takes(first=first(10), after=AFTER, status=STATUS),
    )
    withheld: list[Withheld] = withheld()


ProviderConnection = connection_of("Provider", __name__)
