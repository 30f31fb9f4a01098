"""Plans are kept between requests, and never between callers who are granted different things."""

import asyncio
import random
from datetime import UTC, datetime

from register.database.connections import open_pool
from register.errors import RegisterError
from register.requests.graphql.execute import Asked, Executor
from register.settings import settings
from register.vocabulary import Agency, Caller, Purpose
from tests.hostile.operations import SEEDED, Generator, stock_of
from tests.hostile.raw_requests import CURSOR, PLACE
from tests.hostile.sizes import size
from tests.support import story

SEED = 20_130_401
# A fresh executor compiles every plan anew, so one answer in so many is asked for alone: of each caller in its turn.
APART = 3
OPERATIONS = size(80, 2_000)
CALLERS = (
    ("police", story.NORTHBY, None),
    ("police", story.SOUTHBY, None),
    ("ofsted", None, None),
    ("dfe_statistics", None, None),
    ("local_authority", story.NORTHBY_COUNCIL, None),
    ("local_authority", story.SOUTHBY_COUNCIL, None),
    ("interview_provider", None, "story-trust"),
    ("auditor", None, None),
)
KEEPER = ("ofsted", None, None)
ROOTS = (": viewer", ": home(", ": homes", ": area(", ": areas", ": provider(", ": providers", ": inspections")
MET = (
    *ROOTS,
    ": accessLog",
    "near",
    "within",
    "bbox",
    "orderBy",
    "asOf",
    "validOn",
    "totalCount",
    "cursor",
    "withheld",
)


def seed_log(server):
    """Make the entries of the access log that the operations ask for."""
    query = f"query {SEEDED} {{ homes(first: 3) {{ nodes {{ urn name }} }} accessLog {{ nodes {{ id }} }} }}"
    for agency, area, organisation in CALLERS:
        server.ask(query, agency, area, organisation=organisation, operation=SEEDED)


class Room:
    """Asks executors over one pool, on the path that every request takes after its token."""

    def __init__(self, pool, operations):
        self.pool = pool
        self.operations = operations
        self.shared = Executor(pool, settings())

    def fresh(self):
        """An executor that has answered nobody before; documents are parsed alike for everyone."""
        made = Executor(self.pool, settings())
        made.documents = self.shared.documents
        return made

    async def ask(self, executor, number, caller):
        """What a caller is answered to an operation, cursors and places apart; or the code of the refusal."""
        agency, area, organisation = caller
        who = Caller("tester", Agency(agency), area, organisation, Purpose.SAFEGUARDING_CHILD, datetime.now(UTC).date())
        operation = self.operations[number]
        try:
            body = await executor.answer(
                Asked(operation.text, None, operation.variables, reads_only=False), who, "test"
            )
        except RegisterError as refusal:
            return refusal.code.encode()
        return PLACE.sub(b'"place"', CURSOR.sub(b'"cursor"', body))

    async def in_turn(self, order):
        """What one executor answers to everyone, in this order."""
        return {(number, caller): await self.ask(self.shared, number, caller) for number, caller in order}

    async def alone(self, order):
        """What executors of their own answer."""
        return {(number, caller): await self.ask(self.fresh(), number, caller) for number, caller in order}


async def answers(operations, order, shuffled):
    """Every answer in turn, shuffled, and alone."""
    pool = await open_pool(settings())
    room = Room(pool, operations)
    told = await room.in_turn(order), await room.in_turn(shuffled), await room.alone(order[::APART])
    await pool.close()
    return told


def test_callers_with_different_grants_never_share_a_plan(make_server):
    order = [(number, caller) for number in range(OPERATIONS) for caller in CALLERS]
    shuffled = random.Random(SEED).sample(order, len(order))  # noqa: S311 - shuffled the same way in each run
    with make_server() as server:
        seed_log(server)
        asked = list(Generator(SEED, stock_of(server.owner)).operations(OPERATIONS))
        first, second, alone = asyncio.run(answers(asked, order, shuffled))

    assert [key for key in order if first[key] != second[key]] == []
    assert [(asked[key[0]], key[1]) for key in alone if alone[key] != first[key]] == []
    faults = (b"SYSTEM_", b"REQUEST_INVALID", b"REQUEST_TOO")
    assert {body for body in first.values() if body.startswith(faults)} == set()
    assert sum(b'"errors"' not in first[number, KEEPER] for number in range(OPERATIONS)) > OPERATIONS / 2
    assert {word for word in MET if not any(word in f"{each.text} {each.variables}" for each in asked)} == set()
