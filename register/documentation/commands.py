"""Every command: what it does, who may send it, what it takes, what it writes and which problems it can answer."""

import re
from collections.abc import Callable, Iterator
from functools import partial
from inspect import isfunction, ismodule, unwrap
from types import CodeType, FunctionType

from graphql import GraphQLInputObjectType, get_named_type

from register.catalogue import COMMANDS, Command
from register.documentation.markdown import code, table
from register.policy.grants import may_send
from register.resolvers.commands.execute import answer_change
from register.resolvers.commands.subjects import ACTS
from register.rules.codes import PROBLEMS
from register.rules.problem import Problem
from register.rules.record import not_found, record_is_current, record_is_not_merged
from register.schema.assemble import graphql_schema
from register.vocabulary import Agency

OURS = re.compile(r"register\.(rules|resolvers)\b")


def every_command() -> str:
    """One section for each command, in the order of the schema."""
    return "\n\n".join(_section(command) for command in COMMANDS.values())


def shared_problems() -> str:
    """The codes of the problems that every command can answer with, as a list."""
    return ", ".join(map(code, sorted(problem_codes(answer_change))))


def senders(command: Command) -> list[Agency]:
    """The agencies that may send a command."""
    return [agency for agency in Agency if may_send(agency, command.name)]


def problem_codes(act: Callable[..., object]) -> frozenset[str]:
    """The codes of every problem that a function, or a function of ours that it calls, can make."""
    return frozenset(found for each in _reached(act) for found in _made_by(each))


def own_problems(command: Command) -> frozenset[str]:
    """The codes of the problems that a command can answer with, those of every command apart."""
    act, target = ACTS[command.name], command.target
    # An act is the frame of every command, bound to a command and its steps; or the whole of a command.
    found = [act.args[-1] if isinstance(act, partial) else act]
    if target is not None:
        found += [not_found, record_is_current] if target.version else [not_found]
        found += [record_is_not_merged] if target.merged_into is not None else []
    return frozenset().union(*map(problem_codes, found)) - problem_codes(answer_change)


def _section(command: Command) -> str:
    field = graphql_schema().type_map["Mutation"].fields[command.name]  # type: ignore[attr-defined]
    return "\n".join(
        (
            f"### {command.name}",
            field.description.split(" Changes: ")[0],
            "",
            f"- Open to: {', '.join(map(code, senders(command)))}",
            f"- Writes: {', '.join(sorted(command.changes))}",
            f"- Problems: {', '.join(map(code, sorted(own_problems(command)))) or 'only those of every command'}",
            "",
            table(("input", "value", "meaning"), _inputs(get_named_type(field.args["input"].type))),
        )
    )


def _inputs(made: GraphQLInputObjectType) -> Iterator[tuple[str, str, str]]:
    for name, each in made.fields.items():
        if name not in ("idempotencyKey", "dryRun"):
            yield code(name), code(str(each.type)), each.description or ""


def _reached(act: Callable[..., object]) -> set[FunctionType]:
    found: set[FunctionType] = set()
    waiting = [unwrap(act)]
    while waiting:
        each = waiting.pop()
        if isfunction(each) and each not in found and OURS.match(each.__module__):
            found.add(each)
            waiting += [unwrap(value) for value in _used(each) if callable(value)]
    return found


def _used(function: FunctionType) -> Iterator[object]:
    """What a function names: of its own module, or of a module that it names."""
    names = {name for part in _codes(function.__code__) for name in part.co_names}
    mine = [function.__globals__[name] for name in names if name in function.__globals__]
    yield from mine
    yield from (getattr(module, name) for module in mine if ismodule(module) for name in names if hasattr(module, name))


def _made_by(function: FunctionType) -> Iterator[str]:
    constants = [value for part in _codes(function.__code__) for value in part.co_consts]
    yield from (value for value in (*constants, *_used(function)) if isinstance(value, str) and value in PROBLEMS)
    yield from (value.code for value in _used(function) if isinstance(value, Problem))


def _codes(made: CodeType) -> Iterator[CodeType]:
    yield made
    for value in made.co_consts:
        if isinstance(value, CodeType):
            yield from _codes(value)
