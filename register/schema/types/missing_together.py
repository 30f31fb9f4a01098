"""Missing episodes of children who are missing together."""

from datetime import datetime
from typing import Annotated

import strawberry

from register.catalogue import Relation, column, entity, relation
from register.tables import missing_episode, missing_together


@entity(missing_together, audited=missing_together.c.id, order=(("linkedAt", True), ("id", False)))
class MissingTogether:
    """That the child of another episode is missing together with this one."""

    id: strawberry.ID = column(
        missing_together.c.id, "The register's own identifier. It never changes and has no meaning."
    )
    linked_at: datetime | None = column(missing_together.c.linked_at, "When that was recorded.")
    episode: Annotated["MissingEpisode", strawberry.lazy("register.schema.types.missing_episode")] | None = relation(  # type: ignore[name-defined]  # noqa: F821
        Relation("", "MissingEpisode", missing_together.c.other_episode_id, missing_episode.c.id, matchable=False),
        "The missing episode of the other child; null if you may not see it.",
    )
