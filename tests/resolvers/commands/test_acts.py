"""A function says of itself which command it carries out."""

from dataclasses import replace

import pytest

from register.resolvers.commands import acts
from register.resolvers.commands.acts import ACTS, carries_out, carries_out_whole
from register.resolvers.commands.frame import run
from register.schema.commands.person import CHANGE_MANAGER


async def nothing(context):
    """An act that is never run."""


def test_a_function_is_entered_under_the_name_of_its_command_within_the_frame(monkeypatch):
    monkeypatch.setattr(acts, "_acts", {})

    assert carries_out(CHANGE_MANAGER)(nothing) is nothing
    assert (acts._acts["changeManager"].func, acts._acts["changeManager"].args) == (run, (CHANGE_MANAGER, nothing))


def test_what_is_the_whole_of_a_command_is_entered_as_it_is(monkeypatch):
    monkeypatch.setattr(acts, "_acts", {})

    assert carries_out_whole(CHANGE_MANAGER)(nothing) is nothing
    assert acts._acts == {"changeManager": nothing}


@pytest.mark.parametrize("entered", [carries_out, carries_out_whole])
def test_a_command_is_carried_out_by_one_function(entered):
    before = dict(ACTS)

    with pytest.raises(TypeError, match="changeManager is carried out already"):
        entered(replace(CHANGE_MANAGER, about="The same again."))(nothing)

    assert before == ACTS
