"""A function says of itself which command it carries out."""

from dataclasses import replace

import pytest

from register.resolvers.commands import acts
from register.resolvers.commands.acts import ACTS, carries_out
from register.schema.commands.home import CHANGE_MANAGER


async def nothing(context):
    """An act that is never run."""


def test_a_function_is_entered_under_the_name_of_its_command(monkeypatch):
    monkeypatch.setattr(acts, "_acts", {})
    carries_out(CHANGE_MANAGER)(nothing)

    assert acts._acts == {"changeManager": nothing}


def test_a_command_is_carried_out_by_one_function():
    with pytest.raises(TypeError, match="changeManager is carried out already"):
        carries_out(replace(CHANGE_MANAGER, about="The same again."))(nothing)

    assert ACTS["changeManager"] is not nothing
