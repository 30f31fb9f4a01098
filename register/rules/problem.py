"""What a rule says when a value breaks it; it says nothing when the value is right."""

from collections.abc import Iterator
from dataclasses import dataclass, replace


@dataclass(frozen=True, slots=True)
class Problem:
    """One broken rule: its code, what is wrong without the value itself, and the field it was found in.

    current_version, changed: if the record has changed since, its version now and the names of its fields
    that changed. item: which of several commands of a batch broke it.
    """

    code: str
    message: str
    field: str | None = None
    current_version: int | None = None
    changed: tuple[str, ...] | None = None
    item: int | None = None


@dataclass(frozen=True, slots=True)
class Meaning:
    """When a code comes, and what its reader does next."""

    when: str
    do: str


def first_of(*found: Problem | None) -> Problem | None:
    """The first problem that was found, or none."""
    return next((problem for problem in found if problem is not None), None)


def problems_of(*found: Problem | None) -> tuple[Problem, ...]:
    """Every problem that was found, in the order in which the rules were asked."""
    return tuple(problem for problem in found if problem is not None)


def under(field: str, *found: Problem | None) -> Iterator[Problem]:
    """The problems of a part of the input, each with the path to its field."""
    for problem in problems_of(*found):
        yield replace(problem, field=f"{field}.{problem.field}" if problem.field else field)
