"""How statements and answers are shown to a reviewer: a clause a line, and nothing that changes from run to run."""

import json
import re
from collections.abc import Sequence
from itertools import pairwise
from typing import Any

NOTHING_READ = "-- No register data was read.\n"
MARK, SHOWN_MARK = "\x01", "␁"

WORD = re.compile(
    r"'(?:[^']|'')*'|IS (?:NOT )?DISTINCT FROM|(?:LEFT OUTER )?JOIN(?: LATERAL)?|(?:ORDER|GROUP) BY"
    r"|[A-Za-z_][A-Za-z_0-9]*|[(),]|\s+|[^\sA-Za-z_(),']+"
)
JOINS = frozenset({"JOIN", "JOIN LATERAL", "LEFT OUTER JOIN", "LEFT OUTER JOIN LATERAL"})
BREAKS = dict.fromkeys(("FROM", "WHERE", "ORDER BY", "GROUP BY", "LIMIT"), 0) | dict.fromkeys(JOINS, 2) | {"AND": 4}
STEP = 4
FULL_LINE = 100

RANDOM_ID = re.compile(r"[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}")
OPAQUE = re.compile("[0-9a-f]{32}")
RANDOM = {
    "cursor": "<cursor>",
    "startCursor": "<cursor>",
    "endCursor": "<cursor>",
    "policyVersion": "<policy version>",
    "at": "<instant>",
    "token": "<token>",
}
NUMBERED = {"id": "id", "request": "request"}


def shown_statements(statements: Sequence[str]) -> str:
    """The statements as a reviewer reads them, in the order in which they ran."""
    return "\n".join(f"{_pretty(text)};\n" for text in statements) or NOTHING_READ


def shown_answer(answer: Any) -> str:
    """The answer as indented JSON; random values as marks, ids by the position in which they first appear."""
    return json.dumps(_steady(answer, "", {}), indent=2, ensure_ascii=False) + "\n"


def _pretty(text: str) -> str:
    shown = text.replace(MARK, SHOWN_MARK)
    written = _Writer()
    for word, after in pairwise([*WORD.findall(shown), ""]):
        written.add(word, after)
    assert "".join(written.text.split()) == "".join(shown.split()), "the formatter changes nothing but white space"
    return written.text


class _Writer:
    """Breaks lines before clauses, joins and conditions; in brackets without a subquery, only where a line is full."""

    def __init__(self) -> None:
        self.text = ""
        self.brackets: list[int | None] = [0]
        self.indent = 0

    def add(self, word: str, after: str) -> None:
        """The next word of a statement. after: the one that follows it."""
        in_query = self.brackets[-1] is not None
        if word.isspace():
            self.text += "" if self.text[-1] in " \n" else " "
            return
        if word == "SELECT" and self.text:
            self._break(0)
        elif in_query and word in BREAKS:
            self._break(BREAKS[word])
        self.text += word
        if word == "(":
            self.brackets.append(self.indent + STEP if after == "SELECT" else None)
        elif word == ")":
            self.brackets.pop()
        self.indent = next(indent for indent in reversed(self.brackets) if indent is not None)
        if word == "," and len(self.text) - self.text.rfind("\n") > FULL_LINE:
            self._break(STEP if in_query else 2 * STEP)

    def _break(self, further: int) -> None:
        self.text = f"{self.text.rstrip()}\n{' ' * (self.indent + further)}"


def _steady(value: Any, key: str, seen: dict[str, str]) -> Any:
    match value:
        case dict():
            return {name: _steady(below, name, seen) for name, below in value.items()}
        case list():
            return [_steady(below, key, seen) for below in value]
        case str() if key in RANDOM:
            return RANDOM[key]
        case str() if key == "change" and OPAQUE.fullmatch(value):
            return seen.setdefault(value, f"<change {len(seen) + 1}>")
        case str() if key in NUMBERED or RANDOM_ID.fullmatch(value):
            return seen.setdefault(value, f"<{NUMBERED.get(key, 'id')} {len(seen) + 1}>")
        case _:
            return value
