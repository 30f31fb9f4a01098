"""Who answers for a home: one after the other, each for a time of their own."""

import pytest

from tests.support.story import INSIDE, NORTHBY, OUTSIDE, UNPLACED


def test_a_manager_follows_another_and_both_are_kept_for_their_time(keeper):
    told = keeper.do(
        "changeManager", INSIDE, shown="registeredManager { name validFrom }", name="Bryony Lark",
        changedOn="2024-03-01",
    )  # fmt: skip
    then = 'query ($on: Date) { home(urn: "SC900001", validOn: $on) { registeredManager { name } } }'
    found = [
        keeper.server.ask(then, "police", NORTHBY, on=day).data["home"]["registeredManager"]["name"]
        for day in ("2024-02-29", "2024-03-01")
    ]

    assert told.home == {"registeredManager": {"name": "Bryony Lark", "validFrom": "2024-03-01"}}
    assert found == ["Perpetua Moss", "Bryony Lark"]


def test_a_post_that_nobody_holds_is_vacant(keeper):
    told = keeper.do("changeManager", OUTSIDE, shown="registeredManager { name }", changedOn="2024-03-01")
    again = keeper.do("changeManager", OUTSIDE, changedOn="2024-03-02")

    assert told.home == {"registeredManager": None}
    assert again.problems == [("RULE_POST_VACANT", "name")]


def test_an_organisation_has_somebody_who_answers_for_its_home(keeper):
    first = keeper.do("changeResponsibleIndividual", INSIDE, name="Merle Osgood", changedOn="2023-01-01")
    nobody = keeper.do("changeResponsibleIndividual", INSIDE, changedOn="2023-02-01")

    assert first.problems == []
    assert nobody.problems == [("RULE_RESPONSIBLE_INDIVIDUAL", "name")]
    assert keeper.read(INSIDE, "responsibleIndividual { name }") == {"responsibleIndividual": {"name": "Merle Osgood"}}


@pytest.mark.parametrize(
    ("given", "problems"),
    [
        ({"name": "", "changedOn": "2024-01-01"}, [("RULE_TEXT_EMPTY", "name")]),
        ({"name": "A B", "changedOn": "2018-01-01"}, [("RULE_DATES_ORDER", "changedOn")]),
        (
            {"name": "x" * 201, "changedOn": "2999-01-01"},
            [("RULE_TEXT_TOO_LONG", "name"), ("RULE_DATE_IN_FUTURE", "changedOn")],
        ),
    ],
)
def test_a_change_of_manager_against_a_rule_changes_nothing(keeper, given, problems):
    told = keeper.do("changeManager", UNPLACED, **given)

    assert (told.home, told.problems) == (None, problems)
    assert keeper.version(UNPLACED) == 1


def test_a_manager_does_not_begin_before_the_one_who_is_replaced(keeper):
    keeper.do("changeManager", UNPLACED, name="Linnet Ray", changedOn="2024-01-01")

    told = keeper.do("changeManager", UNPLACED, name="Wren Ody", changedOn="2024-01-01")

    assert told.problems == [("RULE_DATES_ORDER", "changedOn")]
