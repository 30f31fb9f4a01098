"""The command that writes down what is held about one child, as it is offered."""

from typer.testing import CliRunner

from register.cli.main import app


def test_it_is_offered_with_its_help():
    said = CliRunner().invoke(app, ["subject-access", "--help"]).output
    assert "CHILD" in said
    assert "--as-of" in said
