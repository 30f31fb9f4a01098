"""What every command has in common: its one input, its payload, and the problems that it answers with."""

import strawberry

from register.catalogue import Argument
from register.open_types import MadeType
from register.schema.building.made_types import listed

IDEMPOTENCY_KEY = Argument(
    str,
    "A unique key you choose, 1 to 200 characters. Sending the same command with the same key within "
    "24 hours returns the first result; nothing is done twice.",
)
DRY_RUN = Argument(bool, "Check the command against every rule without changing anything.", False)

SHOWN = "The record after the change, as far as you may read it; null if nothing was changed."
ITEMS = "The commands of the batch, in order. If one breaks a rule, none is carried out."


@strawberry.type(description="A rule that the command would break. Nothing was changed.")
class Problem:
    """A rule that the command would break."""

    code: str = strawberry.field(description="The rule's code. It never changes.")
    field: str | None = strawberry.field(
        description="The input field with the problem; null if it is not about one field."
    )
    message: str = strawberry.field(description="What is wrong, in words.")
    current_version: int | None = strawberry.field(
        description="The home's version now, if it has changed since the version you expected."
    )
    changed: listed(str) | None = strawberry.field(  # type: ignore[valid-type]
        description="The fields of the home that have changed since that version, as far as you may read them."
    )


@strawberry.type(description="One command of a batch, and its problems.")
class ItemOutcome:
    """One command of a batch, and its problems."""

    index: int = strawberry.field(description="The command's position in the batch, starting from 0.")
    command: str = strawberry.field(description="The command's name.")
    key: str = strawberry.field(
        description="What the command creates or changes: the home's URN, or the provider's reference."
    )
    problems: listed(Problem) = strawberry.field(  # type: ignore[valid-type]
        description="Every rule the command would break. Fields are named as in the command's own input."
    )


def command_input(name: str, module: str, about: str, /, **given: Argument) -> MadeType:
    """The input type of one command; the key and the dry run are part of each."""
    return input_of(name, module, about, **given, idempotencyKey=IDEMPOTENCY_KEY, dryRun=DRY_RUN)


def one_of(name: str, module: str, about: str, /, **given: Argument) -> MadeType:
    """An input type that holds exactly one of its fields."""
    body: dict[str, object] = {
        "__module__": module,
        "__annotations__": {key: each.kind | None for key, each in given.items()},
        **{
            key: strawberry.field(description=each.about, name=key, default=strawberry.UNSET)
            for key, each in given.items()
        },
    }
    return strawberry.input(type(name, (), body), name=name, description=about, one_of=True)


def input_of(name: str, module: str, about: str, /, **fields: Argument) -> MadeType:
    """An input type of these fields."""
    body: dict[str, object] = {
        "__module__": module,
        "__annotations__": {key: each.kind for key, each in fields.items()},
    }
    for key, each in fields.items():
        default = {} if each.default is strawberry.UNSET and not _is_optional(each.kind) else {"default": each.default}
        body[key] = strawberry.field(description=each.about, name=key, **default)
    return strawberry.input(type(name, (), body), name=name, description=about)


Held = tuple[str, MadeType, str]


def shown_as(name: str, kind: MadeType) -> Held:
    """The field of a payload that shows what was changed."""
    return name, kind | None, SHOWN


def payload_of(name: str, module: str, held: Held, *, about: str) -> MadeType:
    """The payload type of one command: one field of what it did, and the problems.

    held: that field's name, its type and its description.
    """
    body: dict[str, object] = {
        "__module__": module,
        "__annotations__": {held[0]: held[1], "problems": listed(Problem)},
        held[0]: strawberry.field(description=held[2], name=held[0]),
        "problems": strawberry.field(description="Every rule the command would break; empty if it breaks none."),
    }
    return strawberry.type(type(name, (), body), name=name, description=about)


def _is_optional(kind: MadeType) -> bool:
    return type(None) in getattr(kind, "__args__", ())
