"""What costs the processor is made beside the event loop, one piece at a time, of each body in its turn."""

import asyncio
import threading

import pytest

from register.resolvers.reads.workshop import Workshop

PATIENCE_S = 10


async def test_the_event_loop_goes_on_while_a_piece_is_made():
    looped = threading.Event()
    making = asyncio.create_task(Workshop().make("one", lambda: looped.wait(PATIENCE_S)))
    await asyncio.sleep(0)
    looped.set()

    assert await making


async def test_a_body_that_sends_much_waits_for_itself_and_lets_others_in_after_one_piece():
    workshop, made, begun = Workshop(), [], threading.Event()

    async def ask(body, number):
        await workshop.make(body, lambda: (begun.wait(PATIENCE_S), made.append((body, number))))

    busy = [asyncio.create_task(ask("busy", number)) for number in range(6)]
    await asyncio.sleep(0)
    other = asyncio.create_task(ask("other", 0))
    await asyncio.sleep(0)
    begun.set()
    await asyncio.gather(*busy, other)

    assert made.index(("other", 0)) <= 2
    assert [piece for piece in made if piece[0] == "busy"] == [("busy", number) for number in range(6)]


async def test_a_piece_that_fails_is_told_to_its_own_caller_and_the_next_is_made():
    workshop = Workshop()
    with pytest.raises(ZeroDivisionError):
        await workshop.make("one", lambda: 1 // 0)

    assert await workshop.make("one", lambda: 7) == 7


async def test_no_body_is_remembered_once_nothing_of_it_waits():
    workshop = Workshop()
    await workshop.make("one", lambda: 7)

    assert len(workshop._turns) == 0
