"""How a command is declared: on which record, with what, and the types and the field that its declaration becomes."""

from dataclasses import replace

from register.catalogue import Argument, Command, Target, offer
from register.open_types import MadeField, MadeType
from register.schema.building.arguments import takes
from register.schema.building.command_types import command_input, input_of, payload_of, shown_as
from register.schema.building.scalars import Urn
from register.schema.types.home import Home
from register.tables import entry_author, home
from register.tables.texts import longest_of
from register.vocabulary import Group

URN = Argument(Urn, "The home's URN.")
VERSION = Argument(
    int, "The version you last read. If the home has changed since, nothing is changed and you get CONFLICT_STALE."
)
WHY = Argument(
    str | None,
    "The reason for the change. It is kept with the change, for anyone who reviews it.",
    longest=longest_of(entry_author.c.reason),
)

PUBLIC, LOCATION, PEOPLE = Group.HOME_PUBLIC, Group.HOME_LOCATION, Group.HOME_PEOPLE
VERSIONS = Group.RECORD_VERSIONS
STATUS, DETAIL = Group.ENFORCEMENT_STATUS, Group.ENFORCEMENT_DETAIL


def new_home(name: str, about: str, /, *changes: Group, **given: Argument) -> Command:
    """A command that makes a home, and with it the count of its changes."""
    return Command(
        name=name,
        about=about,
        entity=Home,
        shown="home",
        key="urn",
        changes=frozenset({VERSIONS, *changes}),
        input={**given, "reason": WHY},
        named_by="urn",
        batchable=True,
    )


def on_home(name: str, about: str, /, *changes: Group, **given: Argument) -> Command:
    """A command on a home that has not been merged into another."""
    made = on_any_home("urn", name, about, *changes, **given)
    return replace(made, target=Target("urn", "expectedVersion", merged_into=home.c.merged_into_id))


def on_any_home(named_by: str, name: str, about: str, /, *changes: Group, **given: Argument) -> Command:
    """A command on a home that the register holds: its row is locked and its version is raised, whatever it changes.

    named_by: the field of its input that names the home.
    """
    return Command(
        name=name,
        about=about,
        entity=Home,
        shown="home",
        key="urn",
        changes=frozenset({PUBLIC, VERSIONS, *changes}),
        input={named_by: URN, "expectedVersion": VERSION, **given, "reason": WHY},
        target=Target(named_by, "expectedVersion"),
        named_by=named_by,
        batchable=True,
    )


def published(command: Command) -> tuple[MadeType, MadeField]:
    """The type of a command's payload, and its field."""
    made = command_input(f"{command.title}Input", __name__, f"Input of {command.name}.", **command.input)
    held = shown_as(command.shown, command.entity) if command.shown else command.extra
    assert held is not None
    about, shows_changes = f"Result of {command.name}.", command.compares or not command.own_transaction
    payload = payload_of(f"{command.title}Payload", __name__, held, about=about, shows_changes=shows_changes)
    return payload | None, offer(command, takes(input=Argument(made, "The command's input.")))


def item(command: Command) -> Argument:
    """The same as one command of a batch, whose key and dry run are the batch's."""
    made = input_of(f"{command.title}Item", __name__, f"Input of {command.name} in a batch.", **command.input)
    return Argument(made, command.about)
