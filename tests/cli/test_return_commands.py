"""The verbs of returns on the command line."""

from typer.testing import CliRunner

from register.cli.main import app


def test_each_verb_is_offered_with_its_help():
    told = CliRunner().invoke(app, ["return", "--help"]).output

    assert "report" in told
    assert "open" in told
    assert "AUTHORITY" in CliRunner().invoke(app, ["import", "return", "--help"]).output.upper()
