"""A crash at any statement of a command leaves no half of it, and asking again makes it whole, once (DI-20)."""

import asyncio
import itertools
import uuid

import asyncpg
import pytest
import sqlalchemy as sa

from tests.hostile.broken_connections import CANCELLED, GONE, KILLED, UNHEARD, crashes
from tests.hostile.conftest import own_world
from tests.hostile.sizes import SOAKS, size
from tests.support.command_client import Keeper, building, new_home
from tests.support.story import NORTHBY

pytestmark = pytest.mark.long

# In short one statement in so many, and with each way of being cut off others.
STEP = size(9, 1)
BEGINS = {KILLED: 1, CANCELLED: 4, GONE: 7}
NUMBERS = itertools.count(970_001)
EAST = {"postcode": "ZZ8 8ZZ", "longitude": -2.0767566, "latitude": 53.4517508}
TABLES = """
select relname from pg_class
 where relnamespace = 'register'::regnamespace and relkind = 'r' order by relname
"""
POLICE = {"agency": "police", "area": NORTHBY}


@pytest.fixture(scope="module")
def keeper(cluster, story, worker):
    """Sends commands to a register that the tests of this module share."""
    with own_world(cluster, story, f"crashing_{worker}") as server:
        yield Keeper(server)


@pytest.fixture(scope="module")
def crash(keeper):
    """What befalls the register's statements."""
    with crashes(keeper.server) as made:
        yield made


@pytest.fixture(scope="module")
def look(keeper):
    """Reads all of the register: of each table how many rows, and a digest of all that they hold."""
    with keeper.server.owner.connect() as owner:
        names = owner.scalars(sa.text(TABLES)).all()
    parts = [
        f"select '{name}', count(*), md5(string_agg(md5(t::text), '' order by md5(t::text))) from register.{name} t"  # noqa: S608
        for name in names
    ]
    whole = sa.text(" union all ".join(parts))

    def read():
        with keeper.server.owner.connect() as owner:
            return {name: (count, digest) for name, count, digest in owner.execute(whole)}

    return read


def grown(before, after):
    """How many rows each table gained, and which changed otherwise; the log of consultations apart."""
    gains = {name: after[name][0] - before[name][0] for name in after if after[name] != before[name]}
    consulted = gains.pop("access_log", 0)
    return gains, consulted


def a_home(keeper, **more):
    """A new home."""
    urn = f"SC{next(NUMBERS)}"
    assert keeper.do("registerHome", **new_home(urn, **more)).problems == []
    return {"urn": urn, "expectedVersion": 1}


def registering(keeper):
    return new_home(f"SC{next(NUMBERS)}", premises=[building(), building(isMain=False, **EAST)])


def moving(keeper):
    return a_home(keeper) | {"changedOn": "2025-03-01", "premises": [building(**EAST)]}


def cancelling(keeper):
    return a_home(keeper) | {"way": "BY_COURT", "ceasedOn": "2025-01-01", "reasons": "R.", "appealStatus": "NONE"}


def merging(keeper):
    double = a_home(keeper)
    return a_home(keeper) | {"duplicateUrn": double["urn"], "duplicateExpectedVersion": 1}


def several(keeper):
    home = a_home(keeper)
    items = [
        {"registerHome": new_home(f"SC{next(NUMBERS)}")},
        {"changeManager": home | {"name": "Bryony Lark", "changedOn": "2024-06-01"}},
        {"correctHome": home | {"expectedVersion": 2, "places": 9, "name": "Wren House"}},
    ]
    return {"items": items, "reason": "Monthly letters."}


def opening(keeper):
    home = a_home(keeper, premises=[building(**EAST)])
    return {"urn": home["urn"], "incident": "INC-1", "reason": "A child was seen going in.", "minutes": 30}


COMMANDS = {
    "registerHome": (registering, {}),
    "changePremises": (moving, {}),
    "cancelRegistration": (cancelling, {}),
    "mergeDuplicateHomes": (merging, {}),
    "applyChanges": (several, {}),
    "openHome": (opening, POLICE),
}


class Sending:
    """One command, each time on homes that nothing else is done to. who: as whom it is sent."""

    def __init__(self, keeper, crash, look, command):
        self.keeper, self.crash, self.look, self.command = keeper, crash, look, command
        self.made, self.who = COMMANDS[command]

    def fresh(self):
        """An input of the command, and the register before it."""
        self.crash.arm(None)
        given = self.made(self.keeper) | {"idempotencyKey": str(uuid.uuid4())}
        # In a day one officer opens so many homes and no more.
        self.who = self.who | {"subject": given["idempotencyKey"]}
        return given, self.look()

    def send(self, given, at=None, way=KILLED):
        """What is answered where this happens at that statement."""
        self.crash.arm(at, way)
        return self.keeper.send(self.command, given, **self.who)

    def alone(self):
        """The statements of the command, and what it does, where nothing befalls it."""
        given, before = self.fresh()
        answer = self.send(given)
        assert answer.data[self.command]["problems"] == [], answer.json
        texts = list(self.crash.texts)
        return texts, grown(before, self.look())[0]

    def done_once(self, given, before, effect):
        """Sent again, and again: it is done once, and told in the same bytes."""
        first, second = self.send(given), self.send(given)
        assert (first.status, first.codes) == (200, [])
        assert first.data[self.command]["problems"] == []
        assert first.body == second.body
        assert grown(before, self.look())[0] == effect


@pytest.fixture(params=list(COMMANDS))
def sending(keeper, crash, look, request):
    """Each of the commands."""
    return Sending(keeper, crash, look, request.param)


def places_of(way, last):
    """Before which statements it happens; before the first there is nothing that could be cancelled."""
    first = 1 if way == KILLED else 2
    return sorted({first, *range(first if SOAKS else BEGINS[way], last, STEP), last})


@pytest.mark.parametrize("way", [KILLED, CANCELLED, GONE])
def test_a_crash_before_any_statement_leaves_nothing_and_asking_again_is_one_change(sending, way):
    sending.alone()
    texts, effect = sending.alone()
    places = places_of(way, len(texts))

    assert (texts[0].split()[0], texts[-1]) == ("begin", "commit")
    assert len(texts) > 10
    given, before = sending.fresh()
    for at in places:
        answer = sending.send(given, at, way)
        assert sending.crash.count >= at, at
        assert (answer.status, answer.codes) == (503, ["SYSTEM_UNAVAILABLE"]), (at, texts[at - 1])
        assert sending.look() == before, (at, texts[at - 1])
        if SOAKS or at in (places[0], places[-1]):
            sending.done_once(given, before, effect)
            given, before = sending.fresh()


def test_a_connection_that_is_lost_while_it_is_given_back_takes_nothing_from_the_answer(sending, monkeypatch):
    release = asyncpg.Pool.release

    def lose(pool, connection, **more):
        # Right before the driver's own step, which comes a turn of the loop later.
        asyncio.get_running_loop().call_soon(connection.terminate)
        return release(pool, connection, **more)

    _, effect = sending.alone()
    given, before = sending.fresh()
    monkeypatch.setattr(asyncpg.Pool, "release", lose)
    first = sending.send(given)
    monkeypatch.undo()

    assert (first.status, first.codes) == (200, [])
    assert grown(before, sending.look()) == (effect, 1)
    assert sending.send(given).body == first.body


def test_a_commit_that_nobody_heard_of_is_whole_and_asking_again_changes_nothing_more(sending):
    texts, effect = sending.alone()
    given, before = sending.fresh()
    answer = sending.send(given, len(texts), UNHEARD)
    after = grown(before, sending.look())

    assert (answer.status, answer.codes) == (503, ["SYSTEM_UNAVAILABLE"])
    assert after == (effect, 1)
    sending.done_once(given, before, effect)
