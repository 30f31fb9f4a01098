"""The decisions: each is indexed, says what holds it, and is there for whoever cites it."""

import ast
import re
from dataclasses import dataclass
from pathlib import Path

CHECKOUT = Path(__file__).resolve().parents[1]
ENTRY = re.compile(
    r"^### (?P<name>[a-z0-9-]+)\n(?P<decided>[^\n]+)\n\n- \*Decided\* \d{4}-\d\d-\d\d\n- \*Instead of\* [^\n]+\n"
    r"- \*Because\* .+?\n- \*\*Held by\*\* (?P<held>[^\n]+)\n",
    re.M | re.S,
)
INDEXED = re.compile(r"^- \[`(?P<name>[^`]+)`\]\(docs/decisions/(?P<area>\w+)\.md#(?P=name)\) (?P<decided>.+)$", re.M)
TEST = re.compile(r"`(tests/[\w/]+\.py)::(test_\w+)`")
CITED = re.compile(r"# Decision: ([a-z0-9-]+)")


@dataclass(frozen=True)
class Decision:
    """One entry of docs/decisions."""

    area: str
    name: str
    decided: str
    held: tuple[tuple[str, str], ...]


def decisions() -> list[Decision]:
    return [
        Decision(page.stem, found["name"], found["decided"], tuple(TEST.findall(found["held"])))
        for page in sorted((CHECKOUT / "docs/decisions").glob("*.md"))
        for found in ENTRY.finditer(page.read_text())
    ]


def functions_of(name: str) -> set[str]:
    path = CHECKOUT / name
    return (
        {node.name for node in ast.walk(ast.parse(path.read_text())) if hasattr(node, "name")}
        if path.exists()
        else set()
    )


def test_every_entry_has_the_form_of_a_decision():
    headed = [
        name
        for page in (CHECKOUT / "docs/decisions").glob("*.md")
        for name in re.findall(r"^### (.+)$", page.read_text(), re.M)
    ]

    assert len(headed) > 60
    assert sorted(headed) == sorted(decision.name for decision in decisions())


def test_a_decision_has_one_name():
    names = [decision.name for decision in decisions()]

    assert [name for name in names if names.count(name) > 1] == []


def test_the_index_holds_every_decision_in_its_own_words():
    indexed = {
        (found["area"], found["name"], found["decided"])
        for found in INDEXED.finditer((CHECKOUT / "DECISIONS.md").read_text())
    }

    assert indexed == {(decision.area, decision.name, decision.decided) for decision in decisions()}


def test_what_holds_a_decision_is_a_test_that_is_there():
    held = [(decision.name, path, test) for decision in decisions() for path, test in decision.held]

    assert {decision.name for decision in decisions() if not decision.held} == set()
    assert [(name, path, test) for name, path, test in held if test not in functions_of(path)] == []


def test_what_the_code_cites_is_a_decision():
    cited = {
        (path.relative_to(CHECKOUT).as_posix(), name)
        for folder in ("register", "alembic", "tests", "bench")
        for path in (CHECKOUT / folder).rglob("*.py")
        if path != Path(__file__).resolve() and "node_modules" not in path.parts
        for name in CITED.findall(path.read_text())
    }

    assert len(cited) >= 10
    assert {(path, name) for path, name in cited if name not in {decision.name for decision in decisions()}} == set()
