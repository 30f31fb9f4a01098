"""The fields of a form as HTML."""

from dataclasses import replace

from register.http.pages.controls import control
from register.http.pages.desk import NEW
from register.http.pages.fields import Control

REGISTER = next(act for act in NEW if act.command == "registerHome")
BY_CONTROL = {each.control: each for each in REGISTER.fields}


def test_what_was_typed_by_one_person_is_in_no_form_of_another():
    for each in BY_CONTROL.values():
        before = control(each, {})
        sent = {f"{each.name}{part}": ["7"] for part in ("", "-day", "-month", "-year")}
        filled = control(each, sent, f"{each.title}: wrong")

        assert filled != before
        assert f"{each.title}: wrong" in filled
        assert control(each, {}) == before
        assert "wrong" not in before


def test_everything_typed_and_every_problem_is_escaped():
    evil = "<script>alert(1)</script>"

    drawn = control(BY_CONTROL[Control.TEXT], {BY_CONTROL[Control.TEXT].name: [evil]}, evil)

    assert "<script" not in drawn
    assert drawn.count("&lt;script&gt;") == 2


def test_a_field_of_the_same_name_in_another_form_is_a_field_of_its_own():
    one = BY_CONTROL[Control.TEXT]

    assert control(one, {}) != control(replace(one, hint="Another hint."), {})
