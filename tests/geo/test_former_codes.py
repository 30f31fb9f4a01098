"""Codes that have ended: who asks by one is led to those that took its place, whatever the register holds."""

from datetime import date

import pytest

from register.geo.former_codes import former_code
from tests.support.story import NORTHBY


@pytest.mark.parametrize(
    ("code", "ended_on", "successors", "is_whole"),
    [
        ("E08000016", date(2025, 4, 1), ("E08000038",), True),
        ("E10000006", date(2023, 4, 1), ("E06000063", "E06000064"), True),
        ("E06000029", date(2019, 4, 1), ("E06000058",), False),
    ],
)
def test_a_code_that_has_ended_names_its_successors_and_the_first_day_without_it(code, ended_on, successors, is_whole):
    assert former_code(code) == (ended_on, successors, is_whole)


def test_of_any_other_code_nothing_is_known():
    assert former_code("E23000099") is None


@pytest.mark.parametrize(("agency", "area"), [("ofsted", None), ("police", NORTHBY), ("dfe_statistics", None)])
@pytest.mark.parametrize("root", ["homes", "inspections", "homeTally"])
def test_asking_by_a_code_that_ended_before_the_register_began_is_refused_with_its_successors(ask, root, agency, area):
    shown = "rows { key { sector } }" if root == "homeTally" else "totalCount"
    by = "by: [SECTOR], " if root == "homeTally" else ""

    answer = ask(f'{{ {root}({by}area: {{code: "E10000006"}}) {{ {shown} }} }}', agency, area)

    (error,) = answer.json["errors"]
    assert (answer.codes, answer.reads) == (["REQUEST_BAD_INPUT"], [])
    assert error["message"] == f"{root}.area.code: The area ended on 2023-04-01."
    assert error["extensions"]["hint"] == "Use what replaced it: E06000063, E06000064."
