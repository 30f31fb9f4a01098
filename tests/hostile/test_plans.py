"""Plans are kept between requests, and never between callers who are granted different things."""

import asyncio
import random

import pytest

from register.database.connections import open_pool
from register.settings import settings
from tests.hostile.executors import Room, known
from tests.hostile.operations import SEEDED, Generator, stock_of
from tests.hostile.sizes import size
from tests.support import story

pytestmark = pytest.mark.long

SEED, SEEDS = 20_130_413, 200
# A fresh executor compiles every plan anew, so one answer in so many is asked for alone: of each caller in its turn.
APART = 3
OPERATIONS = size(90, 2_000)
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


async def answers(operations, order, shuffled):
    """Every answer in turn, shuffled, and alone."""
    pool = await open_pool(settings())
    room = Room(pool)

    async def ask(executor, number, caller):
        operation = operations[number]
        return await room.ask(executor, operation.text, operation.variables, known(*caller))

    async def in_turn(asked):
        return {(number, caller): await ask(room.shared, number, caller) for number, caller in asked}

    first, second = await in_turn(order), await in_turn(shuffled)
    alone = {(number, caller): await ask(room.fresh(), number, caller) for number, caller in order[::APART]}
    await pool.close()
    return first, second, alone


def drawn(stock):
    """Operations of the first seed that has one of every kind that is to be met: new roots and fields move the draw."""
    for seed in range(SEED, SEED + SEEDS):
        asked = list(Generator(seed, stock).operations(OPERATIONS))
        if all(any(word in f"{each.text} {each.variables}" for each in asked) for word in MET):
            return asked
    raise LookupError(f"no seed of {SEEDS} meets {MET}: draw more operations")


def test_callers_with_different_grants_never_share_a_plan(make_server):
    order = [(number, caller) for number in range(OPERATIONS) for caller in CALLERS]
    shuffled = random.Random(SEED).sample(order, len(order))  # noqa: S311 - shuffled the same way in each run
    with make_server() as server:
        seed_log(server)
        asked = drawn(stock_of(server.owner))
        first, second, alone = asyncio.run(answers(asked, order, shuffled))

    assert [key for key in order if first[key] != second[key]] == []
    assert [(asked[key[0]], key[1]) for key in alone if alone[key] != first[key]] == []
    faults = (b"SYSTEM_", b"REQUEST_INVALID", b"REQUEST_TOO")
    assert {body for body in first.values() if body.startswith(faults)} == set()
    assert sum(b'"errors"' not in first[number, KEEPER] for number in range(OPERATIONS)) > OPERATIONS / 3
