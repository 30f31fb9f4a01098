"""Whatever a process remembers from one request to the next holds no value, no frame and no person of any of them."""

import asyncio
from dataclasses import dataclass
from datetime import UTC, date, datetime
from types import FrameType, TracebackType

import pytest

from register.database.connections import open_pool
from register.errors import BadInput, ForbiddenMatch, PurposeRequired, Refusal, RegisterError
from register.requests.graphql.execute import Asked, Executor
from register.settings import settings
from register.vocabulary import Agency, Caller, Purpose
from tests.hostile.memory import held_by
from tests.support import story
from tests.support.command_client import document, new_home

SENT = "what one caller sent"
EAST, DAY, TODAY = -2.123456789, date(2021, 6, 5), date(2026, 3, 2)
PLACE = {"x": EAST, "r": 500}
POLYGON = '{type: "Polygon", coordinates: [[[$x, 53.4], [-2.0, 53.4], [-2.0, 53.5], [$x, 53.4]]]}'
# Each of them asks in a way of its own that something is remembered; some are refused: by the plan, by a value, by
# policy, for want of a purpose.
ASKED = (
    ("query($v: HomeFilter) { homes(where: $v) { nodes { urn name } } }", {"v": {"name": {"eq": SENT}}}),
    ("query($v: String!) { homes(where: {name: {eq: $v}}) { nodes { urn } } }", {"v": SENT}),
    ('query($v: Urn!) { homes(where: {urn: {in: ["SC900001", $v]}}) { totalCount } }', {"v": SENT}),
    (
        "query($x: Float!, $r: Int!) { homes(area: {near: {longitude: $x, latitude: 53.4, radiusM: $r}}) "
        "{ edges { distanceM node { urn } } } }",
        PLACE,
    ),
    (f"query($x: Float!) {{ homes(area: {{within: {POLYGON}}}) {{ totalCount }} }}", {"x": EAST}),
    (
        "query($v: String!) { homes(orderBy: [{field: DISTANCE}], where: {name: {eq: $v}}) { totalCount } }",
        {"v": SENT},
    ),
    ("query($v: String!) { homes(after: $v) { totalCount } }", {"v": SENT}),
    ("query($v: String!) { homes(area: {code: $v}) { totalCount } }", {"v": SENT}),
    ("query($v: Date!) { homes(validOn: $v) { totalCount } }", {"v": DAY.isoformat()}),
    ('query($v: String!) { viewer { subject explain(coordinate: "Home.name", key: $v) { line } } }', {"v": SENT}),
    ("query($v: String!) { __type(name: $v) { name } }", {"v": SENT}),
    ("query($v: String!) { changes(since: $v) { token } }", {"v": SENT}),
    (
        document("registerHome"),
        {"input": new_home("SC900009", name=SENT, reason=SENT, dryRun=True, idempotencyKey="k")},
    ),
)
CALLERS = (
    Caller("a-person-of-police", Agency.POLICE, story.NORTHBY, None, Purpose.SAFEGUARDING_CHILD, TODAY),
    Caller("a-person-of-ofsted", Agency.OFSTED, None, None, Purpose.INSPECTION, TODAY),
    Caller("a-person-of-statistics", Agency.DFE_STATISTICS, None, None, Purpose.STATISTICS, TODAY),
    Caller("a-person-without-purpose", Agency.OFSTED, None, None, None, TODAY),
)


@dataclass(frozen=True)
class Told:
    """What an executor that was asked everything still holds, and how each asking went."""

    remembered: list[object]
    bodies: list[bytes]


async def ask_all(rounds=2):
    """Ask one executor everything, as everyone, more than once."""
    pool = await open_pool(settings())
    executor, bodies = Executor(pool, settings()), []
    for _ in range(rounds):
        for text, variables in ASKED:
            for caller in CALLERS:
                bodies.append(await answer_of(executor, text, variables, caller))
    remembered = [executor.documents, executor.plans, executor.allowance]
    await pool.close()
    return Told(list(held_by(*remembered)), bodies)


async def answer_of(executor, text, variables, caller):
    """The body of an answer, or the code of the refusal of a whole request."""
    try:
        return await executor.answer(Asked(text, None, variables, reads_only=False), caller, "test")
    except RegisterError as refusal:
        return refusal.code.encode()


@pytest.fixture(scope="module")
def told(world):
    return asyncio.run(ask_all())


def test_everything_is_remembered_of_what_was_asked(told):
    refused = {found.kind for found in told.remembered if isinstance(found, Refusal)}

    assert {text for text, _ in ASKED} <= {found for found in told.remembered if isinstance(found, str)}
    assert refused == {BadInput, ForbiddenMatch, PurposeRequired}
    assert sum(b'"errors"' not in body and b'"data"' in body for body in told.bodies) > len(told.bodies) / 3


def test_no_value_that_a_caller_sent_is_remembered(told):
    texts = [found for found in told.remembered if isinstance(found, str | bytes) and SENT in str(found)]
    numbers = [found for found in told.remembered if isinstance(found, float) and found == EAST]
    days = [found for found in told.remembered if isinstance(found, date) and found == DAY]

    assert (texts, numbers, days) == ([], [], [])


def test_nobody_who_asked_is_remembered_but_the_body_that_pays(told):
    subjects = {caller.subject for caller in CALLERS}

    assert [found for found in told.remembered if isinstance(found, Caller)] == []
    assert [found for found in told.remembered if isinstance(found, str) and found in subjects] == []


def test_no_frame_of_a_request_is_remembered_where_a_refusal_is(told):
    assert [found for found in told.remembered if isinstance(found, FrameType | TracebackType | BaseException)] == []


def held(value):
    """A few ways to hold a value that look like nothing of the kind."""

    def closed_over():
        return value

    def defaulted(kept=value):
        return kept

    def raised(kept):
        raise BadInput(f"No {len(kept)}.")

    try:
        raised(value)
    except BadInput as refusal:
        error = refusal
    return {"closure": closed_over, "default": defaulted, "error": error, "row": [{"a": (value,)}]}


@pytest.mark.parametrize("way", ["closure", "default", "error", "row"])
def test_a_value_is_found_however_it_is_held(way):
    sent = f"{SENT} at {datetime.now(UTC)}"

    assert sent in held_by(held(sent)[way])
