"""Who a stream reads for is found out anew at each reading: the day goes on, and a token may have been withdrawn."""

import asyncio
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from types import SimpleNamespace

from register.http.subscriptions.subscriber import follow
from register.vocabulary import Agency, Caller

FIRST = Caller("listener", Agency.OFSTED, None, None, None, date(2026, 3, 31))


@dataclass
class DayByDay:
    """A bearer for whom another day has come whenever it is asked."""

    asked: int = 0

    async def caller(self):
        self.asked += 1
        return replace(FIRST, today=FIRST.today + timedelta(days=self.asked))


@dataclass
class Reading:
    """A subscription that has more to say each time, and notes for whom it is read."""

    asked: SimpleNamespace = field(default_factory=lambda: SimpleNamespace(caller=FIRST))
    days: list = field(default_factory=list)

    async def read(self, caller, since):
        self.days.append(caller.today)
        return SimpleNamespace(body=b"", count=1, token="place", has_more=True)  # noqa: S106 - a place in the feed

    def price_of(self, news):
        return 1


class Streams:
    """Reads at once, and everything is paid for."""

    def __init__(self):
        self.executor = SimpleNamespace(pay=lambda caller, cost: None)
        self.waking = SimpleNamespace(follower=self.follower)

    @contextmanager
    def follower(self):
        yield SimpleNamespace(hush=lambda: None)

    async def patiently(self, work):
        return await work()


async def read_three_times(reading):
    answers = follow(Streams(), DayByDay(), reading)
    for _ in range(3):
        await anext(answers)
    await answers.aclose()


def test_each_reading_is_for_the_caller_of_that_day():
    reading = Reading()

    asyncio.run(read_three_times(reading))

    assert len(set(reading.days)) == 3
    assert FIRST.today not in reading.days
