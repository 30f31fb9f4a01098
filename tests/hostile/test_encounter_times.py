"""An encounter takes as long for a child who is missing as for one who is not: pairs, asked by turns."""

import random
import statistics
import time

import pytest

from register.tables.encounters import MOST_AN_HOUR
from tests.hostile.sizes import size
from tests.support import story
from tests.support.child_factories import ago, create_child, create_episode
from tests.support.command_client import kept_register

PAIRS = size(20, 500)
WARM_UP = 4
# The order of a pair is drawn, so that nothing that comes by turns counts for one of both.
CHANCE = random.Random(20)  # noqa: S311
# What a difference has to exceed to be told by somebody who asks so often: t of 0.001, two-sided, for many pairs.
T = 3.3
# Another process may take the processor from one of both, by chance: what is real is there in each series.
SERIES = 3
# A difference that is real and so small says nothing over a network.
LEAST_S = 0.0005

COUNCIL, FORCE = story.SOUTHBY_COUNCIL, story.NORTHBY


@pytest.fixture(scope="module")
def register(cluster, story, worker):
    """A served copy of the story, with a child who is missing and many who are not."""
    with kept_register(cluster, story, worker, named="met_in_pairs") as kept:
        with kept.server.owner.begin() as connection:
            missing = create_child(connection, "Wren Hale", COUNCIL)
            create_episode(connection, missing, FORCE, started_at=ago(hours=5))
            for number in range(40):
                create_child(connection, f"Child {number}", COUNCIL)
        yield kept


def asked_s(register, name, officer):
    """How long a question took, in seconds, and whether a child was found."""
    force = {"agency": "police", "area": story.SOUTHBY, "subject": f"officer {officer}"}
    began = time.perf_counter()
    told = register.payload("encounter", force, name=name, dateOfBirth="2012-03-04")
    return time.perf_counter() - began, told["encounter"]["isMissing"]


def statements_of(register, name):
    """The statements of a question, in their order."""
    register.payload("encounter", {"agency": "police", "area": story.SOUTHBY, "subject": "counted"}, name=name,
                     dateOfBirth="2012-03-04")  # fmt: skip
    return list(register.server.statements)


def test_a_hit_says_the_same_statements_as_a_miss(register):
    for _ in range(2):
        hit, miss = statements_of(register, "Wren Hale"), statements_of(register, "Nobody Known")

    assert hit == miss


def differences_s(register, first):
    """How much longer a hit took than a miss, pair by pair. first: the number of the first officer who asks."""
    found = []
    for number in range(PAIRS + WARM_UP):
        # Each officer asks as often as an hour allows, and no more.
        officer = first + number // (MOST_AN_HOUR // 2)
        pair = ["Wren Hale", f"Nobody {number}"]
        CHANCE.shuffle(pair)
        took = {name: asked_s(register, name, officer) for name in pair}
        hit, miss = took["Wren Hale"], took[f"Nobody {number}"]
        assert (hit[1], miss[1]) == (True, False)
        if number >= WARM_UP:
            found.append(hit[0] - miss[0])
    return found


def test_hits_and_misses_take_the_same_time(register, record_property):
    told = []
    for series in range(SERIES):
        differences = differences_s(register, first=series * PAIRS)
        middle = statistics.median(differences)
        kept = sorted(differences, key=lambda each: abs(each - middle))[: int(len(differences) * 0.9)]
        mean, spread = statistics.mean(kept), statistics.stdev(kept) / len(kept) ** 0.5
        told.append(f"{len(kept)}, hit less miss {mean * 1000:.3f} ms ± {T * spread * 1000:.3f} ms")
        if abs(mean) < max(LEAST_S, T * spread):
            break
    record_property("encounter pairs", "; ".join(told))
    assert abs(mean) < max(LEAST_S, T * spread), told
