"""Every command that the register takes, on one page. Each is nullable, so that a refusal is an answer."""

from typing import Any

import strawberry

from register.schema.building.command import WHY, Offer
from register.schema.building.command_types import ITEMS, ItemOutcome, one_of
from register.schema.building.words import Argument, listed
from register.schema.commands import access_grant as access
from register.schema.commands import enforcement, home, registration
from register.schema.commands import upload as files
from register.schema.types.home import Home

# The commands by which Ofsted keeps the register; any of them may be part of a batch.
KEEPING: tuple[Offer, ...] = (
    registration.REGISTER_HOME,
    registration.RECEIVE_APPLICATION,
    registration.GRANT_APPLICATION,
    registration.REFUSE_APPLICATION,
    registration.SUSPEND_REGISTRATION,
    registration.LIFT_SUSPENSION,
    registration.CANCEL_REGISTRATION,
    registration.CHANGE_PROVIDER,
    registration.REGISTER_PROVIDER,
    home.CORRECT_HOME,
    home.CHANGE_PREMISES,
    home.CHANGE_MANAGER,
    home.CHANGE_RESPONSIBLE_INDIVIDUAL,
    home.RECORD_FIRST_ACCOMMODATION,
    home.MERGE_DUPLICATE_HOMES,
    home.UNDO_MERGE,
    enforcement.VARY_CONDITIONS,
    enforcement.SERVE_NOTICE,
    enforcement.LIFT_NOTICE,
    enforcement.RECORD_INSPECTION,
    enforcement.PUBLISH_INSPECTION,
)
ITEM = one_of("ChangeItem", __name__, "One command of a batch.", **{offer.name: offer.item() for offer in KEEPING})
APPLY_CHANGES = Offer(
    "applyChanges",
    "Carry out several commands one after the other, all of them or none. A home's version is raised by each: the "
    "second command on a home expects the version that the first one leaves.",
    Home,
    None,
    "urn",
    frozenset[Any]().union(*(offer.changes for offer in KEEPING)),
    {"items": Argument(listed(ITEM), "The commands in their order, 1 to 100."), "reason": WHY},
    ("items", listed(ItemOutcome), ITEMS),
)
OFFERS: tuple[Offer, ...] = (
    access.OPEN_HOME,
    access.REQUEST_ADMINISTRATION,
    access.APPROVE_ADMINISTRATION,
    access.GIVE_INSPECTION_ACCESS,
    access.END_ACCESS,
    *KEEPING,
    APPLY_CHANGES,
    files.IMPORT_HOMES,
)


def _mutation() -> Any:
    body: dict[str, Any] = {"__module__": __name__, "__annotations__": {}}
    for offer in OFFERS:
        body["__annotations__"][offer.name], body[offer.name] = offer.published()
    about = "Every command that the register takes. One request carries one command."
    return strawberry.type(type("Mutation", (), body), description=about)


Mutation = _mutation()
