"""Fields of forms: all that the schema says of a command's input can be filled in."""

import pytest

from register.catalogue import COMMANDS
from register.http.pages.fields import Control, fields_of
from register.http.pages.routes import ACTS


@pytest.mark.parametrize("act", ACTS, ids=lambda each: each.command)
def test_every_field_of_a_command_is_asked_for_or_known(act):
    known = {*(act.known or {}), *act.taken, *(act.own or {})} | ({"name"} if act.sends_a_file else set())

    assert {each.path[0] for each in act.fields} | known == set(COMMANDS[act.command].input)
    assert [each.name for each in act.fields if not each.hint or not each.title] == []


def test_a_field_is_filled_in_by_its_kind():
    found = {each.name: each for each in fields_of("assessRisk", frozenset({"episode", "expectedVersion"}))}

    assert {name: each.control for name, each in found.items()} == {
        "scheme": Control.RADIOS,
        "level": Control.RADIOS,
        "assessedAt": Control.MOMENT,
        "reviewDueAt": Control.MOMENT,
        "reason": Control.LONG,
    }
    assert [name for name, each in found.items() if each.is_required] == ["scheme", "level"]
    assert found["level"].options[-1][:2] == ("HIGH", "High")


def test_what_is_below_a_list_is_asked_for_once():
    found = {each.name: each for each in fields_of("registerHome", frozenset())}

    assert found["premises.postcode"].path == ("premises", "postcode")
    assert found["premises.longitude"].control is Control.DECIMAL
    assert found["needs"].control is Control.CHECKBOXES
    assert found["shortBreaksOnly"].is_required is False


def test_a_hint_leaves_out_what_only_programs_need():
    (found,) = [each for each in fields_of("assessRisk", frozenset()) if each.name == "reviewDueAt"]

    assert found.hint == "When the assessment is to be reviewed."
