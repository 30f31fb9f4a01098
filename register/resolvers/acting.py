"""What a command is given, and what it gives back: either what it changed, or every rule that it would break."""

from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from register.rules.problem import Problem
from register.sql.change import Writing
from register.sql.opening import Opened
from register.vocabulary import Caller

NOT_FOUND = "POLICY_NOT_FOUND"


@dataclass(frozen=True, slots=True)
class Acting:
    """A command at work. given: its input by the schema's names; writing: its hand on the tables."""

    caller: Caller
    opened: Opened
    given: Mapping[str, Any]
    writing: Writing

    @property
    def at(self) -> datetime:
        """The instant under which everything is recorded."""
        return self.opened.at

    def text(self, name: str) -> str:
        """A text that was given, without blanks around it; empty where none was."""
        return str(self.given.get(name) or "").strip()


@dataclass(frozen=True, slots=True)
class Done:
    """A command that did what was asked. key: what it changed, as the payload names it."""

    key: str


@dataclass(frozen=True, slots=True)
class Refused:
    """A command that changed nothing, and why: every broken rule at once."""

    problems: tuple[Problem, ...]


Outcome = Done | Refused
Act = Callable[[Acting], Awaitable[Outcome]]


def not_found(field: str) -> Refused:
    """The same answer for a row that is not there and for one that the caller may not know of."""
    return Refused((Problem(NOT_FOUND, "There is nothing here by this reference that you may act on.", field),))
