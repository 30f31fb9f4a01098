"""The form of a deliberate fault."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Fault:
    """One mistake: in this file, what is right is replaced by what is wrong; found_by: the tests that must fail.

    Stories that show the SQL of a request are no such tests: they fail with any change of it, harmful or not.
    """

    name: str
    file: str
    right: str
    wrong: str
    found_by: tuple[str, ...]
