"""From the fields of an input to columns, and what is wrong with its texts."""

from register.catalogue import Argument
from register.resolvers.commands.input_facts import columns_of, in_order, text_problems
from register.rules.problem import Problem
from register.schema.building.facts import fact, facts
from register.schema.types.home import Home
from register.schema.types.person import Person
from register.schema.types.premises import Premises
from register.tables import home, home_identity, home_person, premises

FIELDS = {
    **facts(Home, "places", "name", "ageMin"),
    "registeredManager": fact(Person, "name"),
    "premises": Argument(list[str], "Its buildings."),
    "reason": Argument(str, "Why.", longest=10),
}
SENT = {"places": 3, "name": " Rook House ", "registeredManager": "A B", "premises": [{}], "reason": "Told."}


def test_each_table_gets_what_is_given_of_it_by_its_own_columns():
    assert columns_of(FIELDS, SENT, home) == {"places": 3}
    assert columns_of(FIELDS, SENT, home_identity) == {"name": "Rook House"}
    assert columns_of(FIELDS, SENT, home_person) == {"name": "A B"}
    assert columns_of(FIELDS, SENT, premises) == {}


def test_what_is_left_out_is_not_written_and_null_is():
    assert columns_of(FIELDS, {"name": None}, home_identity) == {"name": None}


def test_numbers_that_come_as_text_lose_their_blanks_too():
    assert columns_of(facts(Premises, "uprn"), {"uprn": " 7 "}, premises) == {"uprn": "7"}


def test_every_text_that_is_kept_can_be_read_and_is_not_too_long():
    found = list(text_problems(FIELDS, {"name": "", "registeredManager": "a\nb", "reason": "x" * 11, "places": 3}))

    assert [(problem.code, problem.field) for problem in found] == [
        ("RULE_TEXT_EMPTY", "name"),
        ("RULE_TEXT_CONTROL", "registeredManager"),
        ("RULE_TEXT_TOO_LONG", "reason"),
    ]


def test_a_field_that_a_rule_has_complained_of_is_complained_of_once():
    said = [Problem("RULE_REASON_TOO_SHORT", "Say why.", "reason")]

    assert list(text_problems(FIELDS, {"reason": ""}, said)) == []


def test_problems_come_in_the_order_of_the_input():
    found = [
        Problem("RULE_E", "E.", "reason"),
        Problem("RULE_D", "D.", "premises.0.town"),
        Problem("RULE_A", "A."),
        Problem("RULE_C", "C.", "name"),
        Problem("RULE_B", "B.", "places"),
    ]

    assert [problem.code[-1] for problem in in_order(FIELDS, found)] == ["A", "B", "C", "D", "E"]
