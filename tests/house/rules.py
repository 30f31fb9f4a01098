"""The house rules that are read from sources: each finds what breaks it, in the files that it is given."""

import ast
import re
from collections.abc import Iterable, Iterator

from tests.house import layout
from tests.house.sources import REGISTER, Definition, Function, Source

SQL_TEXT = re.compile(r"\s*(select|insert into|update|delete from|alter|create|drop|grant|revoke|set) [a-z$({%]")


def is_ours(module: str) -> bool:
    """Whether a module is the register's."""
    return module == "register" or module.startswith("register.")


def imported(source: Source) -> Iterator[str]:
    """Every module of the register that a module imports, as a path below register/ without its suffix."""
    for node in ast.walk(source.tree):
        if isinstance(node, ast.Import):
            yield from (
                name.name.removeprefix("register.").replace(".", "/") for name in node.names if is_ours(name.name)
            )
        elif isinstance(node, ast.ImportFrom) and is_ours(node.module or ""):
            base = (node.module or "").removeprefix("register").strip(".").replace(".", "/")
            for name in node.names:
                below = f"{base}/{name.name}".strip("/")
                yield below if (REGISTER / f"{below}.py").exists() or (REGISTER / below).is_dir() else base


def layer_of(path: str) -> str:
    """The first name of a path below register/."""
    return path.split("/")[0].removesuffix(".py")


def upward_imports(sources: Iterable[Source]) -> list[tuple[str, str]]:
    """Imports of a layer above, or beside."""
    return [
        (source.name, target)
        for source in sources
        if source.name != "register/__init__.py"
        for target in imported(source)
        if not points_down(source.layer, layer_of(target))
    ]


def points_down(layer: str, target: str) -> bool:
    """Whether one layer may import another."""
    return layer == target or layout.LAYERS[layer] < layout.LAYERS[target]


def imports_inside_functions(sources: Iterable[Source]) -> list[tuple[str, int]]:
    """Imports that are not at the top of their file."""
    return [
        (function.place, node.lineno)
        for source in sources
        for function in source.functions()
        for node in ast.walk(function.node)
        if isinstance(node, ast.Import | ast.ImportFrom)
    ]


def long_functions(sources: Iterable[Source]) -> dict[str, int]:
    """Functions over the limit, with their lengths."""
    found = (each for source in sources for each in source.functions())
    return {each.place: each.length for each in found if each.length > layout.LONGEST_FUNCTION}


def long_classes(sources: Iterable[Source]) -> dict[str, int]:
    """Classes over the limit, with their lengths."""
    found = (each for source in sources for each in source.classes())
    return {each.place: each.length for each in found if each.length > layout.LONGEST_CLASS}


def long_files(sources: Iterable[Source]) -> dict[str, int]:
    """Files over the limit, with their lengths."""
    return {source.name: source.length for source in sources if source.length > layout.LONGEST_FILE}


def many_positional(sources: Iterable[Source]) -> dict[str, list[str]]:
    """Functions that take more by position than a reader of a call can tell apart, with what they take so."""
    found = {each.place: _positional(each) for source in sources for each in source.functions()}
    return {place: names for place, names in found.items() if len(names) > layout.MOST_POSITIONAL}


def _positional(function: Definition) -> list[str]:
    assert isinstance(function.node, Function)
    if _is_handed_by_name(function.node):
        return []
    names = [each.arg for each in (*function.node.args.posonlyargs, *function.node.args.args)]
    return names[1:] if function.is_method and names[:1] in (["self"], ["cls"]) else names


def _is_handed_by_name(function: Function) -> bool:
    """True for tests and fixtures: pytest hands them everything by name."""
    return function.name.startswith("test_") or any("fixture" in ast.unparse(each) for each in function.decorator_list)


def uses_of_any(source: Source) -> int:
    """How often a file says Any, its import not counted."""
    return sum(isinstance(node, ast.Name) and node.id == "Any" for node in ast.walk(source.tree))


def makers(sources: Iterable[Source], *made: str) -> set[str]:
    """The modules that make one of these classes."""
    return {
        source.inside
        for source in sources
        for node in ast.walk(source.tree)
        if isinstance(node, ast.Call) and getattr(node.func, "id", getattr(node.func, "attr", "")) in made
    }


def makers_of_sql(sources: Iterable[Source]) -> set[str]:
    """The modules that make statements."""
    return {source.inside for source in sources if any(builds_sql(node) for node in ast.walk(source.tree))}


def builds_sql(node: ast.AST) -> bool:
    """True where a text is a statement, or a call makes one: sa.select(...), sa.text(...), table.insert()."""
    if isinstance(node, ast.Constant) and isinstance(node.value, str):
        return bool(SQL_TEXT.match(node.value)) and not node.value.rstrip().endswith(".")
    if not isinstance(node, ast.Call):
        return False
    if not isinstance(node.func, ast.Attribute):
        return getattr(node.func, "id", "") in {"select", "insert"}
    if getattr(node.func.value, "id", "") == "sa":
        return node.func.attr in {"select", "text", "insert", "update", "delete"}
    return node.func.attr in {"select", "insert", "update", "delete"} and not (node.args or node.keywords)


def without_purpose(sources: Iterable[Source]) -> list[str]:
    """Files that do not say what they are for."""
    return [source.name for source in sources if source.text.strip() and not ast.get_docstring(source.tree)]


def undescribed(sources: Iterable[Source]) -> list[str]:
    """Public functions and classes that do not say what they do."""
    public = (
        (source, node)
        for source in sources
        for node in source.tree.body
        if isinstance(node, Function | ast.ClassDef) and not node.name.startswith("_")
    )
    return [f"{source.name}:{node.name}" for source, node in public if not ast.get_docstring(node)]


def verbs(names: Iterable[str]) -> list[str]:
    """Files whose names end like verbs: a module is a noun."""
    stems = ((name, name.rsplit("/", 1)[-1].removesuffix(".py").removeprefix("test_")) for name in names)
    return [name for name, stem in stems if stem.endswith("ing") and stem.rsplit("_", 1)[-1] not in layout.NOUNS]


def stem_of(name: str) -> str | None:
    """The stem of the subject that a file is about: none outside the rooms of subjects, and none of machinery."""
    room, _, file = name.rpartition("/")
    said = file.removesuffix(".py")
    if room not in layout.ROOMS or said in ("__init__", *layout.MACHINERY.get(room, ())):
        return None
    stems = {plural: stem for stem, plural in layout.PLURALS.items()}
    return stems.get(said, said.removesuffix("s")) if layout.ROOMS[room] else said


def subject_file(room: str, stem: str) -> str:
    """Where a room holds a subject: under its own stem, or under its plural where the room holds many of each."""
    return f"{room}/{layout.PLURALS.get(stem, f'{stem}s') if layout.ROOMS[room] else stem}.py"


def subjects(names: Iterable[str], room: str) -> set[str]:
    """The stems of the subjects that a room has files of."""
    return {stem for name in names if name.rpartition("/")[0] == room and (stem := stem_of(name))}


def without_namesake(names: Iterable[str]) -> list[str]:
    """Files in a room of subjects whose stem has no file of tables and is no named exception, or is spelt otherwise."""
    named = tuple(names)
    known = subjects(named, layout.TABLES) | layout.WITHOUT_TABLES.keys()
    stems = {name: stem for name in named if (stem := stem_of(name))}
    return [
        name for name, stem in stems.items() if stem not in known or name != subject_file(name.rpartition("/")[0], stem)
    ]


def long_subjects(subjects: Iterable[str]) -> list[str]:
    """Subjects of commits that a list of commits cuts off."""
    return [subject for subject in subjects if len(subject) > layout.LONGEST_SUBJECT]
