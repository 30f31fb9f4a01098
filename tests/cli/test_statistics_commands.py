"""The commands `register statistics`, as they are typed."""

import pytest
from typer.testing import CliRunner

from register.cli.statistics_commands import statistics_app


@pytest.mark.parametrize("verb", ["publish", "check", "list", "export", "withdraw"])
def test_each_command_explains_itself(verb):
    told = CliRunner().invoke(statistics_app, [verb, "--help"])

    assert told.exit_code == 0
    assert "Usage" in told.output


def test_a_question_that_does_not_exist_is_refused():
    told = CliRunner().invoke(statistics_app, ["publish", "--question", "everything", "--apply"])

    assert told.exit_code == 2
