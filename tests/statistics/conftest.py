"""A register of a few authorities, with children and episodes of the last two years that are over, to be counted."""

import uuid
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta

import numpy as np
import pytest
import sqlalchemy as sa

from register import tables
from register.database.private_server import Cluster
from register.demo.bulk_load import sign
from register.statistics.answers import closed_years, today_in_england
from register.statistics.publication import publish
from register.vocabulary import AreaKind, StatisticsQuestion
from tests.conftest import make_once, own_copy, rolled_back
from tests.support import factories as make

COUNTED, PUBLISHED = "register_counted", "register_published"
NORTH, SOUTH = "E12000001", "E12000009"
FORCE = "E23000005"
SILENT = "E06000053"
AUTHORITIES = ("E08000003", "E08000004", "E08000005", "E08000006", "E09000002", "E09000003", SILENT)
REGION_OF = {code: NORTH if code.startswith("E08") else SOUTH for code in AUTHORITIES}
CHILDREN = dict(zip(AUTHORITIES, (30, 9, 6, 4, 22, 1, 0), strict=True))


@dataclass
class Made:
    """What was made: for each child its authority, birth, sex and the episodes of each year."""

    children: list[dict] = field(default_factory=list)
    episodes: list[dict] = field(default_factory=list)


def last_year() -> date:
    """The first day of the last year that is over."""
    today = today_in_england()
    return date(today.year - 1 if today >= date(today.year, 4, 1) else today.year - 2, 4, 1)


def invent(seed: int = 1) -> Made:
    """The same children and episodes for the same seed."""
    chance, made = np.random.default_rng(seed), Made()
    begun = datetime.combine(last_year(), datetime.min.time(), UTC)
    for authority in AUTHORITIES:
        for number in range(CHILDREN[authority]):
            key = uuid.uuid5(uuid.NAMESPACE_OID, f"{authority} {number}")
            born = date(begun.year - int(chance.integers(9, 17)), 3, 1)
            sex = str(chance.choice(["male", "female"]))
            made.children.append({"key": key, "authority": authority, "born": born, "sex": sex})
            for place in range(int(chance.poisson(2)) if number else 1):
                at = begun + timedelta(days=10 + 20 * place + int(chance.integers(15)), hours=int(chance.integers(24)))
                kind = "missing" if chance.random() < 0.8 or not number else "away"
                hours = int(chance.choice([2, 12, 30, 100]))
                made.episodes.append({"child": key, "authority": authority, "at": at, "kind": kind, "hours": hours})
    return made


def lay_ground(connection: sa.Connection) -> None:
    """The areas: two regions, one force, and a box for each authority."""
    boxes = {code: (300_000.0 + 20_000 * at, 300_000.0, 310_000.0 + 20_000 * at, 310_000.0)
             for at, code in enumerate(AUTHORITIES)}  # fmt: skip
    whole = (300_000.0, 300_000.0, 500_000.0, 310_000.0)
    make.create_areas(connection, AreaKind.COUNTRY, ("E92000001", "England", whole))
    make.create_areas(connection, AreaKind.FORCE, (FORCE, "Northby", whole))
    make.create_areas(
        connection, AreaKind.REGION, (NORTH, "North", (300_000.0, 300_000.0, 375_000.0, 310_000.0)),
        (SOUTH, "South", (375_000.0, 300_000.0, 500_000.0, 310_000.0)),
    )  # fmt: skip
    named = [(code, f"Council {at}", boxes[code]) for at, code in enumerate(AUTHORITIES)]
    make.create_areas(connection, AreaKind.AUTHORITY, *named)
    connection.execute(tables.area_within.delete().where(tables.area_within.c.within_kind == "region"))
    rows = [{"code": code, "within_code": region, "within_kind": "region"} for code, region in REGION_OF.items()]
    connection.execute(tables.area_within.insert(), rows)


def write(connection: sa.Connection, made: Made) -> None:
    """Write children, their placements and their episodes, with interviews as the database opens them."""
    sign(connection, "a test")
    kids = made.children
    connection.execute(
        tables.child.insert(), [{"id": k["key"], "responsible_authority_code": k["authority"]} for k in kids]
    )
    connection.execute(
        tables.child_minimum.insert(),
        [{"child_id": k["key"], "name": "Wren Hale", "date_of_birth": k["born"], "sex": k["sex"]} for k in kids],
    )
    placed = [
        {"id": uuid.uuid4(), "child_id": k["key"], "kind": "foster_care", "host_authority_code": k["authority"],
         "started_on": date(2015, 1, 1)}
        for number, k in enumerate(kids)
        if number % 3
    ]  # fmt: skip
    connection.execute(tables.placement.insert(), placed)
    for number, each in enumerate(made.episodes):
        add_episode(connection, f"T/{number}", each)


def add_episode(connection: sa.Connection, reference: str, each: dict) -> None:
    """Write one episode of a child that has ended."""
    key, ended = uuid.uuid4(), each["at"] + timedelta(hours=each["hours"])
    row = {
        "id": key, "reference": reference, "kind": each["kind"], "setting": "home", "status": "closed",
        "owning_force_code": FORCE, "responsible_authority_code": each["authority"], "started_at": each["at"],
        "reported_at": each["at"], "found_at": ended, "returned_at": ended, "ended_at": ended, "found_by": "police",
    }  # fmt: skip
    connection.execute(tables.missing_episode.insert().values(**row))
    connection.execute(tables.episode_child.insert().values(episode_id=key, child_id=each["child"]))


def fill(connection: sa.Connection) -> None:
    """Everything, committed."""
    with connection.begin():
        lay_ground(connection)
        write(connection, invent())


def publish_all(connection: sa.Connection) -> None:
    """Every question, published once."""
    with connection.begin():
        assert closed_years(connection, today_in_england()) == [last_year()]
        publish(connection, tuple(StatisticsQuestion), agreed_by="a tester")


def make_published(cluster: Cluster, template: str) -> str:
    """The name of a database in which every question is published; only cloned."""
    make_once(cluster, COUNTED, fill, template=template)
    make_once(cluster, PUBLISHED, publish_all, template=COUNTED)
    return PUBLISHED


@pytest.fixture(scope="session")
def counted(cluster: Cluster, template: str) -> str:
    """The name of a database with the children and episodes, nothing published; only cloned."""
    make_once(cluster, COUNTED, fill, template=template)
    return COUNTED


@pytest.fixture(scope="session")
def told() -> Made:
    """What the database holds."""
    return invent()


@pytest.fixture(scope="module")
def counted_engine(cluster: Cluster, counted: str, worker: str) -> Iterator[sa.Engine]:
    """An engine on a copy of it, on which nobody commits."""
    with own_copy(cluster, counted, f"counted_{worker}") as engine:
        yield engine


@pytest.fixture
def figures(counted_engine: sa.Engine) -> Iterator[sa.Connection]:
    """A connection to the counted register; what it does is rolled back."""
    with rolled_back(counted_engine) as opened:
        yield opened


@pytest.fixture(scope="module")
def published(cluster: Cluster, template: str, worker: str) -> Iterator[sa.Engine]:
    """An engine on a copy in which every question is published once."""
    with own_copy(cluster, make_published(cluster, template), f"published_{worker}") as engine:
        yield engine
