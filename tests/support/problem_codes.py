"""The code of a problem that a rule found."""

from register.rules.problem import Problem


def code(problem: Problem | None) -> str | None:
    """The code of a problem; None if there is none."""
    return None if problem is None else problem.code
