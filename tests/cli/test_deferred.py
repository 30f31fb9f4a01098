"""Modules that are loaded when they are used: help, the version and the matrix do not wait for the server."""

import resource
import subprocess
import sys

import pytest

from register.cli.deferred import deferred

HEAVY = ("strawberry", "sqlalchemy", "uvicorn", "asyncpg", "shapely", "alembic", "httpx2", "structlog")
RUN = """
import sys
from register.cli.main import main
sys.argv = ["register", *{words!r}]
try:
    main()
finally:
    print("loaded:", *[name for name in {heavy!r} if name in sys.modules], file=sys.stderr)
"""


@pytest.mark.parametrize(
    "words",
    [["--help"], ["--version"], ["import", "homes", "--help"], ["policy", "matrix"], ["policy", "--agency", "police"]],
    ids=" ".join,
)
def test_a_command_that_needs_no_server_loads_none_of_it(words):
    program = RUN.format(words=words, heavy=HEAVY)
    ran = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, timeout=60)  # noqa: S603  our own words

    assert (ran.returncode, ran.stderr) == (0, "loaded:\n")


HELP = """
import sys
from typer.main import get_command
from typer.testing import CliRunner
from register.cli.main import app

def walk(group, *names):
    for name, each in group.commands.items():
        yield (*names, name)
        if hasattr(each, "commands"):
            yield from walk(each, *names, name)

found = list(walk(get_command(app)))
print(len(found), sum(CliRunner().invoke(app, [*words, "--help"]).exit_code for words in found))
print("loaded:", *[name for name in {heavy!r} if name in sys.modules])
"""


def test_the_help_of_every_command_loads_no_server():
    program = HELP.format(heavy=HEAVY)
    ran = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, timeout=60)  # noqa: S603  our own words
    (counted, loaded) = ran.stdout.splitlines()

    assert (counted.split()[1], loaded) == ("0", "loaded:")
    assert int(counted.split()[0]) > 40


def test_a_token_loads_no_server_and_no_database(tmp_path):
    program = RUN.format(words=["token", "ofsted"], heavy=HEAVY)
    ran = subprocess.run(  # noqa: S603  our own words
        [sys.executable, "-c", program],
        capture_output=True,
        text=True,
        timeout=60,
        env={"REGISTER_STATE_DIR": str(tmp_path)},
    )

    assert (ran.returncode, ran.stderr) == (0, "loaded:\n")


# What every command loads, whoever wrote it. It takes 0.29 s on a machine that does nothing else, so that the bound is
# half a second there; beside other work both take longer.
LIBRARIES = "import typer, pydantic_settings, jwt"
MOST_TIMES_THE_LIBRARIES = 1.7
ISSUE = ["key", "issue", "police", "--area", "E23000005", "--purpose", "prevention_analysis"]
NEED_NO_SERVER = (["--version"], ["--help"], ["token", "ofsted"], ["policy", "matrix"], ["schema"], ISSUE)


def processor_s(program, environment):
    """How long a program keeps a processor."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    subprocess.run([sys.executable, "-c", program], capture_output=True, timeout=60, env=environment, check=True)  # noqa: S603  our own words
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime


@pytest.mark.parametrize("words", NEED_NO_SERVER, ids=" ".join)
def test_a_command_that_needs_no_server_is_done_within_half_a_second(words, tmp_path):
    program = RUN.format(words=words, heavy=())
    environment = {"REGISTER_STATE_DIR": str(tmp_path), "REGISTER_API_KEYS_FILE": str(tmp_path / "keys.json")}

    spent = [(processor_s(LIBRARIES, environment), processor_s(program, environment)) for _ in range(3)]

    assert min(own for _, own in spent) < MOST_TIMES_THE_LIBRARIES * min(libraries for libraries, _ in spent)


def test_a_module_is_loaded_when_something_of_it_is_asked_for():
    (pages,) = deferred("pages")

    assert pages.Page.__module__ == "register.cli.pages"
