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
CHANGES = (
    "In a dry run: every field that would change, as far as you may read it; empty if a rule is broken. Otherwise null."
)
ITEMS = "The commands of the batch, in order. If one breaks a rule, none is carried out."


@strawberry.type(description="A rule that the command would break. Nothing was changed.")
class Problem:
    """A rule that the command would break."""

    code: str = strawberry.field(description="The rule's code. It never changes.")
    field: str | None = strawberry.field(
        description="The input field with the problem; null if it is not about one field."
    )
    message: str = strawberry.field(description="What is wrong, in words.")
    hint: str = strawberry.field(description="What to do about it.")
    current_version: int | None = strawberry.field(
        description="The home's version now, if it has changed since the version you expected."
    )
    changed: listed(str) | None = strawberry.field(  # type: ignore[valid-type]
        description="The fields of the home that have changed since that version, as far as you may read them."
    )


@strawberry.type(description="A field that a dry run would change.")
class ChangedField:
    """A field that a dry run would change."""

    record: str = strawberry.field(description="The type of the record, such as Home or Condition.")
    key: str = strawberry.field(
        description="The record's id; of a file, the home's URN or the provider's reference. A record that a dry run "
        "makes has another id when it is made."
    )
    field: str = strawberry.field(description="The field.")
    before: str | None = strawberry.field(
        description="The value now; null if there is none. Of a file, only public values are shown."
    )
    after: str | None = strawberry.field(description="The value that it would have; null if it would have none.")


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


def payload_of(name: str, module: str, held: Held, *, about: str, shows_changes: bool = True) -> MadeType:
    """The payload type of one command: one field of what it did, what a dry run would change, and the problems.

    held: that field's name, its type and its description. shows_changes: false for a command that reports a dry run
    in another way.
    """
    changes = {"changes": listed(ChangedField) | None} if shows_changes else {}
    body: dict[str, object] = {
        "__module__": module,
        "__annotations__": {held[0]: held[1], **changes, "problems": listed(Problem)},
        held[0]: strawberry.field(description=held[2], name=held[0]),
        **{name: strawberry.field(description=CHANGES) for name in changes},
        "problems": strawberry.field(description="Every rule the command would break; empty if it breaks none."),
    }
    return strawberry.type(type(name, (), body), name=name, description=about)


def _is_optional(kind: MadeType) -> bool:
    return type(None) in getattr(kind, "__args__", ())
