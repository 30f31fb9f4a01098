"""The rules that are read from sources find what breaks them: each is shown a file that does."""

import ast
from textwrap import dedent

import pytest

from tests.house import layout, rules
from tests.house.sources import Source


def file(text, name="register/sql/planted.py"):
    return Source(name, dedent(text))


LONG = "\n".join(f"    x = {number}" for number in range(40))
CLASS = "\n".join(f"    x{number} = {number}" for number in range(160))


@pytest.mark.parametrize(
    ("find", "text", "found"),
    [
        (rules.upward_imports, "from register.policy import decide", []),
        (rules.upward_imports, "from register.cli import main", [("register/sql/planted.py", "cli/main")]),
        (rules.upward_imports, "import register.demo.load", [("register/sql/planted.py", "demo/load")]),
        (rules.imports_inside_functions, "def f():\n    import os", [("register/sql/planted.py:f", 2)]),
        (rules.long_functions, f"def f():\n{LONG}", {"register/sql/planted.py:f": 41}),
        (rules.long_functions, "def f():\n    return 1", {}),
        (rules.long_classes, f"class C:\n{CLASS}", {"register/sql/planted.py:C": 161}),
        (rules.long_files, "\n" * 401, {"register/sql/planted.py": 401}),
        (rules.many_positional, "def f(a, b, c, d): ...", {"register/sql/planted.py:f": ["a", "b", "c", "d"]}),
        (rules.many_positional, "def f(a, b, c, *, d): ...", {}),
        (rules.many_positional, "class C:\n    def f(self, a, b, c): ...", {}),
        (
            rules.many_positional,
            "class C:\n    def f(self, a, b, c, d): ...",
            {"register/sql/planted.py:C.f": ["a", "b", "c", "d"]},
        ),
        (rules.many_positional, "def f(self, a, b, c): ...", {"register/sql/planted.py:f": ["self", "a", "b", "c"]}),
        (rules.many_positional, "def test_f(a, b, c, d): ...", {}),
        (rules.makers_of_sql, "found = sa.select(home.c.id)", {"sql/planted.py"}),
        (rules.makers_of_sql, "found = home.insert()", {"sql/planted.py"}),
        (rules.makers_of_sql, "FOUND = 'select id from home'", {"sql/planted.py"}),
        (rules.makers_of_sql, "FOUND = 'Select a home from the list.'", set()),
        (rules.without_purpose, "x = 1", ["register/sql/planted.py"]),
        (rules.undescribed, "def f(): ...\ndef _g(): ...", ["register/sql/planted.py:f"]),
        (rules.undescribed, "class C: ...", ["register/sql/planted.py:C"]),
    ],
)
def test_what_breaks_a_rule_is_found(find, text, found):
    assert find([file(text)]) == found


@pytest.mark.parametrize("made", ["Granted(plan)", "decide.Granted(plan)", "GrantedChange(plan)"])
def test_whoever_makes_a_granted_plan_is_found(made):
    assert rules.makers([file(f"found = {made}")], "Granted", "GrantedChange") == {"sql/planted.py"}


def test_files_and_functions_of_one_name_are_measured_each():
    twice = [file(f"def f():\n{LONG}", name) for name in ("register/a/home.py", "register/b/home.py")]
    nested = file(f"class C:\n    def f(self):\n{LONG.replace('    ', '        ')}\n\ndef f(): ...")

    assert rules.long_functions(twice) == {"register/a/home.py:f": 41, "register/b/home.py:f": 41}
    assert rules.long_functions([nested]) == {"register/sql/planted.py:C.f": 41}


def test_a_use_of_any_is_counted_and_its_import_is_not():
    assert rules.uses_of_any(file("from typing import Any\ndef f(a: Any) -> dict[str, Any]: ...")) == 2


@pytest.mark.parametrize(
    ("name", "found"),
    [
        ("register/sql/reading.py", ["register/sql/reading.py"]),
        ("tests/support/asking.py", ["tests/support/asking.py"]),
        ("tests/sql/test_reading.py", ["tests/sql/test_reading.py"]),
        ("register/http/logging.py", []),
    ],
)
def test_a_module_named_after_what_it_does_is_found(name, found):
    assert rules.verbs([name]) == found


@pytest.mark.parametrize(
    "name",
    [
        "register/rules/homes.py",
        "register/tables/home.py",
        "register/schema/types/helpers.py",
        "register/schema/commands/enforcement.py",
        "register/vocabulary/notices.py",
    ],
)
def test_a_file_without_a_namesake_among_the_tables_is_found(name):
    assert rules.without_namesake([name, "register/rules/home.py", "register/tables/homes.py"]) == [name]


@pytest.mark.parametrize(
    "name",
    [
        "register/schema/types/home.py",
        "register/demo/subjects/homes.py",
        "register/rules/codes.py",
        "register/resolvers/commands/merging.py",
        "register/sql/scope.py",
    ],
)
def test_a_namesake_a_named_exception_and_named_machinery_are_in_their_place(name):
    assert rules.without_namesake([name, "register/tables/homes.py"]) == []


def test_a_subject_of_an_irregular_plural_has_its_stem():
    names = ["register/tables/people.py", "register/tables/bodies.py", "register/tables/declare.py"]

    assert rules.subjects(names, layout.TABLES) == {"person", "body"}


def test_a_long_subject_is_found():
    subjects = ["a" * 71, "b" * 72]

    assert rules.long_subjects(subjects) == ["b" * 72]


def test_named_exceptions_have_their_reasons():
    exceptions = (
        layout.LONG_CLASSES,
        layout.CALLED_BY_A_LIBRARY,
        layout.MIRRORED_ELSEWHERE,
        layout.NOUNS,
        layout.WITHOUT_TABLES,
    )

    assert all(reason.strip() for named in exceptions for reason in named.values())


def test_a_sentence_that_begins_like_sql_is_no_statement():
    assert not rules.builds_sql(ast.Constant("update the register of a home."))
