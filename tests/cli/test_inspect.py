"""Pages that are made and committed: printed, written, and held against their files."""

import pytest

from register.cli import inspect
from register.cli.inspect import Page, matrix_page, policy_of, reference_pages, schema_page, show_or_keep
from register.errors import SetupError
from register.vocabulary import Agency


@pytest.fixture
def page(tmp_path):
    return Page("the text\n", tmp_path / "page.md")


def test_a_page_is_printed_as_it_is(page, capsys):
    show_or_keep(page, write=False, check=False)

    assert (capsys.readouterr().out, page.file.exists()) == ("the text\n", False)


def test_a_page_is_written_to_its_file_and_is_then_current(page, capsys):
    show_or_keep(page, write=True, check=False)
    show_or_keep(page, write=False, check=True)

    assert page.file.read_text() == page.text
    assert capsys.readouterr().out == ""


@pytest.mark.parametrize("kept", [None, "another text\n", ""])
def test_a_page_that_is_not_current_is_refused_with_what_to_do(page, kept):
    if kept is not None:
        page.file.write_text(kept)

    with pytest.raises(SetupError, match=r"page\.md is out of date: run make snapshot"):
        show_or_keep(page, write=False, check=True)


def test_the_schema_and_the_matrix_are_kept_beside_what_they_are_made_from():
    assert (schema_page().file.parts[-2:], matrix_page().file.parts[-2:]) == (
        ("schema", "schema.graphql"),
        ("policy", "matrix.md"),
    )


def test_the_reference_pages_are_those_with_generated_parts():
    assert [page.file.name for page in reference_pages()] == [
        "commands.md",
        "data-dictionary.md",
        "errors.md",
        "purposes.md",
        "settings.md",
    ]


def test_without_a_checkout_there_are_no_reference_pages(monkeypatch, tmp_path):
    monkeypatch.setattr(inspect, "REFERENCE", tmp_path / "docs")

    with pytest.raises(SetupError, match="Run this command in a checkout"):
        reference_pages()


def test_what_one_agency_may_do_is_part_of_the_whole():
    assert "own boundary" in policy_of(Agency.POLICE)
    assert "own boundary" not in policy_of(Agency.DFE)
    assert policy_of(None).startswith("# Permission matrix")
