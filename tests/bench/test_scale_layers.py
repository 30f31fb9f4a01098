"""The layers that registers of several sizes are read by, and which of their pages are measured."""

import pytest

from bench.scale_layers import LAYERS, chosen
from register.requests.features.collections import collections
from register.requests.features.parameters import Asking
from register.requests.features.query import asked_of
from register.schema.assemble import graphql_schema
from tests.bench.test_scale import REGISTER

graphql_schema()


@pytest.mark.parametrize("layer", LAYERS, ids=lambda layer: layer.name)
def test_each_layer_is_offered_to_whom_it_is_read_as_and_counted(layer):
    asking = layer.asking(REGISTER)
    collection = collections()[layer.collection]

    assert collection.is_offered(layer.agency)
    assert (asking.box is not None) is bool(layer.box)
    assert asked_of(collection, asking).reads_only


def test_every_layer_has_a_name_of_its_own():
    assert len({layer.name for layer in LAYERS}) == len(LAYERS) == 15


@pytest.mark.parametrize(
    ("pages", "places"),
    [
        (1, {"first": 0}),
        (2, {"first": 0}),
        (3, {"first": 0, "second": 1}),
        (9, {"first": 0, "second": 1, "in the middle": 4, "last that is full": 7}),
    ],
)
def test_the_pages_that_are_measured_are_each_another(pages, places):
    askings = [Asking(cursor=str(number)) for number in range(pages)]

    assert {name: int(asking.cursor) for name, asking in chosen(askings).items()} == places
