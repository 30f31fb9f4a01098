"""Tables and marked parts of a page."""

import pytest

from register.documentation.markdown import code, filled, names_in, table

PAGE = "# A page\n\nBefore.\n\n<!-- generated: two rows -->\nold\n<!-- end -->\n\nAfter.\n"


def test_a_table_has_a_line_for_each_row():
    assert table(("a", "b"), [("1", "2"), ("3", "4")]) == "| a | b |\n| --- | --- |\n| 1 | 2 |\n| 3 | 4 |"


def test_a_cell_stays_in_its_row_and_in_its_column():
    assert table(("a",), [("one\n  line | still one cell",)]) == "| a |\n| --- |\n| one line \\| still one cell |"


def test_a_marked_part_is_written_again_and_the_rest_is_left_alone():
    assert filled(PAGE, {"two rows": lambda: "new"}) == (
        "# A page\n\nBefore.\n\n<!-- generated: two rows -->\n\nnew\n\n<!-- end -->\n\nAfter.\n"
    )


def test_a_page_that_is_current_stays_as_it_is():
    once = filled(PAGE, {"two rows": lambda: "new"})

    assert filled(once, {"two rows": lambda: "new"}) == once


def test_a_mark_that_nothing_is_generated_for_is_refused():
    with pytest.raises(KeyError, match="two rows"):
        filled(PAGE, {})


def test_the_marks_of_a_page_are_found_in_their_order():
    assert names_in(PAGE + PAGE.replace("two rows", "fields of Home")) == ["two rows", "fields of Home"]


def test_code_is_marked_as_code():
    assert code("urn") == "`urn`"
