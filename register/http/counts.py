"""What a process counts of its answers: numbers by door, class and code, and nothing that a caller brought.

Whole numbers in the memory of one process, added to by its event loop alone: a request costs a few additions.
"""

from bisect import bisect_left
from enum import StrEnum
from typing import Final

import orjson

from register.errors import CODES, RegisterError, Unauthenticated
from register.identity.causes import Cause


class Door(StrEnum):
    """By which door an answer was asked for. Whatever else an address says may hold the key of a record."""

    GRAPHQL = "graphql"
    SUBSCRIPTIONS = "subscriptions"
    FEATURES = "features"
    TILES = "tiles"
    DOWNLOADS = "downloads"
    PAGES = "pages"
    HEALTH = "health"


# The first digit of an answer's status.
CLASSES: Final = ("1xx", "2xx", "3xx", "4xx", "5xx")
# The upper bounds of the times that are told apart, in seconds.
BOUNDS_S: Final = (0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1.0, 2.5, 5.0, 10.0)
# A cause that no list names, so that a new one is neither lost nor told by a name that nobody closed.
OTHER: Final = "other"
CAUSES: Final = (*(cause.value for cause in Cause), OTHER)

WITH_ERRORS: Final = b'{"errors":'


class Counts:
    """The counts of one process.

    within: answers by the bound that their time did not exceed, not added up. in_flight: requests whose answer has not
    begun.
    """

    def __init__(self) -> None:
        self.answers = {door: [0] * len(CLASSES) for door in Door}
        self.within = {door: [0] * (len(BOUNDS_S) + 1) for door in Door}
        self.seconds = dict.fromkeys(Door, 0.0)
        self.in_flight = dict.fromkeys(Door, 0)
        self.refusals = dict.fromkeys(sorted(CODES), 0)
        self.sign_ins = dict.fromkeys(CAUSES, 0)

    def answered(self, door: Door, status: int, took_s: float) -> None:
        """One more answer has begun."""
        self.answers[door][min(max(status // 100, 1), len(CLASSES)) - 1] += 1
        self.within[door][bisect_left(BOUNDS_S, took_s)] += 1
        self.seconds[door] += took_s

    def refused(self, refusal: RegisterError) -> None:
        """One more refusal, of a request or of a part of it."""
        self.refused_with(refusal.code)
        if isinstance(refusal, Unauthenticated):
            self.sign_ins[refusal.cause if refusal.cause in self.sign_ins else OTHER] += 1

    def told(self, body: bytes) -> None:
        """The refusals of root fields that an answer of GraphQL tells."""
        if body.startswith(WITH_ERRORS):
            for error in orjson.loads(body)["errors"]:
                self.refused_with(error["extensions"]["code"])

    def refused_with(self, code: str) -> None:
        """One more refusal with a code of the list."""
        if code in self.refusals:
            self.refusals[code] += 1


# A process is one server, and counts as one.
COUNTS: Final = Counts()
