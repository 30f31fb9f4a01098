"""Each collection is offered to whom it is for, and reads fields that there are."""

import pytest

from register.policy.grants import GRANTS
from register.requests.features.collections import collections
from register.vocabulary import BODIES, Agency, Group, Use

NAMES = ["homes", "homes-in-my-area", "premises", "missing-episodes", "areas-force", "areas-authority", "areas-region"]


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


@pytest.mark.parametrize("agency", Agency)
def test_missing_episodes_are_offered_to_whom_some_sighting_is_granted(agency):
    granted = {each.agency for each in GRANTS if each.group is Group.SIGHTING and Use.READ in each.uses}

    assert collections()["missing-episodes"].is_offered(agency) is (agency in granted)
    assert {Agency.OFSTED, Agency.AUDITOR}.isdisjoint(granted)


def test_no_child_is_named_on_a_map():
    shown = [each.shown[0] for each in collections()["missing-episodes"].properties]

    assert "child" not in shown
    assert "riskAssessments" not in shown
