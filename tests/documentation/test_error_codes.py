"""Every code that a caller can meet is explained, and no other."""

from register.documentation.error_codes import problem_messages, problems, refusals
from register.errors import CODES
from register.rules.codes import PROBLEMS


def first_cells(table: str) -> list[str]:
    return [line.split(" | ")[0].strip("| `") for line in table.splitlines()[2:]]


def test_every_code_of_a_refusal_is_explained():
    of_commands = {code for code in CODES if code in PROBLEMS}

    assert set(first_cells(refusals())) == CODES - of_commands


def test_a_refusal_says_what_to_do():
    assert [line for line in refusals().splitlines() if line.endswith("|  |")] == []


def test_every_problem_that_is_made_is_explained_and_every_explained_one_is_made():
    assert set(problem_messages()) == set(PROBLEMS)


def test_a_problem_stands_with_each_of_its_messages():
    messages = problem_messages()

    assert len(messages["RULE_SECURE_PLACES"]) == 3
    assert first_cells(problems()) == sorted(PROBLEMS)


def test_a_number_that_a_message_names_is_written_out_where_the_source_says_it():
    assert any("18" in message for message in problem_messages()["RULE_AGES"])
