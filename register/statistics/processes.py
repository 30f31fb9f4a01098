"""Systems made safe beside one another, each in a process of its own: as many at once as there are processors."""

import os
from collections import deque
from collections.abc import Iterable, Iterator
from concurrent.futures import Future, ProcessPoolExecutor
from multiprocessing import get_context
from time import perf_counter
from typing import TypeVar

from register.policy.disclosure.control import Controlled, control
from register.policy.disclosure.system import System

# Each process holds one system and its attack, some 300 MB for a year of England.
MOST_PROCESSES = 4
Name = TypeVar("Name")


def control_each(systems: Iterable[tuple[Name, System]]) -> Iterator[tuple[Name, Controlled, float]]:
    """Make systems safe, in their order, with the seconds that each took. No more of them are held than are worked on.

    Raises: Unsafe.
    """
    processes = min(len(os.sched_getaffinity(0)), MOST_PROCESSES)
    waiting: deque[tuple[Name, Future[tuple[Controlled, float]]]] = deque()
    # Spawned, since what is forked would share the connection to the database.
    pool = ProcessPoolExecutor(processes, mp_context=get_context("spawn"))
    try:
        for name, system in systems:
            waiting.append((name, pool.submit(_timed, system)))
            if len(waiting) > processes:
                yield _ended(waiting)
        while waiting:
            yield _ended(waiting)
    finally:
        pool.shutdown(cancel_futures=True)


def _ended(waiting: "deque[tuple[Name, Future[tuple[Controlled, float]]]]") -> tuple[Name, Controlled, float]:
    name, future = waiting.popleft()
    return name, *future.result()


def _timed(system: System) -> tuple[Controlled, float]:
    begun = perf_counter()
    return control(system), perf_counter() - begun
