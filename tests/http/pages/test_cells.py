"""Cells: what a row says, or why it does not."""

from register.http.pages.cells import Cell, Column, cell_of

ROW = {
    "id": "a/b",
    "name": None,
    "child": {"name": "Ada", "withheld": []},
    "risk": None,
    "kind": "MISSING",
    "withheld": [{"field": "name", "reason": "NO_GRANT"}],
}


def test_a_value_is_said_in_words_and_leads_to_its_page():
    assert cell_of(ROW, Column("Kind", ("kind",), leads=("/missing/", ("id",)))) == Cell("Missing", "/missing/a%2Fb")


def test_what_is_withheld_says_why_and_leads_nowhere():
    cell = cell_of(ROW, Column("Name", ("name",), leads=("/homes/", ("id",))))

    assert cell == Cell("Withheld: your kind of body may not see this", None, is_withheld=True)


def test_what_is_withheld_below_a_row_says_why():
    row = {"child": {"name": None, "withheld": [{"field": "name", "reason": "OUTSIDE_SCOPE"}]}, "withheld": []}

    assert cell_of(row, Column("Child", ("child", "name"))).is_withheld


def test_what_is_not_there_is_said_in_the_columns_own_words():
    assert cell_of(ROW, Column("Risk", ("risk", "level"), empty="Not assessed")) == Cell("Not assessed")
    assert cell_of({"keys": []}, Column("Which", ("keys",), empty="None")) == Cell("None")
    assert cell_of(ROW, Column("Child", ("child", "name"))) == Cell("Ada")


def test_a_record_whose_name_was_not_recorded_is_reached_all_the_same():
    row, leads = {"id": "a", "reference": None}, ("/missing/", ("id",))

    said, unsaid = (cell_of(row, Column("Episode", ("reference",), empty=each, leads=leads)) for each in ("None", ""))

    assert (said, unsaid) == (Cell("None", "/missing/a"), Cell(""))
