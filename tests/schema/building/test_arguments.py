"""How a field borrows its arguments."""

import inspect

import pytest

from register.catalogue import Argument
from register.errors import Internal
from register.schema.building.arguments import takes


def test_a_field_borrows_its_arguments_and_never_resolves():
    resolver = takes(urn=Argument(str, "A number."), first=Argument(int | None, "How many.", 10))

    assert {name: each.default for name, each in inspect.signature(resolver).parameters.items()}["first"] == 10
    with pytest.raises(Internal):
        resolver()
