"""A record by its id alone: found by whoever may read it and by nobody else, whatever is selected of it."""

import uuid

import pytest

from register.catalogue import CATALOGUE
from register.policy.grants import PURPOSE_NEEDED
from tests.hostile.operations import Operation
from tests.hostile.raw_requests import change, masked
from tests.hostile.rows import Rows
from tests.hostile.test_one_wall import DOWN
from tests.hostile.walled import ASKERS, TABLES
from tests.hostile.walled_server import ask, serve_walled

NODES = [entity for entity in CATALOGUE.values() if entity.is_node]
CALLERS = (
    "police of Northby", "police of Southby", "police of Northby, who opened a home", "the same without a purpose",
    "Northby Council", "Ofsted", "its statisticians", "the missing persons unit", "an inspector of Southby",
    "a health board", "an interview provider", "an auditor",
)  # fmt: skip
# As many root fields as a request may have here.
ROOTS = 30


@pytest.fixture(scope="module")
def world(cluster, story, worker):
    """A register in which every table has rows."""
    with serve_walled(cluster, story, f"nodes_{worker}", callers=CALLERS) as server:
        yield server


@pytest.fixture(scope="module")
def held(world):
    """All rows, as their owner reads them."""
    return Rows(world.owner, TABLES)


def ids_of(held, entity):
    """The ids of every record of a type."""
    return [str(row["id"]) for row in held.rows[entity.table.name]]


def found(world, caller, ids, shown="__typename id"):
    """What a caller is shown of the records with these ids: the type of each that is found."""
    told = {}
    for start in range(0, len(ids), ROOTS):
        some = ids[start : start + ROOTS]
        text = " ".join(f'n{number}: node(id: "{each}") {{ {shown} }}' for number, each in enumerate(some))
        answer = ask(world, caller, Operation(f"{{ {text} }}"))
        assert (answer.status, answer.codes) == (200, []), answer.json
        told |= {node["id"]: node["__typename"] for node in answer.data.values() if node}
    return told


def visible(held, caller):
    """The type of each record that a caller may read, by the second opinion."""
    asker = ASKERS[caller]
    return {str(row["id"]): entity.name for entity in NODES for row in held.visible(asker, entity.table.name)}


def test_every_type_with_a_key_of_its_own_is_a_node_and_has_records_to_find(held):
    assert {"Home", "Provider", "Child", "MissingEpisode", "Placement", "Premises"} <= {each.name for each in NODES}
    assert [entity.name for entity in NODES if not ids_of(held, entity)] == []


@pytest.mark.parametrize("caller", CALLERS)
def test_a_record_is_found_by_its_id_by_whoever_may_read_it_and_by_nobody_else(world, held, caller):
    every = [each for entity in NODES for each in ids_of(held, entity)]
    expected = visible(held, caller)
    if ASKERS[caller].purpose is None:
        # What needs a purpose is not even looked for.
        expected = {key: name for key, name in expected.items() if CATALOGUE[name].group not in PURPOSE_NEEDED}

    assert found(world, caller, every) == expected


def bytes_of(world, caller, ids, shown):
    """All that a caller sees of the answer about one record of each type. shown: what is selected of it, by type."""
    text = " ".join(f'n{number}: node(id: "{each}") {{ {shown(name)} }}' for number, (name, each) in enumerate(ids))
    return masked(ask(world, caller, Operation(f"{{ {text} }}")))


SHOWN = {
    "its own type": lambda name: f"... on {name} {{ id }}",
    "no type": lambda name: "id",
    "two types": lambda name: "... on Home { urn } ... on Child { name }",
}


@pytest.mark.parametrize("caller", ["police of Northby", "Northby Council", "its statisticians", "a health board"])
@pytest.mark.parametrize("shown", SHOWN.values(), ids=SHOWN)
def test_a_hidden_record_is_answered_in_the_bytes_of_one_that_is_not_there(world, held, caller, shown):
    seen = visible(held, caller)
    of_each = {entity.name: [each for each in ids_of(held, entity) if each not in seen][:1] for entity in NODES}
    hidden = [(name, each) for name, ids in of_each.items() for each in ids]
    unknown = [(name, str(uuid.uuid4())) for name, _ in hidden]

    assert len(hidden) >= 5
    assert bytes_of(world, caller, hidden, shown) == bytes_of(world, caller, unknown, shown)


def test_the_first_wall_alone_finds_no_more(world, held):
    change(world, DOWN)
    for caller in ("police of Northby", "Northby Council", "a health board"):
        every = [each for entity in NODES for each in ids_of(held, entity)]
        assert found(world, caller, every) == visible(held, caller)
