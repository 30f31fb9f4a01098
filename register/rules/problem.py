"""What a rule says when a value breaks it; it says nothing when the value is right."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Problem:
    """One broken rule: its code, what is wrong without the value itself, and the field it was found in."""

    code: str
    message: str
    field: str | None = None


def first_of(*found: Problem | None) -> Problem | None:
    """The first problem that was found, or none."""
    return next((problem for problem in found if problem is not None), None)


def problems_of(*found: Problem | None) -> tuple[Problem, ...]:
    """Every problem that was found, in the order in which the rules were asked."""
    return tuple(problem for problem in found if problem is not None)
