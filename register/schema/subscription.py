"""What the register tells by itself, on one page."""

import strawberry

from register.catalogue import Argument, root
from register.schema.building.arguments import first, takes
from register.schema.building.inputs import OF_RECORDS, AreaInput
from register.schema.types.change import ChangeFeed
from register.vocabulary import ChangeKind


@strawberry.type(description="What the register sends you as it happens, over a WebSocket or as server-sent events.")
class Subscription:
    """What the register sends you as it happens."""

    register_changed: ChangeFeed | None = root(
        "registerChanged",
        "Change",
        "Changes as they happen, in the same form as changes. You get one page at once with your place in "
        "the log, then another each time there is something to report.",
        resolver=takes(
            since=Argument(str | None, "The last token you received. Leave it out to start with the next change."),
            kinds=Argument(list[ChangeKind] | None, "Only changes to these kinds of record."),
            records=OF_RECORDS,
            area=Argument(
                AreaInput | None,
                "Only changes to homes that are or have ever been in this area, and to the providers that run "
                "them. Use mine or code.",
            ),
            first=first(),
        ),
        kinds="kind",
        records="homeId",
    )
