"""Invented pairs of children who are missing together: two who left the same home, or homes of one area, in a day."""

from collections.abc import Sequence
from datetime import datetime, timedelta
from itertools import pairwise

from register.demo.batch import Batch
from register.demo.random_draws import chance, keys
from register.demo.subjects.missing_episodes import Episode
from register.tables import missing_together

APART = timedelta(hours=24)
# Of an area's open episodes, so many at most are of children who are together.
PAIRS = 1


def together_batch(episodes: Sequence[Episode], now: datetime, *, seed: int) -> Batch:
    """The rows of the pairs, one for each side, of episodes that are open."""
    open_by_area: dict[str, list[Episode]] = {}
    for each in sorted((one for one in episodes if one.ended is None), key=lambda one: (one.started, str(one.key))):
        open_by_area.setdefault(each.place.authority, []).append(each)
    pairs = [
        (one, other)
        for found in open_by_area.values()
        for one, other in pairwise(found[: PAIRS + 1])
        if other.started - one.started < APART and one.child.key != other.child.key
    ]
    both = [(one.key, other.key) for one, other in pairs] + [(other.key, one.key) for one, other in pairs]
    rows = tuple((key, *pair, now) for key, pair in zip(keys(chance(seed, "together"), len(both)), both, strict=True))
    return Batch(missing_together, ("id", "episode_id", "other_episode_id", "linked_at"), rows)
