"""What is searched for tells nothing of what is hidden in a large register: neither by its work nor by the clock."""

import asyncio
import random
import statistics
import time

import httpx2
import pytest

from register.maintenance.migrate import API_LOGIN
from register.settings import settings
from tests.hostile.compared_work import compare_all
from tests.hostile.large import DEMONSTRATION, askers, large_register
from tests.hostile.searches import SOME, hidden, searches
from tests.hostile.sizes import SOAKS
from tests.support.client import serve

pytestmark = pytest.mark.skipif(not SOAKS, reason="fills a register of forty thousand homes: make soak")

# Deeper filters and other roots are compared in the small world, every one.
ROOTS = {"homes", "inspections", "providers", "children", "missingEpisodes"}
DEEPEST = 2
MOST_VALUES = 1

# The attack: so many values of each kind, hidden and held by nobody, each tried so often in so many places of a query.
VALUES, TRIES, ALIASES = 30, 60, 10
GUESSED = {
    "UPRN": ("premises", "uprn"),
    "postcode": ("premises", "postcode"),
    "address of the owner": ("provider", "address"),
}
# How often a hidden value takes longer than one that nobody holds: a half, by chance; of thirty by thirty, less than
# one in a thousand attacks on nothing at all come to more.
CHANCE, TELLING = 0.5, 0.74


@pytest.fixture(scope="module", params=[DEMONSTRATION, 40_000])
def large(request, cluster, worker):
    with large_register(cluster, request.param, f"large_{worker}") as register:
        yield register


@pytest.fixture(scope="module")
def bodies(large):
    return askers(large)


def asked():
    """The searches of this attack: by one value, not too deep."""
    return [
        search
        for search in searches()
        if search.compare == "eq" and search.root in ROOTS and sum(step != SOME for step in search.path) <= DEEPEST
    ]


def test_a_search_does_the_same_work_in_a_large_register_whether_a_hidden_row_matches(
    cluster, large, bodies, record_property
):
    with pytest.MonkeyPatch.context() as patched:
        patched.setenv("REGISTER_DATABASE_URL", cluster.url(large.owner.url.database, user=API_LOGIN))
        settings.cache_clear()
        compared = asyncio.run(compare_all(large, bodies, asked(), most_values=MOST_VALUES))
    settings.cache_clear()
    record_property(f"searches compared in {large.owner.url.database}", str(dict(compared.searched)))

    assert compared.searched["police"] >= 40
    assert compared.differing == []


def test_no_clock_tells_which_values_hidden_homes_have(cluster, large, bodies, record_property):
    police, name = bodies["police"], large.owner.url.database
    with serve(cluster.url(name, user=API_LOGIN), cluster.url(name)) as server:
        for kind, path in GUESSED.items():
            search = next(each for each in asked() if (each.root, each.path) == ("homes", _path(path)))
            table, column = search.column.table.name, search.column.stored.name
            held = hidden(large, police, search)[:VALUES]
            nowhere = [large.altered(table, column, value) for value in held]
            own = list(map(str, large.seen(police, table, column)))[:VALUES]
            told = guess(server, police, search, values={"hidden": held, "nowhere": nowhere, "own": own})
            longer, control = (slower(told[each], told["nowhere"]) for each in ("hidden", "own"))
            found = sum(took > sorted(told["nowhere"])[-2] for took in told["hidden"])
            record_property(
                f"{kind}, {len(held)} hidden", f"longer {longer:.2f} of the time, own {control:.2f}; found {found}"
            )

            assert abs(longer - CHANCE) < TELLING - CHANCE, kind
            # What one may read takes longer to answer: a clock that did not see that would see nothing.
            assert control > TELLING, kind


def _path(path):
    relation, field = path
    return (relation, SOME, field) if relation == "premises" else (relation, field)


def guess(server, asker, search, *, values):
    """How long each value took, of all its tries the middle: the values in another order each time."""
    token = server.token(asker.agency, asker.area)
    headers = {"Authorization": f"Bearer {token}", "Register-Purpose": asker.purpose}
    took = {(what, value): [] for what, each in values.items() for value in each}
    order, mixed = list(took), random.Random(60)  # noqa: S311 - an order, and no secret
    with httpx2.Client(timeout=60, trust_env=False, headers=headers) as client:
        for _ in range(TRIES):
            mixed.shuffle(order)
            for what, value in order:
                body = {"query": document(search), "variables": {"v": value}}
                began = time.perf_counter()
                answer = client.post(f"{server.url}/graphql", json=body)
                took[what, value].append(time.perf_counter() - began)
                assert answer.status_code == 200
    return {what: [statistics.median(took[what, value]) for value in each] for what, each in values.items()}


def document(search):
    """One search under ten names."""
    text = search.text("totalCount")
    opened, _, closed = text.partition(" { ")
    root = closed.rsplit(" }", 1)[0]
    return f"{opened} {{ {' '.join(f'a{number}: {root}' for number in range(ALIASES))} }}"


def slower(some, others):
    """How often one of some took longer than one of the others."""
    return sum(one > other for one in some for other in others) / (len(some) * len(others))
