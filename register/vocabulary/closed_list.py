"""The base of every closed list: a code, and what it means."""

from enum import StrEnum
from typing import Self


class ClosedList(StrEnum):
    """A closed list of codes. A member is declared with its meaning, and is its code: a plain text."""

    _value_: str
    description: str

    # The default is for the type checker alone, to which looking up a code looks like making a member.
    def __new__(cls, code: str, description: str = "") -> Self:
        """Make a member from its code and its meaning. Raises: TypeError if it is declared without one."""
        if not description:
            raise TypeError(f"{cls.__name__} {code!r} is declared without a description.")
        member = str.__new__(cls, code)
        member._value_ = code
        member.description = description
        return member
