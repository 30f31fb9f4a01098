"""What every command has in common: its one input, its payload, and the problems that it answers with."""

from typing import Any

import strawberry

from register.schema.words import Argument, listed

IDEMPOTENCY_KEY = Argument(
    str, "Your own name for this change, 1 to 200 characters: sent again within a day it is answered again, not redone."
)
DRY_RUN = Argument(bool, "Look at everything and change nothing.", False)


@strawberry.type(description="A rule that the change would break; nothing was changed.")
class Problem:
    """A rule that the change would break."""

    code: str = strawberry.field(description="Which rule: a code that never changes.")
    field: str | None = strawberry.field(description="The input field that it was found in, where it was in one.")
    message: str = strawberry.field(description="What is wrong, in words.")


def input_of(name: str, module: str, about: str, **given: Argument) -> Any:
    """The input type of one command; the key and the dry run are part of each."""
    fields = {**given, "idempotencyKey": IDEMPOTENCY_KEY, "dryRun": DRY_RUN}
    body: dict[str, Any] = {"__module__": module, "__annotations__": {key: each.kind for key, each in fields.items()}}
    for key, each in fields.items():
        default = {} if each.default is strawberry.UNSET and not _is_optional(each.kind) else {"default": each.default}
        body[key] = strawberry.field(description=each.about, name=key, **default)
    return strawberry.input(type(name, (), body), name=name, description=about)


def payload_of(name: str, module: str, shown: str, kind: Any, about: str) -> Any:
    """The payload type of one command: what it changed, as its caller reads it, and the problems."""
    body: dict[str, Any] = {
        "__module__": module,
        "__annotations__": {shown: kind | None, "problems": listed(Problem)},
        shown: strawberry.field(
            description="What was changed, read by you as any read is; null where nothing was.", name=shown
        ),
        "problems": strawberry.field(description="Every rule that the change would break; empty where it was made."),
    }
    return strawberry.type(type(name, (), body), name=name, description=about)


def _is_optional(kind: Any) -> bool:
    return type(None) in getattr(kind, "__args__", ())
