"""The sources that the house rules look at, each read once."""

import ast
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

CHECKOUT = Path(__file__).resolve().parents[2]
REGISTER = CHECKOUT / "register"

Function = ast.FunctionDef | ast.AsyncFunctionDef


@dataclass(frozen=True)
class Definition:
    """A function or a class. place: its file's path and its name inside it, which no other definition has."""

    place: str
    node: Function | ast.ClassDef
    is_method: bool

    @property
    def length(self) -> int:
        """How many lines it has."""
        return (self.node.end_lineno or 0) - self.node.lineno + 1


@dataclass(frozen=True)
class Source:
    """One Python file. name: its path below the checkout."""

    name: str
    text: str

    @cached_property
    def tree(self) -> ast.Module:
        """What the file says."""
        return ast.parse(self.text)

    @property
    def length(self) -> int:
        """How many lines it has."""
        return len(self.text.splitlines())

    @property
    def inside(self) -> str:
        """The path below register/."""
        return self.name.removeprefix("register/")

    @property
    def layer(self) -> str:
        """The first name below register/."""
        return self.inside.split("/")[0].removesuffix(".py")

    def definitions(self) -> Iterator[Definition]:
        """Every function and class, those inside others too."""
        return _definitions(self.tree, f"{self.name}:", in_class=False)

    def functions(self) -> Iterator[Definition]:
        """Every function and method."""
        return (each for each in self.definitions() if not isinstance(each.node, ast.ClassDef))

    def classes(self) -> Iterator[Definition]:
        """Every class."""
        return (each for each in self.definitions() if isinstance(each.node, ast.ClassDef))


def _definitions(below: ast.AST, place: str, *, in_class: bool) -> Iterator[Definition]:
    for node in ast.iter_child_nodes(below):
        if isinstance(node, Function | ast.ClassDef):
            yield Definition(f"{place}{node.name}", node, in_class)
            yield from _definitions(node, f"{place}{node.name}.", in_class=isinstance(node, ast.ClassDef))
        else:
            yield from _definitions(node, place, in_class=in_class)


def read(*patterns: str) -> tuple[Source, ...]:
    """The files below the checkout that these patterns name."""
    paths = sorted({path for pattern in patterns for path in CHECKOUT.glob(pattern)})
    return tuple(
        Source(path.relative_to(CHECKOUT).as_posix(), path.read_text(encoding="utf-8"))
        for path in paths
        if "node_modules" not in path.parts
    )


MODULES = read("register/**/*.py")
TESTS = read("tests/**/*.py")
# Migrations are made by a machine of the tables of their day, and are never changed.
MEASURED = (*MODULES, *read("bench/**/*.py", "alembic/*.py"), *TESTS)
