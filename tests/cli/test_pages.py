"""Pages that are made and committed: printed, written, and held against their files."""

import pytest

from register.cli.pages import Page, show_or_keep
from register.errors import SetupError


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
