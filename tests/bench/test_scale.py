"""The questions that registers of several sizes are asked, and what is made of the measurements."""

from datetime import date

import pytest

from bench.scale import Cost
from bench.scale_questions import QUESTIONS, Sized
from register.policy.authority import NOTHING_LIVE
from register.requests.graphql.documents import Documents
from register.resolvers.reads.answer import bind_root
from register.resolvers.reads.plan_cache import Plans
from register.settings import Settings
from register.vocabulary import Caller, Purpose
from tests.support.query_plans import SCHEMA

REGISTER = Sized(
    "sized", 4_009, "E23000003", 362, -2.2, 53.4, 386_700.0, 389_000.0, "SC900001", "Ash House", "ZZ1 1ZZ", (1, 1)
)


@pytest.mark.parametrize("question", QUESTIONS, ids=lambda question: question.name)
def test_each_question_is_granted_to_whom_it_is_asked_as(question):
    operation = Documents(SCHEMA, Settings()).ready(question.text).choose(None)
    variables = operation.coerce(SCHEMA, question.variables(REGISTER))
    caller = Caller("bench", question.agency, REGISTER.force, None, Purpose.REGULATION, date(2026, 3, 2))
    (root,) = Plans(SCHEMA).of(operation.node, operation.document.fragments, variables)
    (bound,) = bind_root(root, caller, variables)

    assert root.decide(caller, bound.values, NOTHING_LIVE).granted.read is bound.plan.read


def test_every_question_has_a_name_of_its_own():
    assert len({question.name for question in QUESTIONS}) == len(QUESTIONS) > 25


def test_the_cost_is_the_middle_of_all_rounds():
    assert Cost([9.0, 1.0, 2.0]).ms == 2.0
