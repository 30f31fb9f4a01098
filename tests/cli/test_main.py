"""The command: every verb is there, prints what it promises, and fails with status 1 and one line."""

import re
import subprocess
import sys
from importlib.metadata import version

import jwt
import pytest
from typer.main import get_command
from typer.testing import CliRunner

from register.cli.main import app, main
from register.maintenance.migrate import API_LOGIN
from register.policy.grants import grants_of
from register.policy.matrix import matrix
from register.schema.assemble import printed
from register.settings import settings
from register.vocabulary import Agency
from tests.support.demonstration import COMMAND, plain_environment

RUN = CliRunner()
NOBODY_THERE = "postgresql://nobody:secret@127.0.0.1:1/r"


@pytest.fixture
def run(monkeypatch, capsys):
    """Run the command as a shell would: its status, and what it wrote."""

    def command(*words, **environment):
        for name, value in environment.items():
            monkeypatch.setenv(f"REGISTER_{name}", value)
        settings.cache_clear()
        monkeypatch.setattr(sys, "argv", ["register", *words])
        with pytest.raises(SystemExit) as ended:
            main()
        written = capsys.readouterr()
        status = ended.value.code
        return (status, written.out, written.err) if isinstance(status, int | None) else (1, written.out, f"{status}\n")

    yield command
    monkeypatch.undo()
    settings.cache_clear()


PRODUCTION = {"ENVIRONMENT": "production", "CURSOR_KEY": "k", "PSEUDONYM_KEY": "k"}


@pytest.mark.parametrize("verb", ["demo", "serve", "migrate", "token", "schema", "policy", "import", "audit", "key"])
def test_every_verb_explains_itself(verb):
    told = RUN.invoke(app, [verb, "--help"])

    assert told.exit_code == 0
    assert "--help" in told.output


def test_the_version_is_that_of_the_package(run):
    assert run("--version") == (0, f"register {version('register')}\n", "")


def test_a_shell_completes_the_names_of_commands():
    asked = {"_REGISTER_COMPLETE": "complete_bash", "COMP_WORDS": "register access ", "COMP_CWORD": "2"}
    told = subprocess.run(  # noqa: S603  our own command, no shell
        [COMMAND], env=plain_environment() | asked, capture_output=True, text=True, timeout=60
    )

    assert told.stdout.split() == ["appoint", "dismiss", "list", "suspend", "reinstate"]


def commands(group=None, *names):
    """Every command, each with the words that name it."""
    for name, each in (group or get_command(app)).commands.items():
        if hasattr(each, "commands"):
            yield from commands(each, *names, name)
        yield (*names, name), each


COMMANDS = dict(commands())


def test_every_listing_what_an_agency_may_do_and_a_report_can_be_printed_for_a_program():
    listings = {
        words for words, each in COMMANDS.items() if words[-1] == "list" or (each.help or "").startswith("List")
    }

    assert listings == {("access", "list"), ("key", "list"), ("statistics", "list")}
    offered = {words for words, each in COMMANDS.items() for option in each.params if "--json" in option.opts}
    assert offered == listings | {("policy",), ("return", "report")}


@pytest.mark.parametrize("kind", ["boundaries", "homes", "inspections", "postcodes"])
def test_every_kind_of_file_can_be_brought_in(kind):
    assert RUN.invoke(app, ["import", kind, "--help"]).exit_code == 0


@pytest.mark.parametrize(
    ("words", "environment", "said"),
    [
        (["token", "police"], {}, "needs"),
        (["token", "police", "--area", "Leeds"], {}, "area"),
        (["token", "ofsted"], {"ENVIRONMENT": "production"}, "cannot be used in production"),
        (["demo"], {"ENVIRONMENT": "production"}, "cannot be used in production"),
        (
            ["serve"],
            {"ENVIRONMENT": "production", "CURSOR_KEY": "k", "PSEUDONYM_KEY": "k", "DATABASE_URL": ""},
            "REGISTER_DATABASE_URL",
        ),
        (["migrate"], {"DATABASE_URL": "", "MIGRATION_URL": ""}, "REGISTER_DATABASE_URL"),
        (["serve"], {"DATABASE_URL": ""}, "REGISTER_DATABASE_URL"),
        (["serve"], {"DATABASE_URL": NOBODY_THERE}, "does not answer"),
        (["migrate"], {"MIGRATION_URL": NOBODY_THERE}, "does not answer"),
        (["audit", "seal", "--once"], {"MIGRATION_URL": NOBODY_THERE}, "does not answer"),
        (["audit", "verify", "--heads", "/nowhere/at/all.log"], {}, "cannot be read"),
        (["import", "homes", "/nowhere/at/all.csv", "--apply"], {"MIGRATION_URL": NOBODY_THERE}, "does not answer"),
        (["import", "homes", "/nowhere/at/all.csv"], {}, "Use --dry-run to see what would change, or --apply"),
        (["import", "inspections", "/nowhere/at/all.csv"], {}, "Use --dry-run to see what would change, or --apply"),
        (["import", "homes", "/nowhere/at/all.csv", "--apply", "--dry-run"], {}, "not both"),
        (["import", "postcodes", "/nowhere/at/all.csv", "--apply"], {"MIGRATION_URL": NOBODY_THERE}, "does not answer"),
        (["import", "postcodes", "/nowhere/at/all.csv"], {}, "Use --dry-run to see what would change, or --apply"),
        (["import", "boundaries", "/nowhere/at/all.geojson"], {}, "Use --dry-run to see what would change, or --apply"),
        (["migrate"], {"MIGRATION_URL": "localhost/register"}, "must have the form postgresql://"),
        (["serve"], {"DATABASE_URL": "localhost/register"}, "must have the form postgresql://"),
        (["token", "ofsted"], {"POOL_SIZE": "many"}, "REGISTER_POOL_SIZE must be a whole number."),
    ],
)
def test_a_command_that_fails_ends_with_status_1_and_one_line(run, words, environment, said):
    status, out, err = run(*words, **environment)

    assert (status, out) == (1, "")
    assert err.startswith("register: ")
    assert err.count("\n") == 1
    assert said in err
    assert "secret" not in err


def test_serving_is_refused_over_a_database_without_a_register_or_with_the_owners_login(run, cluster, engine):
    empty = run("serve", DATABASE_URL=cluster.url("postgres", user=API_LOGIN))
    owned = run("serve", DATABASE_URL=cluster.url(engine.url.database))

    assert (empty[0], owned[0]) == (1, 1)
    assert empty[2].startswith("register: The database has no register in it")
    assert owned[2].startswith("register: REGISTER_DATABASE_URL names a superuser or the owner")


@pytest.mark.parametrize(
    "words", [["token", "press"], ["nonsense"], ["serve", "--port", "many"], ["import", "songs", "x"]]
)
def test_words_that_are_no_command_are_refused(run, words):
    status, out, _ = run(*words)

    assert (status, out) == (2, "")


@pytest.mark.parametrize(
    ("words", "option"),
    [
        (["import", "boundaries", "x", "--from", "31/03/2025"], "--from"),
        (["import", "homes", "x", "--as-at", "2026-9-30"], "--as-at"),
        (["access", "appoint", "police", "somebody", "supervisor", "--from", "soon"], "--from"),
    ],
)
def test_a_day_of_another_form_is_refused_with_its_option_and_its_form(run, words, option):
    status, out, err = run(*words)

    assert (status, out) == (2, "")
    assert f"Invalid value for '{option}': Write a day as YYYY-MM-DD, such as 2025-03-31." in " ".join(err.split())
    assert "isoformat" not in err


def test_a_token_is_printed_alone(run):
    status, out, err = run("token", "police", "--area", "E23000005", "--subject", "somebody")

    assert (status, err, out.count("\n"), out.strip().count(".")) == (0, "", 1, 2)
    assert jwt.decode(out.strip(), options={"verify_signature": False})["sub"] == "somebody"


@pytest.mark.parametrize(("words", "page"), [(["schema"], printed), (["policy", "matrix"], matrix)])
def test_a_page_is_printed_as_it_is_committed(run, words, page):
    assert run(*words) == (0, page(), "")


def test_the_reference_pages_are_printed_one_after_the_other(run):
    status, out, _ = run("reference")

    assert status == 0
    assert re.findall(r"^# .+", out, re.M) == [
        "# Records that may be of one child",
        "# Commands",
        "# Data dictionary",
        "# Error codes",
        "# Purposes, uses and scopes",
        "# Return rules",
        "# Settings",
    ]


def test_the_policy_of_one_agency_is_printed_alone(run):
    status, out, _ = run("policy", "--agency", "auditor")

    assert (status, out.count("\n")) == (0, len(grants_of(Agency.AUDITOR)))
    assert "audit log" in out
