"""Several commands at once: one after the other in one transaction, all of them or none, each with its own outcome."""

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from register.catalogue import COMMANDS
from register.errors import BadInput
from register.open_types import Values
from register.resolvers.commands.acts import ACTS, carries_out_whole
from register.resolvers.commands.context import CommandContext, Outcome, Refused, Succeeded, problem_shown, text_of
from register.resolvers.commands.input_facts import text_problems
from register.resolvers.commands.record_lock import version_of
from register.rules.command import batch_breaks_no_rule
from register.rules.problem import Problem, problems_of
from register.rules.required import something_is_given
from register.schema.mutation import APPLY_CHANGES
from register.sql.read.statement import BETWEEN_KEYS


@carries_out_whole(APPLY_CHANGES)
async def apply_changes(context: CommandContext) -> Outcome:
    """Carry out every command. If one is refused, the others are still checked and nothing is kept.

    Raises: BadInput.
    """
    items: Sequence[Values] = context.input["items"]
    if any(len(item) != 1 or None in item.values() for item in items):
        raise BadInput(
            "Each item of a batch must be exactly one command.", hint="Write each item as {correctHome: {…}}."
        )
    unread = text_problems(context.command.input, context.input)
    broken = problems_of(something_is_given({"items": 1} if items else {}, ("items",)), *unread)
    if broken:
        return Refused(broken)
    problems: list[Problem] = []
    for index, item in enumerate(items):
        name, given = _command(item)
        await context.rows.set_reason(text_of(given, "reason") or context.text("reason"))
        outcome = await ACTS[name](replace(context, input=given))
        if isinstance(outcome, Refused):
            problems += [replace(problem, item=index) for problem in outcome.problems]
    refused = batch_breaks_no_rule(problems)
    if refused is not None:
        await context.rows.roll_back()
        return Refused((refused, *[await _as_it_is(context, items, problem) for problem in problems]))
    return Succeeded(BETWEEN_KEYS.join(dict.fromkeys(_named(item) for item in items)))


async def _as_it_is(context: CommandContext, items: Sequence[Values], problem: Problem) -> Problem:
    """The problem with the version that the record has now that what the batch did before is taken back.

    A record that was at the version expected until the batch changed it keeps the version that it came to there.
    """
    if problem.current_version is None or problem.item is None:
        return problem
    name, given = _command(items[problem.item])
    command = COMMANDS[name]
    if command.target is None or command.target.version is None:
        return problem
    now = await version_of(replace(context, command=command, input=given), command.target)
    return problem if now is None or now == given[command.target.version] else replace(problem, current_version=now)


def items_shown(given: Values, problems: Sequence[Problem]) -> list[dict[str, Any]]:
    """The commands of a batch as its payload shows them. problems: of all of them."""
    return [
        {
            "__typename": "ItemOutcome",
            "index": index,
            "command": _command(item)[0],
            "key": _named(item),
            "problems": [problem_shown(problem) for problem in problems if problem.item == index],
        }
        for index, item in enumerate(given.get("items", ()))
    ]


def _command(item: Values) -> tuple[str, Values]:
    return next(iter(item.items()))


def _named(item: Values) -> str:
    name, given = _command(item)
    named_by = COMMANDS[name].named_by
    assert named_by is not None
    return str(given[named_by])
