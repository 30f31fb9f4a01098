"""What a command at work has at hand, and how it ends."""

import uuid
from dataclasses import asdict

import orjson

from register.resolvers.commands.context import key_of, problem_from, problem_shown, text_of
from register.rules.codes import PROBLEMS
from register.rules.problem import Problem


def test_a_text_is_read_without_blanks_around_it_and_nothing_stays_nothing():
    assert text_of({"name": "  Rook House "}, "name") == "Rook House"
    assert (text_of({"name": None}, "name"), text_of({}, "name"), text_of({"name": " "}, "name")) == (None, None, "")


def test_a_key_without_the_form_of_one_is_no_key():
    key = uuid.uuid4()

    assert key_of(str(key)) == key
    assert (key_of("no key"), key_of(""), key_of(None)) == (None, None, None)


def test_a_problem_is_shown_as_it_was_when_it_was_remembered():
    problem = Problem("CONFLICT_STALE", "Changed.", "expectedVersion", current_version=3, changed=("name",), item=1)

    assert problem_from(orjson.loads(orjson.dumps(asdict(problem)))) == problem
    assert problem_shown(problem) == {
        "__typename": "Problem",
        "code": "CONFLICT_STALE",
        "field": "expectedVersion",
        "message": "Changed.",
        "hint": PROBLEMS["CONFLICT_STALE"].do,
        "currentVersion": 3,
        "changed": ["name"],
    }
