"""Every code that a caller can meet: of a request that is refused, and of a command or a file that breaks a rule."""

import ast
from collections.abc import Iterator, Mapping
from pathlib import Path

from register import errors
from register.documentation.markdown import code, table
from register.errors import RegisterError
from register.rules.codes import PROBLEMS

PACKAGE = Path(errors.__file__).parent
MADE_IN = ("rules", "resolvers", "importing")
# A part of a message that only the request decides.
VARIES = "…"


def refusals() -> str:
    """The table of refusals, one row for each class of errors.py."""
    rows = [
        (code(each.code), str(each.status), (each.__doc__ or "").strip(), each.hint)
        for each in RegisterError.__subclasses__()
    ]
    return table(("code", "HTTP status", "when", "what to do"), rows)


def problems() -> str:
    """The table of problems, with every message that each code comes with."""
    messages = problem_messages()
    rows = [
        (code(name), meaning.when, "<br>".join(messages.get(name, ())), meaning.do)
        for name, meaning in sorted(PROBLEMS.items())
    ]
    return table(("code", "when", "message", "what to do"), rows)


def problem_messages() -> Mapping[str, tuple[str, ...]]:
    """The messages of each problem's code, as the source writes them."""
    found: dict[str, set[str]] = {}
    for name, message in _made():
        if name != VARIES:
            found.setdefault(name, set()).add(message)
    return {name: tuple(sorted(messages)) for name, messages in sorted(found.items())}


def _made() -> Iterator[tuple[str, str]]:
    for folder in MADE_IN:
        for path in sorted((PACKAGE / folder).rglob("*.py")):
            tree = ast.parse(path.read_text(encoding="utf-8"))
            known = dict(_constants(tree))
            for node in ast.walk(tree):
                if isinstance(node, ast.Call) and getattr(node.func, "id", "") == "Problem" and len(node.args) > 1:
                    yield _text(node.args[0], known), _text(node.args[1], known)


def _constants(tree: ast.Module) -> Iterator[tuple[str, object]]:
    for node in tree.body:
        if isinstance(node, ast.Assign) and isinstance(node.value, ast.Constant):
            yield from ((target.id, node.value.value) for target in node.targets if isinstance(target, ast.Name))


def _text(node: ast.expr, known: Mapping[str, object]) -> str:
    match node:
        case ast.Constant(value=value):
            return str(value)
        case ast.Name(id=name):
            return str(known.get(name, VARIES))
        case ast.JoinedStr(values=parts):
            return "".join(_text(part, known) for part in parts)
        case ast.FormattedValue(value=inner):
            return _text(inner, known)
        case _:
            return VARIES
