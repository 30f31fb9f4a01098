"""How much an agency may ask for in a period: one bucket of cost for each key, refilled evenly."""

import math
from collections import OrderedDict
from dataclasses import dataclass
from typing import Final

from register.errors import RateLimited
from register.settings import Settings

MAX_KEYS: Final = 10_000
LEAST_COST: Final = 1

# What a request pays that is refused before its cost is known or within reach, so that asking again and again for
# what is refused ends in a refusal to listen.
REFUSED_COST: Final = 1_000


@dataclass(slots=True)
class _Bucket:
    level: float
    filled_at: float


class Allowance:
    """The allowance of every key, in the memory of this process. Spent cost is not refunded, even if the request fails.

    The key unused for longest is forgotten beyond 10,000: by then its bucket is the fullest.
    """

    def __init__(self, settings: Settings) -> None:
        self._per_second = settings.rate_cost_per_minute / 60
        self._full = settings.rate_burst_cost
        self._credit = settings.rate_credit_cost
        self._buckets: OrderedDict[str, _Bucket] = OrderedDict()

    def spend(self, key: str, cost: int, now: float, *, goes_on: bool = False) -> None:
        """Takes the cost from the key's bucket, or refuses and takes nothing.

        cost: a request pays 1 at least, and at most what a full bucket holds. now: seconds on a clock that only goes
        forward. goes_on: true for what may be paid later. Raises: RateLimited, with retryAfterS rounded up.
        """
        bucket = self._bucket(key, now)
        price = min(max(cost, LEAST_COST), self._full)
        # Decision: layers-on-credit
        within_reach = bucket.level + (self._credit if goes_on else 0)
        if within_reach < price:
            wait_s = math.ceil((price - within_reach) / self._per_second)
            raise RateLimited(
                "Your organisation has used its allowance. Wait for retryAfterS seconds, then try again.",
                retryAfterS=max(wait_s, 1),
            )
        bucket.level -= price

    def remaining(self, key: str, now: float) -> int:
        """What the key may spend at once, rounded down; nothing if it is overdrawn."""
        return max(0, int(self._bucket(key, now).level))

    def _bucket(self, key: str, now: float) -> _Bucket:
        bucket = self._buckets.get(key)
        if bucket is None:
            bucket = self._buckets[key] = _Bucket(level=self._full, filled_at=now)
            if len(self._buckets) > MAX_KEYS:
                self._buckets.popitem(last=False)
            return bucket
        self._buckets.move_to_end(key)
        passed_s = max(0.0, now - bucket.filled_at)
        bucket.level = min(self._full, bucket.level + passed_s * self._per_second)
        bucket.filled_at = max(now, bucket.filled_at)
        return bucket
