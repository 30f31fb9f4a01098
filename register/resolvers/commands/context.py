"""What a running command works with, and how it ends: with what it changed, or with every rule it would break."""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any
from uuid import UUID

from register.catalogue import Command
from register.errors import Unavailable
from register.open_types import Values
from register.rules.codes import PROBLEMS
from register.rules.problem import Problem
from register.sql.session.open_request import Opened
from register.sql.write.rows import CommandRows, Row
from register.vocabulary import Caller


@dataclass(frozen=True, slots=True)
class CommandContext:
    """A running command.

    command: its declaration; input: what it was sent with, by the schema's names; rows: what it reads and writes by.
    memory: the row that remembers how a command ended, for one that commits in a transaction of its own.
    record: the row that the command changes, locked; empty if it makes one.
    """

    command: Command
    caller: Caller
    opened: Opened
    input: Values
    rows: CommandRows
    memory: Callable[["Outcome"], Values]
    record: Row = field(default_factory=dict)

    @property
    def at(self) -> datetime:
        """The instant under which everything is recorded."""
        return self.opened.at

    @property
    def today(self) -> date:
        """The day on which the caller asks."""
        return self.caller.today

    def text(self, name: str) -> str:
        """A text of the input without blanks around it; empty if it is left out."""
        return text_of(self.input, name) or ""


@dataclass(frozen=True, slots=True)
class Succeeded:
    """A command that did what was asked.

    key: what it changed, as the payload names it; extra: the fields of its payload that show no record.
    """

    key: str
    extra: Values | None = None


@dataclass(frozen=True, slots=True)
class Refused:
    """A command that changed nothing, and why: every broken rule at once. extra: as of one that succeeded."""

    problems: tuple[Problem, ...]
    extra: Values | None = None


class ConcurrentChange(Unavailable):
    """The same command, sent twice, was quicker the other time: started again, this one finds that result."""


Outcome = Succeeded | Refused
Act = Callable[[CommandContext], Awaitable[Outcome]]


def text_of(part: Values, name: str) -> str | None:
    """A text of an input, or of a part of one, without blanks around it; None if it is left out."""
    value = part.get(name)
    return None if value is None else str(value).strip()


def key_of(value: str | None) -> UUID | None:
    """The key that a text holds; None if it does not have the form of a key, and so cannot be the key of a row."""
    try:
        return UUID(value)
    except (TypeError, ValueError):
        return None


def problem_shown(problem: Problem) -> dict[str, Any]:
    """A problem as the API shows it."""
    return {
        "__typename": "Problem",
        "code": problem.code,
        "field": problem.field,
        "message": problem.message,
        "hint": PROBLEMS[problem.code].do,
        "currentVersion": problem.current_version,
        "changed": None if problem.changed is None else list(problem.changed),
    }


def problem_from(kept: Values) -> Problem:
    """A problem as it was remembered with the command that it belongs to."""
    changed = kept.get("changed")
    return Problem(**{**kept, "changed": None if changed is None else tuple(changed)})
