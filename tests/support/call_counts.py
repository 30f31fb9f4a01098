"""Work counted in calls of Python functions: the same on every machine, however busy it is."""

import sys
from collections.abc import Callable
from types import FrameType
from typing import Any


class TooManyCalls(BaseException):
    """An action has called more functions than it may. No code under test catches it."""


def calls_of(action: Callable[[], Any], *, at_most: int | None = None) -> tuple[int, Any]:
    """How many Python functions an action calls, and what it ended with: its result or its refusal.

    at_most: the action is stopped at the next call. Raises: TooManyCalls.
    """
    calls = 0

    def count(_frame: FrameType, event: str, _argument: object) -> None:
        nonlocal calls
        calls += event == "call"
        if at_most is not None and calls > at_most:
            raise TooManyCalls(at_most)

    sys.setprofile(count)
    try:
        outcome = action()
    except Exception as refusal:
        outcome = refusal
    finally:
        sys.setprofile(None)
    return calls, outcome
