"""What the page of requirements names exists and runs: every query, every command, and every test."""

import ast
import os
import re
import subprocess
import sys
from pathlib import Path

import pytest
import typer

from register.cli.main import app
from register.schema.assemble import graphql_schema

CHECKOUT = Path(__file__).resolve().parents[1]
ROW = re.compile(r"^\| R(\d+) \| (.+) \| (.+) \|$", re.M)
ROWS = ROW.findall((CHECKOUT / "docs" / "requirements.md").read_text(encoding="utf-8"))
NAMED = [(number, name) for number, _, shown in ROWS for name in re.findall(r"`([^`]+)`", shown)]


def offered():
    """The names of every query, command and subscription."""
    kinds = graphql_schema().type_map
    return {name for kind in ("Query", "Mutation", "Subscription") for name in kinds[kind].fields}


def commands(group, before="register"):
    """Every verb of the command line, with the words before it."""
    found = set()
    for name, each in group.commands.items():
        found |= {f"{before} {name}"}
        found |= commands(each, f"{before} {name}") if hasattr(each, "commands") else set()
    return found


def names_in(path):
    """The names of the tests of a file."""
    tree = ast.parse((CHECKOUT / path).read_text(encoding="utf-8"))
    return {node.name for node in ast.walk(tree) if isinstance(node, ast.FunctionDef)}


def exists(name):
    """True if there is a test, a verb or a field of this name."""
    if "::" in name:
        path, test = name.split("::")
        return (CHECKOUT / path).exists() and test in names_in(path)
    return name in (commands(typer.main.get_command(app)) if name.startswith("register ") else offered())


def test_each_of_the_45_requirements_has_one_row():
    assert [int(number) for number, _, _ in ROWS] == list(range(1, 46))


@pytest.mark.parametrize(("number", "name"), NAMED)
def test_what_shows_a_requirement_exists(number, name):
    assert exists(name), f"R{number}: {name} is not there"


def test_every_requirement_is_shown_by_a_test_that_runs():
    assert [number for number, _, shown in ROWS if "::" not in shown] == []


@pytest.mark.parametrize("name", ["noSuchQuery", "register nothing", "tests/test_requirements.py::test_nothing"])
def test_a_name_that_does_not_exist_is_found_out(name):
    assert not exists(name)


TESTS = sorted({name for _, name in NAMED if "::" in name})


def pytest_of_its_own(*given):
    """What pytest says in a process of its own, of every test that the page names."""
    asked = [sys.executable, "-m", "pytest", "-q", "-p", "no:cacheprovider", *given, *TESTS]
    return subprocess.run(asked, cwd=CHECKOUT, capture_output=True, text=True, check=False)  # noqa: S603 - our own


def test_every_test_that_is_named_is_collected_and_left_out_by_nothing():
    made = pytest_of_its_own("--collect-only")
    collected = {line.partition("[")[0] for line in made.stdout.splitlines() if "::" in line}

    assert made.returncode == 0, made.stdout[-2000:]
    assert collected == set(TESTS)


@pytest.mark.skipif("REGISTER_SOAK" not in os.environ, reason="each of them runs in the suite already, once")
def test_every_test_that_is_named_runs_and_none_is_skipped():
    made = pytest_of_its_own("-n", "2", "--dist", "loadfile")

    assert made.returncode == 0, made.stdout[-2000:]
    assert "skipped" not in made.stdout.splitlines()[-1]
