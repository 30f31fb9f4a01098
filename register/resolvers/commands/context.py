"""What a command is given, and what it gives back: either what it changed, or every rule that it would break."""

from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID

from register.errors import Unavailable
from register.rules.problem import Problem
from register.rules.required import reason_can_be_read
from register.sql.session.open_request import Opened
from register.sql.write.rows import Writing
from register.vocabulary import Caller

NOT_FOUND = "POLICY_NOT_FOUND"


@dataclass(frozen=True, slots=True)
class CommandContext:
    """A command at work. given: its input by the schema's names; writing: its hand on the tables.

    memory: the row that remembers what a command did, for one that commits what it did in a transaction of its own.
    """

    caller: Caller
    opened: Opened
    given: Mapping[str, Any]
    writing: Writing
    memory: Callable[["Outcome"], Mapping[str, Any]]

    @property
    def at(self) -> datetime:
        """The instant under which everything is recorded."""
        return self.opened.at

    @property
    def today(self) -> date:
        """The day on which the caller asks."""
        return self.caller.today

    def text(self, name: str) -> str:
        """A text that was given, without blanks around it; empty where none was."""
        return str(self.given.get(name) or "").strip()

    def reason(self) -> Problem | None:
        """What is wrong with the reason, where one was given."""
        return reason_can_be_read(plain(self.given, "reason"))


@dataclass(frozen=True, slots=True)
class Succeeded:
    """A command that did what was asked. key: what it changed, as the payload names it; told: what else it tells."""

    key: str
    told: Mapping[str, Any] | None = None


@dataclass(frozen=True, slots=True)
class Refused:
    """A command that changed nothing, and why: every broken rule at once."""

    problems: tuple[Problem, ...]
    told: Mapping[str, Any] | None = None


class ConcurrentChange(Unavailable):
    """Another sending of the same command was quicker: begun anew, this one finds what that one did."""


Outcome = Succeeded | Refused
Act = Callable[[CommandContext], Awaitable[Outcome]]


def nothing_here(field: str) -> Problem:
    """The same for a row that is not there and for one that the caller may not know of."""
    return Problem(NOT_FOUND, "There is nothing here by this reference that you may act on.", field)


def not_found(field: str) -> Refused:
    """The answer to a command on nothing: the same bytes, whatever the cause."""
    return Refused((nothing_here(field),))


def plain(given: Mapping[str, Any], name: str) -> str | None:
    """A text that was given, without blanks around it; nothing where none was."""
    value = given.get(name)
    return None if value is None else str(value).strip()


def key_of(value: str | None) -> UUID | None:
    """A key that was given; nothing where it has not the form of one, and so is no key of any row."""
    try:
        return UUID(value)
    except (TypeError, ValueError):
        return None


def problem_told(problem: Problem) -> dict[str, Any]:
    """A problem as the API tells it."""
    return {
        "__typename": "Problem",
        "code": problem.code,
        "field": problem.field,
        "message": problem.message,
        "currentVersion": problem.current_version,
        "changed": None if problem.changed is None else list(problem.changed),
    }


def problem_from(kept: Mapping[str, Any]) -> Problem:
    """A problem as it was remembered with the command that it belongs to."""
    changed = kept.get("changed")
    return Problem(**{**kept, "changed": None if changed is None else tuple(changed)})
