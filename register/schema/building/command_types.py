"""What every command has in common: its one input, its payload, and the problems that it answers with."""

import strawberry

from register.catalogue import Argument
from register.open_types import MadeType
from register.schema.building.words import listed

IDEMPOTENCY_KEY = Argument(
    str, "Your own name for this change, 1 to 200 characters: sent again within a day it is answered again, not redone."
)
DRY_RUN = Argument(bool, "Look at everything and change nothing.", False)

SHOWN = "What was changed, read by you as any read is; null where nothing was."
ITEMS = "Each command of the batch in its order. Where one of them breaks a rule, none was carried out."


@strawberry.type(description="A rule that the change would break; nothing was changed.")
class Problem:
    """A rule that the change would break."""

    code: str = strawberry.field(description="Which rule: a code that never changes.")
    field: str | None = strawberry.field(description="The input field that it was found in, where it was in one.")
    message: str = strawberry.field(description="What is wrong, in words.")
    current_version: int | None = strawberry.field(
        description="Where the home was changed since the version that you expected: its version now."
    )
    changed: listed(str) | None = strawberry.field(  # type: ignore[valid-type]
        description="The names of its fields that changed since, as far as you may read them."
    )


@strawberry.type(description="One command of a batch, and what stands in its way.")
class ItemOutcome:
    """One command of a batch, and what stands in its way."""

    index: int = strawberry.field(description="Its place in the batch, from nought.")
    command: str = strawberry.field(description="Which command it is.")
    key: str = strawberry.field(
        description="What it makes or changes: the home's reference number, or the provider's reference."
    )
    problems: listed(Problem) = strawberry.field(  # type: ignore[valid-type]
        description="Every rule that it would break, each field as its own input names it."
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
        "problems": strawberry.field(description="Every rule that the change would break; empty where it was made."),
    }
    return strawberry.type(type(name, (), body), name=name, description=about)


def _is_optional(kind: MadeType) -> bool:
    return type(None) in getattr(kind, "__args__", ())
