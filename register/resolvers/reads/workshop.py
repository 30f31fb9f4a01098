"""Work that costs the processor, done beside the event loop: one piece at a time, and one of each body's waiting."""

import asyncio
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import TypeVar
from weakref import WeakValueDictionary

Made = TypeVar("Made")


# Decision: one-worker
class Workshop:
    """One thread for all documents, plans and statements that have to be made.

    It takes a piece of work of each body in turn: a body that sends much waits for itself, and the others for one
    piece of it at most.
    """

    def __init__(self) -> None:
        self._thread = ThreadPoolExecutor(1, thread_name_prefix="workshop")
        self._turns: WeakValueDictionary[str, asyncio.Lock] = WeakValueDictionary()

    async def make(self, body: str, work: Callable[[], Made]) -> Made:
        """What the work returns, when it is the body's turn. Raises: what the work raises."""
        turn = self._turns.get(body)
        if turn is None:
            turn = self._turns[body] = asyncio.Lock()
        async with turn:
            return await asyncio.get_running_loop().run_in_executor(self._thread, work)
