"""What the pages ask: operations of the schema, under the page's name, with every value a variable."""

import importlib
import itertools
import pkgutil

import orjson
import pytest
from graphql import parse, validate

from register.http import pages
from register.http.pages.acts import mutation
from register.http.pages.explanation import asked_why
from register.http.pages.questions import Question, told_of
from register.http.pages.routes import ACTS, LISTS
from register.schema.assemble import graphql_schema

MODULES = [importlib.import_module(f"{pages.__name__}.{each.name}") for each in pkgutil.iter_modules(pages.__path__)]
FOUND = [
    *(each for module in MODULES for each in vars(module).values() if isinstance(each, Question)),
    *(question for listing in LISTS for question in (listing.question, listing.file_question)),
]
QUESTIONS = {each.name: each for each in FOUND}


@pytest.mark.parametrize("name", QUESTIONS)
def test_every_question_is_valid_whatever_it_is_given(name):
    question = QUESTIONS[name]
    needed = {argument for argument, kind in question.kinds.items() if kind.endswith("!") and argument != "status"}
    possible = itertools.chain.from_iterable(
        itertools.combinations(sorted(question.kinds), count) for count in range(len(question.kinds) + 1)
    )

    texts = [question.text(given) for given in possible if needed <= set(given)]

    assert texts
    assert [text for text in texts if validate(graphql_schema(), parse(text))] == []
    assert all(text.startswith(f"query {name}") for text in texts)


def test_questions_have_names_of_their_own():
    assert len({id(each) for each in FOUND}) == len(QUESTIONS) >= 20


@pytest.mark.parametrize("given", [{"coordinate": "Home.name"}, {"coordinate": "Home.name", "key": "SC1"}])
def test_the_question_why_is_valid(given):
    asked = asked_why(given)

    assert validate(graphql_schema(), parse(asked.query)) == []
    assert asked.variables == given


@pytest.mark.parametrize("act", ACTS, ids=lambda each: each.command)
def test_every_form_sends_a_valid_operation(act):
    text = mutation(act.command)

    assert validate(graphql_schema(), parse(text)) == []
    assert text.startswith(f"mutation {act.command[0].upper()}{act.command[1:]}Page(")


def test_what_is_not_given_is_left_out():
    question = Question("Page", "homes", "totalCount", {"first": "Int", "after": "String"})

    asked = question.asked(first=1, after=None)

    assert asked.query == "query Page($first: Int) { homes(first: $first) { totalCount }  }"
    assert (asked.variables, asked.reads_only) == ({"first": 1}, True)


def test_an_answer_names_the_fields_for_whose_sake_rows_were_left_out():
    narrowed = [{"node": "homes", "fields": ["registeredOn", "risk.level"]}, {"node": "homes", "fields": ["name"]}]
    body = {"data": {}, "extensions": {"narrowed": narrowed}}

    assert told_of(orjson.dumps(body)).hidden == "registered on, risk level, name"


def test_an_answer_says_what_was_refused_and_what_to_do():
    told = told_of(
        b'{"errors":[{"message":"No.","path":["homes"],"extensions":{"code":"POLICY_FORBIDDEN","hint":"Ask."}}],'
        b'"data":{"homes":null},"extensions":{"narrowed":[]}}'
    )

    assert (told.code("homes"), told.message("homes")) == ("POLICY_FORBIDDEN", "No. Ask.")
    assert (told.code("viewer"), told.message("viewer")) == (None, "")
