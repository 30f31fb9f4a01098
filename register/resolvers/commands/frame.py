"""The frame of every command: its record locked, every rule asked, the record saved one version on, the rest written.

Each command's own part is an async generator, its steps. It yields once what all its rules say, as checked(); what
comes after that runs only if no rule is broken. Before that it may yield a problem that everything else depends on,
such as a notice that does not exist, and after it the key of what it made.
"""

from collections.abc import AsyncGenerator, Callable, Mapping
from contextlib import aclosing
from dataclasses import dataclass, replace

from register.catalogue import Command
from register.errors import Internal
from register.resolvers.commands.context import CommandContext, Outcome, Refused, Succeeded
from register.resolvers.commands.input_facts import in_order, text_problems
from register.resolvers.commands.record_lock import lock_record, save_record
from register.rules.problem import Problem, problems_of


@dataclass(frozen=True, slots=True)
class Checked:
    """What the rules say about a command, and the new values of the record that it is on."""

    problems: tuple[Problem, ...]
    values: Mapping[str, object]


@dataclass(frozen=True, slots=True)
class Made:
    """The key of what a command made, if the register chose it."""

    key: str


Step = Checked | Made | Problem | None
Steps = AsyncGenerator[Step, None]


def checked(*found: Problem | None, **values: object) -> Checked:
    """What rules found, and the values that the command's own record is saved with."""
    return Checked(problems_of(*found), values)


async def run(command: Command, steps: Callable[[CommandContext], Steps], context: CommandContext) -> Outcome:
    """Carry out one command. Raises: Internal if its steps do not ask the rules exactly once."""
    context = replace(context, command=command)
    if command.target is not None:
        found = await lock_record(context, command.target)
        if isinstance(found, Problem):
            return Refused((found,))
        context = replace(context, record=found)
    async with aclosing(steps(context)) as taken:
        return await _take(taken, context)


async def _take(taken: Steps, context: CommandContext) -> Outcome:
    """Take one step after the other; the first that breaks a rule is the last."""
    key: str | None = None
    is_checked = False
    async for step in taken:
        match step:
            case None:
                continue
            case Problem():
                return Refused((step,))
            case Made():
                key = step.key
            case Checked() if is_checked:
                raise Internal(f"{context.command.name} asks its rules twice.")
            case Checked():
                is_checked = True
                broken = (*step.problems, *text_problems(context.command.input, context.input, step.problems))
                if broken:
                    return Refused(in_order(context.command.input, broken))
                await _save(context, step.values)
    if not is_checked:
        raise Internal(f"{context.command.name} asks no rules.")
    return Succeeded(key or _named(context))


async def _save(context: CommandContext, values: Mapping[str, object]) -> None:
    if context.command.target is not None:
        await save_record(context, context.record, **values)


def _named(context: CommandContext) -> str:
    """The key of what the command made or changed."""
    command, target = context.command, context.command.target
    if target is not None and command.named_by == target.named_by:
        return str(context.record[command.of.columns[command.key].stored.name])
    if command.named_by is None:
        raise Internal(f"{command.name} does not say what it made.")
    return context.text(command.named_by)
