"""The command `register demo`, as it is typed."""

from typer.testing import CliRunner

from register.cli.main import app


def test_the_demonstration_says_how_large_it_can_be():
    told = CliRunner().invoke(app, ["demo", "--help"])

    assert told.exit_code == 0
    assert "figures" in told.output
