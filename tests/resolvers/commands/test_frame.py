"""Every command runs in one frame: nothing is written before its rules hold, and its record goes one version on."""

import asyncio

import pytest

from register.errors import Internal
from register.resolvers.commands.context import CommandContext, Succeeded
from register.resolvers.commands.frame import Made, checked, run
from register.rules.problem import Problem
from register.schema.commands.access_grant import OPEN_HOME
from register.schema.commands.registration import REGISTER_HOME
from tests.support.story import INSIDE

BROKEN = Problem("RULE_PLACES", "A home must have at least one place.", "places")


def taken(command, steps, **sent):
    """How a command without a database ends."""
    return asyncio.run(run(command, steps, CommandContext(command, None, None, sent, None, None)))


def test_what_breaks_no_rule_is_done_and_named_by_the_field_that_says_so():
    done = []

    async def steps(context):
        yield checked(None, None)
        done.append(context.command.name)

    assert taken(REGISTER_HOME, steps, urn=" SC900009 ") == Succeeded("SC900009")
    assert done == ["registerHome"]


def test_what_the_register_chose_the_key_of_is_named_by_that_key():
    async def steps(context):
        yield checked()
        yield Made("a key")

    assert taken(OPEN_HOME, steps) == Succeeded("a key")


def test_every_broken_rule_is_told_at_once_and_nothing_after_them_runs():
    closed = []

    async def steps(context):
        try:
            yield checked(None, BROKEN, Problem("RULE_AGES", "An age.", "ageMin"))
            closed.append("written")
        finally:
            closed.append("closed")

    refused = taken(REGISTER_HOME, steps, urn="SC900009")

    assert [problem.code for problem in refused.problems] == ["RULE_PLACES", "RULE_AGES"]
    assert closed == ["closed"]


@pytest.mark.parametrize("first", [None, BROKEN])
def test_a_problem_on_which_all_else_hangs_comes_before_the_rules(first):
    async def steps(context):
        yield first
        yield checked(Problem("RULE_AGES", "An age.", "ageMin"))

    refused = taken(REGISTER_HOME, steps, urn="SC900009")

    assert [problem.code for problem in refused.problems] == ["RULE_PLACES" if first else "RULE_AGES"]


def test_every_text_can_be_read_and_is_complained_of_once():
    async def silent(context):
        yield checked(BROKEN)

    async def outspoken(context):
        yield checked(Problem("RULE_REASON_TOO_SHORT", "Say why.", "reason"))

    unread = taken(REGISTER_HOME, silent, urn="SC900009", name="", reason="a\nb")
    short = taken(OPEN_HOME, outspoken, reason="")

    assert [(problem.code, problem.field) for problem in unread.problems] == [
        ("RULE_PLACES", "places"),
        ("RULE_TEXT_EMPTY", "name"),
        ("RULE_TEXT_CONTROL", "reason"),
    ]
    assert [problem.code for problem in short.problems] == ["RULE_REASON_TOO_SHORT"]


async def twice(context):
    yield checked()
    yield checked()


async def never(context):
    yield None


async def nameless(context):
    yield checked()


@pytest.mark.parametrize(
    ("command", "steps", "fault"),
    [
        (REGISTER_HOME, twice, "registerHome asks its rules twice"),
        (REGISTER_HOME, never, "registerHome asks no rules"),
        (OPEN_HOME, nameless, "openHome does not say what it made"),
    ],
)
def test_steps_that_do_not_ask_their_rules_once_are_a_fault_and_no_answer(command, steps, fault):
    with pytest.raises(Internal, match=fault):
        taken(command, steps, urn="SC900009")


def test_a_record_that_cannot_be_had_is_refused_before_any_rule_is_asked(keeper):
    absent = keeper.do("changeManager", urn="SC999999", expectedVersion=1, changedOn="2999-01-01")
    stale = keeper.do("changeManager", INSIDE, expectedVersion=7, changedOn="2999-01-01")

    assert absent.problems == [("POLICY_NOT_FOUND", "urn")]
    assert stale.problems == [("CONFLICT_STALE", "expectedVersion")]
