"""What a command is given, and what it gives back."""

import uuid
from dataclasses import asdict

import orjson

from register.resolvers.commands.context import key_of, not_found, plain, problem_from, problem_told
from register.rules.problem import Problem


def test_a_text_is_read_without_blanks_around_it_and_nothing_stays_nothing():
    assert plain({"name": "  Rook House "}, "name") == "Rook House"
    assert (plain({"name": None}, "name"), plain({}, "name"), plain({"name": " "}, "name")) == (None, None, "")


def test_a_key_without_the_form_of_one_is_no_key():
    key = uuid.uuid4()

    assert key_of(str(key)) == key
    assert (key_of("no key"), key_of(""), key_of(None)) == (None, None, None)


def test_a_problem_is_told_as_it_was_when_it_was_remembered():
    problem = Problem("CONFLICT_STALE", "Changed.", "expectedVersion", current_version=3, changed=("name",), item=1)

    assert problem_from(orjson.loads(orjson.dumps(asdict(problem)))) == problem
    assert problem_told(problem) == {
        "__typename": "Problem",
        "code": "CONFLICT_STALE",
        "field": "expectedVersion",
        "message": "Changed.",
        "currentVersion": 3,
        "changed": ["name"],
    }


def test_what_is_not_there_is_told_in_the_same_words_whatever_it_is():
    assert not_found("urn") == not_found("urn")
    assert not_found("urn").problems[0].message == not_found("notice").problems[0].message
