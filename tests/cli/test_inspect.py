"""What the register is, made from its own sources: the schema and the reference pages."""

import pytest

from register.cli import inspect
from register.cli.inspect import reference_pages, schema_page
from register.errors import SetupError


def test_the_schema_is_kept_beside_what_it_is_made_from():
    assert schema_page().file.parts[-2:] == ("schema", "schema.graphql")


def test_the_reference_pages_are_those_with_generated_parts():
    assert [page.file.name for page in reference_pages()] == [
        "child-matches.md",
        "commands.md",
        "data-dictionary.md",
        "errors.md",
        "purposes.md",
        "return-rules.md",
        "settings.md",
    ]


def test_without_a_checkout_there_are_no_reference_pages(monkeypatch, tmp_path):
    monkeypatch.setattr(inspect, "REFERENCE", tmp_path / "docs")

    with pytest.raises(SetupError, match="Run this command in a checkout"):
        reference_pages()
