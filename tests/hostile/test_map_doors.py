"""Every address of the GIS door, of every collection, shows nobody what they may not read, with either wall alone too.

The addresses are those of the routes, filled with every collection, form and id: a new one is asked without a word.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime
from functools import cache
from io import BytesIO
from pathlib import Path
from tempfile import TemporaryDirectory
from urllib.parse import quote
from zipfile import ZipFile

import pytest
import sqlalchemy as sa
from starlette.routing import Route

from register.http.features import ROOT, feature_routes
from register.requests.downloads.forms import FORMS
from register.requests.features.collections import Collection, collections
from register.requests.features.filter_inputs import filterable
from register.schema.assemble import graphql_schema
from register.vocabulary import Agency
from tests.hostile.canaries import plant
from tests.hostile.raw_requests import change
from tests.hostile.rows import Rows
from tests.hostile.sizes import size
from tests.hostile.test_one_wall import CALLERS, DOWN, forbidden_to, leaked, without_first_wall
from tests.hostile.walled import ASKERS, TABLES
from tests.hostile.walled_server import serve_walled
from tests.http.test_statutory_lists import backdate
from tests.support.download_client import open_archive
from tests.support.features_client import Features

graphql_schema()

# In the suite each caller asks one address of so many, by turns; without the first wall, and without the second, fewer.
TURNS = size(24, 1)
FEWER = size(50, 1)
# So many properties of a collection are filtered by; tests/hostile/test_feature_door.py filters by each of homes.
FILTERED = size(3, 1_000)
WORLD = "bbox=-180,-90,180,90"
WAYS = ("f=json", "f=html", "limit=1", WORLD, "datetime=../..")
# The addresses that show all of a collection, by which the attack shows that it would find what is shown.
SHOWS = "/items?f=json"
TILES = ("0/0/0", "6/20/31", "9/165/252")
MOST_FEATURES = 4


@dataclass
class Told:
    """What callers were answered with some walls: the words that they may not read, by caller and address."""

    leaked: dict[tuple[str, str], set[str]] = field(default_factory=dict)
    answered: set[str] = field(default_factory=set)


def keys_of(owner: sa.Engine, collection: Collection) -> list[str]:
    """The ids of some features of a collection, whoever may see them."""
    key = collection.property_named(collection.key)
    assert key is not None
    with owner.connect() as connection:
        found = connection.scalars(sa.select(key.column.stored).order_by(key.column.stored).limit(MOST_FEATURES))
        return [str(each) for each in found]


def filters_of(collection: Collection) -> Iterator[str]:
    """A filter on each property of a collection that is true of every feature of which it may be asked."""
    for each in filterable(collection)[:FILTERED]:
        yield quote(f"{each.name} IS NULL OR {each.name} IS NOT NULL")


def filled(route: str, collection: Collection, owner: sa.Engine) -> Iterator[str]:
    """The addresses of a route of a collection."""
    path = route.replace("{collection}", collection.id)
    if path.endswith("/items"):
        yield from (f"{path}?{each}" for each in WAYS)
        yield from (f"{path}?filter={each}" for each in filters_of(collection))
    elif "{feature}" in path:
        yield from (path.replace("{feature}", key) for key in keys_of(owner, collection))
    elif "{zoom}" in path:
        yield from (path.replace("{zoom}/{row}/{column}", tile) for tile in TILES)
    elif "{form}" in path:
        yield from (path.replace("{form}", form) for form in FORMS)
    else:
        yield path


def addresses(owner: sa.Engine) -> list[str]:
    """Every address of the door, below its root."""
    found = []
    for route in feature_routes(lambda: pytest.fail("nothing is asked")):
        assert isinstance(route, Route)
        path = route.path.removeprefix(ROOT)
        if "{collection}" in path:
            found += [each for one in collections().values() for each in filled(path, one, owner)]
        elif "{name}" in path:
            found += [path.replace("{name}", f"{datetime.now(UTC):%Y-%m}.{form}") for form in ("csv", "ods")]
        else:
            found.append(path.replace("{rest:path}", "no/such/place"))
    assert not [path for path in found if "{" in path]
    return found


def text_of(response) -> str:
    """Everything that an answer says: of an archive each file, and of a download the cells of its rows as well."""
    if not response.content.startswith(b"PK"):
        return response.content.decode("latin-1") + response.text
    with ZipFile(BytesIO(response.content)) as archive:
        # GeoParquet repeats its schema in letters that are somebody's company number: its cells are read instead.
        named = [each for each in archive.namelist() if not each.endswith(".parquet")]
        said = " ".join(archive.read(each).decode("latin-1") for each in named)
    if response.headers["content-type"] == "application/zip":
        with TemporaryDirectory() as folder:
            said += str(open_archive(response).rows(Path(folder)))
    return said


def door(server, name) -> Features:
    asker = ASKERS[name]
    who = {"organisation": asker.organisation, "purpose": asker.purpose, "subject": asker.subject}
    return Features(server, asker.agency, asker.area, **who)


@cache
def hidden_in(text: str, hidden: frozenset[str]) -> set[str]:
    """The words in an answer that somebody may not read. Many callers get the same answer."""
    return leaked(text, hidden)


def asked(server, paths, forbidden, *, every) -> Told:
    """What each caller was answered. every: of so many addresses one caller asks one, by turns."""
    told, hidden = Told(), frozenset().union(*forbidden.values())
    for place, name in enumerate(CALLERS):
        for number, path in enumerate(paths):
            if (place + number) % every == 0:
                response = door(server, name).send(path)
                # What was asked for by its name is no news.
                found = {word for word in hidden_in(text_of(response), hidden) & forbidden[name] if word not in path}
                if found:
                    told.leaked[name, path] = found
                if response.status_code < 300:
                    told.answered.add(path)
                assert response.status_code < 500 or "SYSTEM_INTERNAL" in response.text, (name, path)
    return told


@pytest.fixture(scope="module")
def rounds(cluster, story, worker):
    """What everyone is answered with both walls, without the first, without the second, and without either."""

    def prepare(connection):
        plant(connection)
        backdate(connection)

    with serve_walled(cluster, story, f"maps_{worker}", callers=CALLERS, prepare=prepare) as server:
        held, paths = Rows(server.owner, TABLES), addresses(server.owner)
        forbidden = {name: forbidden_to(ASKERS[name], held) for name in CALLERS}
        told = {"both": asked(server, paths, forbidden, every=TURNS)}
        with without_first_wall():
            told["second alone"] = asked(server, paths, forbidden, every=FEWER)
        change(server, DOWN)
        told["first alone"] = asked(server, paths, forbidden, every=FEWER)
        with without_first_wall():
            told["neither"] = asked(server, [each for each in paths if each.endswith(SHOWS)], forbidden, every=1)
        yield paths, told


@pytest.mark.parametrize("walls", ["both", "second alone", "first alone"])
def test_nobody_reads_at_any_address_what_they_may_not_read(rounds, walls):
    _, told = rounds

    assert told[walls].leaked == {}


def test_what_is_hidden_is_found_where_neither_wall_is_there(rounds):
    """Else the attack would find nothing because it looks for nothing."""
    _, told = rounds
    found = {re.sub(r"[?].*|/items.*|/tiles.*|/downloads.*", "", path) for _, path in told["neither"].leaked}

    assert found >= {f"/collections/{name}" for name in ("homes", "premises", "missing-episodes")}


def test_every_route_of_every_collection_is_asked_and_most_are_answered_to_someone(rounds):
    paths, told = rounds
    answered = told["both"].answered

    assert {each.id for each in collections().values() if not any(f"/{each.id}/" in path for path in answered)} == set()
    assert len(answered) > len(paths) / 3


@pytest.mark.parametrize("agency", Agency)
def test_a_collection_that_a_body_is_not_offered_is_at_every_address_as_one_that_is_not_there(server, agency):
    caller = door(server, next(name for name, asker in ASKERS.items() if asker.agency == agency))
    others = [each for each in collections().values() if not each.is_offered(agency)]
    routes = [each.path.removeprefix(ROOT) for each in feature_routes(lambda: pytest.fail("nothing is asked"))]
    for path in (each for each in routes if "{collection}" in each):
        for collection in others:
            for address in filled(path, collection, server.owner):
                hidden = caller.send(address)
                assert not [text for text in server.statements if "register.home" in text], address
                absent = caller.send(address.replace(f"/{collection.id}", "/no-such", 1))
                assert (hidden.status_code, hidden.content) == (absent.status_code, absent.content), address
                assert hidden.status_code in (401, 403, 404), address
