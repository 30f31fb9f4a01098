"""The verbs of `register key` do what they say, and print a secret only when it is made."""

import pytest
from typer.testing import CliRunner

from register.cli.key_commands import key_app
from register.settings import settings
from tests.support import story


@pytest.fixture
def run(monkeypatch, tmp_path):
    monkeypatch.setenv("REGISTER_API_KEYS_FILE", str(tmp_path / "keys.jsonl"))
    settings.cache_clear()
    yield lambda *words: CliRunner().invoke(key_app, words)
    settings.cache_clear()


def test_a_key_is_issued_rotated_and_revoked(run):
    body = ("issue", "police", "--area", story.NORTHBY, "--purpose", "prevention_analysis", "--address", "192.0.2.1")
    issued = run(*body)
    number = issued.stdout.split()[1]
    rotated = run("rotate", number)

    assert (issued.exit_code, rotated.exit_code, run("revoke", number).exit_code) == (0, 0, 0)
    assert rotated.stdout.split()[1] != number


def test_nothing_is_listed_where_there_is_no_key(run):
    assert run("list").stdout == "There are no keys.\n"


@pytest.mark.parametrize("days", ["0", "367"])
def test_a_key_lasts_a_year_at_most(run, days):
    assert run("issue", "police", "--area", story.NORTHBY, "--purpose", "statistics", "--days", days).exit_code == 2
