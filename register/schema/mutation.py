"""Every command, on one page. Each is nullable, so that a refusal is an answer."""

import strawberry

from register.catalogue import Argument, Command
from register.open_types import MadeType
from register.schema.building.command import WHY, item, published
from register.schema.building.command_types import ITEMS, ItemOutcome, one_of
from register.schema.building.words import listed
from register.schema.commands import access_grant as access
from register.schema.commands import enforcement, home, registration, upload
from register.schema.types.home import Home
from register.vocabulary import Group

ONE_BY_ONE: tuple[Command, ...] = (
    access.OPEN_HOME,
    access.REQUEST_ADMINISTRATION,
    access.APPROVE_ADMINISTRATION,
    access.GIVE_INSPECTION_ACCESS,
    access.END_ACCESS,
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
BATCHABLE = tuple(command for command in ONE_BY_ONE if command.batchable)
ITEM = one_of(
    "ChangeItem", __name__, "One command of a batch.", **{command.name: item(command) for command in BATCHABLE}
)
APPLY_CHANGES = Command(
    name="applyChanges",
    about="Carry out several commands in order: all of them or none. Each command adds one to its home's "
    "version, so a second command on the same home must expect the version that the first one leaves.",
    entity=Home,
    shown=None,
    key="urn",
    changes=frozenset[Group]().union(*(command.changes for command in BATCHABLE)),
    input={"items": Argument(listed(ITEM), "The commands, in order: 1 to 100."), "reason": WHY},
    extra=("items", listed(ItemOutcome), ITEMS),
)
PAGE = (*ONE_BY_ONE, APPLY_CHANGES, upload.IMPORT_HOMES)


def _mutation() -> MadeType:
    annotations: dict[str, MadeType] = {}
    body: dict[str, object] = {"__module__": __name__, "__annotations__": annotations}
    for command in PAGE:
        annotations[command.name], body[command.name] = published(command)
    about = "Commands that change the register. A request carries one command."
    return strawberry.type(type("Mutation", (), body), description=about)


Mutation = _mutation()
