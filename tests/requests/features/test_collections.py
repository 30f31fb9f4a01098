"""Each collection is offered to whom it is for, and reads fields that there are."""

import pytest

from register.requests.features.collections import collections
from register.vocabulary import BODIES, Agency

NAMES = ["homes", "homes-in-my-area", "premises", "areas-force", "areas-authority", "areas-region"]


def test_these_are_the_collections():
    assert list(collections()) == NAMES


@pytest.mark.parametrize("agency", Agency)
def test_only_bodies_with_an_area_are_offered_their_own(agency):
    offered = {name for name, each in collections().items() if each.is_offered(agency)}

    assert ("homes-in-my-area" in offered) is (BODIES[agency].area_kind is not None)
    assert "homes" in offered


@pytest.mark.parametrize("name", NAMES)
def test_the_properties_that_a_collection_names_are_there(name):
    collection = collections()[name]

    for named in (collection.key, collection.never_null, collection.begins, collection.ends):
        assert collection.property_named(named) is not None
    assert collection.property_named("no such") is None
    assert collection.is_outlined is (collection.place in collection.entity.columns)
    assert collection.takes_shapes is (name in ("homes", "homes-in-my-area"))
    assert "." not in collection.id
