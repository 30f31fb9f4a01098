"""From the fields of an input to the columns that they write, and what is wrong with their texts."""

from collections.abc import Collection, Iterator, Mapping, Sequence
from typing import Any

import sqlalchemy as sa

from register.catalogue import Argument, Kind
from register.open_types import Values
from register.resolvers.commands.context import CommandContext, text_of
from register.rules.problem import Problem
from register.rules.text import text_is_plain

# What an input holds as a text: a number of more digits than a float keeps is one.
WRITTEN = frozenset({Kind.TEXT, Kind.BIG})


def columns_given(context: CommandContext, table: sa.Table) -> dict[str, Any]:
    """The input's values for a table, by the names of the columns that they write."""
    return columns_of(context.command.input, context.input, table)


def columns_of(fields: Mapping[str, Argument], part: Values, table: sa.Table) -> dict[str, Any]:
    """The same for an input, or a part of one, that has these fields."""
    written = {name: each.column for name, each in fields.items() if name in part and each.column is not None}
    return {
        column.stored.name: text_of(part, name) if column.kind in WRITTEN else part[name]
        for name, column in written.items()
        if column.table is table
    }


def text_problems(fields: Mapping[str, Argument], part: Values, said: Collection[Problem] = ()) -> Iterator[Problem]:
    """What is wrong with each text of an input that may be kept. said: problems whose fields need no other."""
    complained_of = {problem.field for problem in said}
    for name, each in fields.items():
        text = text_of(part, name) if each.longest is not None and name not in complained_of else None
        problem = text_is_plain(text, name, each.longest or 0) if text is not None else None
        if problem is not None:
            yield problem


def in_order(fields: Mapping[str, Argument], problems: Sequence[Problem]) -> tuple[Problem, ...]:
    """Problems in the order of the fields that they are about; first those that are about none."""
    place = {name: number for number, name in enumerate(fields)}
    return tuple(sorted(problems, key=lambda problem: place.get((problem.field or "").split(".")[0], -1)))
