"""Callers at the GIS door."""

import pytest

from register.schema.assemble import graphql_schema
from tests.support import story
from tests.support.features_client import Features

# The collections need the schema, which fills the catalogue.
graphql_schema()


@pytest.fixture
def northby(server) -> Features:
    """The police of Northby."""
    return Features(server, "police", story.NORTHBY)


@pytest.fixture
def ofsted(server) -> Features:
    """Ofsted, which sees every home."""
    return Features(server, "ofsted")
