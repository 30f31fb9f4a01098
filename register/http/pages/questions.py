"""What the pages ask: one operation of GraphQL for each, under the page's own name, whose values are variables."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Final

import orjson

from register.http.pages.wording import heading
from register.open_types import Values
from register.requests.graphql.execute import Asked

# What every row says of the fields that it does not show: why, and whom to ask.
WITHHELD: Final = "withheld { field reason askBody }"


@dataclass(frozen=True, eq=False)
class Question:
    """A read of one root field.

    name: the operation's, as the access log has it. kinds: the arguments that it may have, with their types. shown:
    what is selected. also: further root fields, which have no arguments. below: the variables that the selection
    itself names, with their types; each has a value.
    """

    name: str
    root: str
    shown: str
    kinds: Mapping[str, str] = field(default_factory=dict)
    also: str = ""
    below: Mapping[str, str] = field(default_factory=dict)

    def asked(self, **variables: object) -> Asked:
        """The operation with these variables; one that is None is left out, with its argument."""
        given = {name: value for name, value in variables.items() if value is not None}
        return Asked(self.text(tuple(sorted({*given} - {*self.below}))), None, given, reads_only=True)

    def text(self, given: tuple[str, ...]) -> str:
        """The text of the operation with these arguments."""
        return _text(self, given)


@dataclass(frozen=True, slots=True)
class Told:
    """An answer: its data, its errors by root field, and what a filter left out."""

    data: Values
    errors: Sequence[Values] = ()
    narrowed: Sequence[Values] = ()

    def code(self, root: str) -> str | None:
        """The code with which a root field was refused; None if it was answered."""
        return next((str(each["extensions"]["code"]) for each in self.errors if each["path"] == [root]), None)

    @property
    def hidden(self) -> str:
        """The fields for whose sake rows were left out, in words; empty if none were."""
        fields = dict.fromkeys(name for each in self.narrowed for name in each["fields"])
        return ", ".join(heading(name.replace(".", " ")).lower() for name in fields)

    def message(self, root: str) -> str:
        """What the refusal of a root field says, and what to do."""
        found = next((each for each in self.errors if each["path"] == [root]), None)
        return f"{found['message']} {found['extensions'].get('hint', '')}".strip() if found else ""


def told_of(body: bytes) -> Told:
    """An answer's body, taken apart."""
    whole = orjson.loads(body)
    return Told(whole.get("data") or {}, whole.get("errors", ()), whole["extensions"].get("narrowed", ()))


def named(question: Question, key: str) -> Values:
    """The variables by which a question finds one record: a key of its own, or a filter of a list."""
    name = next(iter(question.kinds))
    return {name: {"id": {"eq": key}} if name == "where" else key}


def record_of(question: Question, told: Told) -> Values | None:
    """The one record of an answer, if there is one."""
    found: Values | None = told.data.get(question.root)
    if found is not None and "nodes" in found:
        nodes: Sequence[Values] = found["nodes"]
        return nodes[0] if nodes else None
    return found


@lru_cache(maxsize=512)
def _text(question: Question, given: tuple[str, ...]) -> str:
    kinds = {name: question.kinds[name] for name in given} | {**question.below}
    declared = ", ".join(f"${name}: {kind}" for name, kind in kinds.items())
    arguments = ", ".join(f"{name}: ${name}" for name in given)
    head = f"query {question.name}" + (f"({declared})" if declared else "")
    root = f"{question.root}({arguments})" if arguments else question.root
    return f"{head} {{ {root} {{ {question.shown} }} {question.also} }}"
