"""Every command, on one page. Each is nullable, so that a refusal is an answer."""

import strawberry

from register.catalogue import Argument, Command
from register.open_types import MadeType
from register.schema.building.command import WHY, item, published
from register.schema.building.command_types import ITEMS, ItemOutcome, one_of
from register.schema.building.made_types import listed
from register.schema.commands import (
    access_grant,
    condition,
    correction,
    inspection,
    lifecycle,
    merging,
    notice,
    opening,
    person,
    premises,
    provider,
    registration,
    upload,
)
from register.schema.types.home import Home
from register.vocabulary import Group

ONE_BY_ONE: tuple[Command, ...] = (
    access_grant.OPEN_HOME,
    access_grant.REQUEST_ADMINISTRATION,
    access_grant.APPROVE_ADMINISTRATION,
    access_grant.GIVE_INSPECTION_ACCESS,
    access_grant.APPROVE_INSPECTION_ACCESS,
    access_grant.END_ACCESS,
    opening.REVIEW_ACCESS,
    registration.REGISTER_HOME,
    registration.RECEIVE_APPLICATION,
    lifecycle.GRANT_APPLICATION,
    lifecycle.REFUSE_APPLICATION,
    lifecycle.SUSPEND_REGISTRATION,
    lifecycle.LIFT_SUSPENSION,
    lifecycle.CANCEL_REGISTRATION,
    provider.CHANGE_PROVIDER,
    provider.REGISTER_PROVIDER,
    correction.CORRECT_HOME,
    premises.CHANGE_PREMISES,
    person.CHANGE_MANAGER,
    person.CHANGE_RESPONSIBLE_INDIVIDUAL,
    lifecycle.RECORD_FIRST_ACCOMMODATION,
    merging.MERGE_DUPLICATE_HOMES,
    merging.UNDO_MERGE,
    condition.VARY_CONDITIONS,
    notice.SERVE_NOTICE,
    notice.LIFT_NOTICE,
    inspection.RECORD_INSPECTION,
    inspection.PUBLISH_INSPECTION,
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
