"""What is remembered: bounded in bytes that are counted as they are, the value unused for longest forgotten first."""

import gc
import tracemalloc
from datetime import date

import pytest

from register.policy.authority import NOTHING_LIVE
from register.requests.graphql.documents import Documents
from register.resolvers.reads.memory import PER_ENTRY_BYTES, Memory, bytes_of
from register.resolvers.reads.plan_cache import Plans
from register.settings import settings
from register.vocabulary import Agency, Caller, Purpose
from tests.support import story
from tests.support.query_plans import SCHEMA

POLICE = Caller("tester", Agency.POLICE, story.NORTHBY, None, Purpose.INSPECTION, date(2026, 3, 2))
MANY = 12


def text_of(number):
    """A document of a dashboard: a few homes, and one relation of theirs again and again."""
    parts = " ".join(f"a{n}: inspections(first: 2) {{ nodes {{ number kind }} }}" for n in range(12))
    return f"query Dashboard{number} {{ homes(first: 1) {{ nodes {{ urn name {parts} }} }} }}"


def test_a_memory_keeps_what_was_used_last_and_never_more_than_its_bytes():
    each = PER_ENTRY_BYTES + bytes_of("00", "x" * 1_000)
    memory = Memory(3 * each)
    for number in range(3):
        memory.keep(f"{number:02}", "x" * 1_000)
    memory.get("00")
    memory.keep("03", "x" * 1_000)

    assert [memory.get(f"{number:02}") is not None for number in range(4)] == [True, False, True, True]
    assert memory.bytes == 3 * each


def test_a_value_that_is_kept_again_counts_once_and_one_that_is_too_large_is_not_kept():
    memory = Memory(5_000)
    memory.keep("a", "x" * 1_000)
    memory.keep("a", "x" * 2_000)
    memory.keep("b", "x" * 6_000)

    assert (len(memory), memory.get("a"), memory.get("b")) == (1, "x" * 2_000, None)
    assert memory.bytes == PER_ENTRY_BYTES + bytes_of("a", "x" * 2_000)


def test_what_is_shared_is_counted_once_and_the_program_itself_not_at_all():
    shared = ("x" * 1_000,)

    assert bytes_of((shared, shared)) < 1_500
    assert bytes_of(SCHEMA) < 1_000


@pytest.mark.parametrize("what", ["documents", "plans", "statements"])
def test_what_is_counted_is_about_what_the_process_takes(what):
    documents, plans = Documents(SCHEMA, settings()), Plans(SCHEMA)

    def planned(number):
        operation = documents.ready(text_of(number)).choose(None)
        return plans.of(operation.node, operation.document.fragments, {})[0]

    made = {
        "documents": lambda number: documents.ready(text_of(number)),
        "plans": planned,
        "statements": lambda number: planned(number).decide(POLICE, planned(number).plan.bind({}), NOTHING_LIVE),
    }
    before = {"documents": None, "plans": "documents", "statements": "plans"}[what]
    made["statements"](MANY)
    for number in range(MANY):
        if before:
            made[before](number)
    memory = {"documents": documents._kept, "plans": plans._kept, "statements": plans.compiled}[what]
    gc.collect()
    tracemalloc.start()
    counted = memory.bytes
    for number in range(MANY):
        made[what](number)
    gc.collect()
    taken, _ = tracemalloc.get_traced_memory()
    tracemalloc.stop()

    # A plan is counted with its document, and statements with their plan, which they keep where those are forgotten.
    assert 0.9 * taken < memory.bytes - counted < 8 * taken
