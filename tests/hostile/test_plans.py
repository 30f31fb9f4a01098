"""Plans are kept between requests, and never between callers who are granted different things."""

import asyncio
import random
from datetime import UTC, datetime

from register.database import open_pool
from register.errors import RegisterError
from register.schema.execute import Asked, Executor
from register.settings import settings
from register.vocabulary import Agency, Caller, Purpose
from tests import story
from tests.hostile.operations import SEEDED, Generator, stock_of
from tests.hostile.sending import CURSOR

SEED = 20_130_401
# A cold executor compiles every plan anew, so each operation is asked of one as every second caller, by turns.
TURNS = 2
OPERATIONS = 200
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
ROOTS = (
    ": viewer",
    ": home(",
    ": homes",
    ": area(",
    ": areas",
    ": provider(",
    ": providers",
    ": inspections",
    ": accessLog",
)
MET = (
    *ROOTS,
    "near",
    "within",
    "bbox",
    "orderBy",
    "asOf",
    "validOn",
    "totalCount",
    "cursor",
    "withheld",
    "@include",
    "$where",
)


def seed_log(server):
    """Make the entries of the access log that the operations ask for."""
    query = f"query {SEEDED} {{ homes(first: 3) {{ nodes {{ urn name }} }} accessLog {{ nodes {{ id }} }} }}"
    for agency, area, organisation in CALLERS:
        server.ask(query, agency, area, organisation=organisation, operation=SEEDED)


def warm(server, operations, order):
    """What a server answers that has answered others before."""
    told = {}
    for number, caller in order:
        agency, area, organisation = caller
        asked = operations[number]
        answer = server.ask(asked.text, agency, area, organisation=organisation, **asked.variables)
        told[number, caller] = (
            CURSOR.sub(b'"cursor"', answer.body) if answer.status == 200 else answer.codes[0].encode()
        )
    return told


async def cold(operations):
    """What an executor answers that has answered nobody before."""
    given, told = settings(), {}
    pool = await open_pool(given)
    documents = Executor(pool, given).documents
    for turn, caller in enumerate(CALLERS):
        agency, area, organisation = caller
        who = Caller("tester", Agency(agency), area, organisation, Purpose.SAFEGUARDING_CHILD, datetime.now(UTC).date())
        for number in range(turn % TURNS, len(operations), TURNS):
            asked = operations[number]
            executor = Executor(pool, given)
            executor.documents = documents
            try:
                body = await executor.answer(Asked(asked.text, None, asked.variables, reads_only=False), who, "cold")
                told[number, caller] = CURSOR.sub(b'"cursor"', body)
            except RegisterError as refusal:
                told[number, caller] = refusal.code.encode()
    await pool.close()
    return told


def test_callers_with_different_grants_never_share_a_plan(make_server):
    order = [(number, caller) for number in range(OPERATIONS) for caller in CALLERS]
    shuffled = random.Random(SEED).sample(order, len(order))  # noqa: S311 - shuffled the same way in each run
    with make_server() as server:
        seed_log(server)
        asked = list(Generator(SEED, stock_of(server.owner)).operations(OPERATIONS))
        alone = asyncio.run(cold(asked))
        first, second = warm(server, asked, order), warm(server, asked, shuffled)

    for key in order:
        assert first[key] == second[key] == alone.get(key, first[key]), (key, asked[key[0]])
    assert {
        body for body in alone.values() if body.startswith((b"SYSTEM_", b"REQUEST_INVALID", b"REQUEST_TOO"))
    } == set()
    assert sum(b'"errors"' not in first[number, KEEPER] for number in range(OPERATIONS)) > OPERATIONS / 2
    assert {word for word in MET if not any(word in f"{each.text} {each.variables}" for each in asked)} == set()
