"""Several commands at once: one after the other in one transaction, all of them or none, each with its own outcome."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

from register.catalogue import COMMANDS
from register.errors import BadInput
from register.resolvers.commands.acts import ACTS, carries_out
from register.resolvers.commands.context import CommandContext, Outcome, Refused, Succeeded, plain, problem_told
from register.rules.problem import Problem, problems_of
from register.rules.required import something_is_given
from register.schema.mutation import APPLY_CHANGES
from register.sql.read.statement import BETWEEN_KEYS

NONE_DONE = Problem("RULE_BATCH_REFUSED", "A command of the batch breaks a rule; none was carried out.", "items")


@carries_out(APPLY_CHANGES)
async def apply_changes(context: CommandContext) -> Outcome:
    """Carry out every command; where one is refused, the rest are looked at all the same and nothing is kept.

    Raises: BadInput.
    """
    items: Sequence[Mapping[str, Any]] = context.given["items"]
    if any(len(item) != 1 or None in item.values() for item in items):
        raise BadInput("Each item of a batch names one command.")
    broken = problems_of(something_is_given({"items": 1} if items else {}, ("items",)), context.reason())
    if broken:
        return Refused(broken)
    problems: list[Problem] = []
    for index, item in enumerate(items):
        name, given = _command(item)
        await context.writing.say_why(plain(given, "reason") or context.text("reason"))
        outcome = await ACTS[name](replace(context, given=given))
        if isinstance(outcome, Refused):
            problems += [replace(problem, item=index) for problem in outcome.problems]
    if problems:
        return Refused((NONE_DONE, *problems))
    return Succeeded(BETWEEN_KEYS.join(dict.fromkeys(_named(item) for item in items)))


def items_told(given: Mapping[str, Any], problems: Sequence[Problem]) -> list[dict[str, Any]]:
    """The commands of a batch as its payload tells of them. problems: of all of them."""
    return [
        {
            "__typename": "ItemOutcome",
            "index": index,
            "command": _command(item)[0],
            "key": _named(item),
            "problems": [problem_told(problem) for problem in problems if problem.item == index],
        }
        for index, item in enumerate(given.get("items", ()))
    ]


def _command(item: Mapping[str, Any]) -> tuple[str, Mapping[str, Any]]:
    return next(iter(item.items()))


def _named(item: Mapping[str, Any]) -> str:
    name, given = _command(item)
    named_by = COMMANDS[name].named_by
    assert named_by is not None
    return str(given[named_by])
