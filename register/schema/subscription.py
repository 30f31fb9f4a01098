"""What the register tells by itself, on one page."""

import strawberry

from register.catalogue import Argument, root
from register.schema.building.inputs import AreaInput
from register.schema.building.words import ChangeKind, first, takes
from register.schema.types.change import ChangeFeed


@strawberry.type(description="What the register tells by itself, over a WebSocket or as server-sent events.")
class Subscription:
    """What the register tells by itself."""

    register_changed: ChangeFeed | None = root(
        "registerChanged",
        "Change",
        "What changes, told as changes tells it: at once a page that says where you stand, then one whenever there is "
        "something to tell.",
        takes(
            since=Argument(str | None, "The last token that you were told; left out, what changes from now on."),
            kinds=Argument(list[ChangeKind] | None, "Only changes of these kinds."),
            area=Argument(
                AreaInput | None,
                "Only of homes that are or ever were in this area, by mine or code, and of who runs them.",
            ),
            first=first(),
        ),
        kinds="kind",
    )
