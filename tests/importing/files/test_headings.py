"""The heading of a table: found below its titles, its columns known by any of their names."""

import pytest

from register.errors import SetupError
from register.importing.files.headings import Column, find_heading, header_key, places_of, printable

COLUMNS = {
    "urn": Column(("URN",)),
    "status": Column(("Registration status", "Reg status")),
    "health": Column(("Health services",), is_needed=False),
}


def heading_of(*records):
    return find_heading("list.csv", list(enumerate(records, start=1)), COLUMNS)


def test_the_heading_is_the_line_that_names_the_most_columns():
    groups = ["Provider information", "", "Latest Full Inspection"]

    heading = heading_of(["A list of homes"], groups, ["URN", "\nReg Status", "Other"], ["SC900001", "Active", "URN"])

    assert (heading.line, heading.width) == (3, 3)
    assert places_of("list.csv", heading, COLUMNS) == {"urn": 0, "status": 1}


def test_a_column_that_is_needed_is_missed_by_today_s_name_and_the_line_of_the_heading():
    heading = heading_of(["A list"], ["URN", "Health services"])

    with pytest.raises(SetupError) as refusal:
        places_of("list.csv", heading, COLUMNS)

    assert str(refusal.value) == ("list.csv has no columns named: Registration status. The column names are on line 2.")


def test_of_two_columns_for_one_fact_the_one_with_today_s_name_is_read():
    assert places_of("x", heading_of(["Reg status", "Registration status", "URN"]), COLUMNS)["status"] == 1


def test_a_heading_with_more_columns_than_any_table_is_refused():
    with pytest.raises(SetupError, match=r"list\.csv has more than 1,000 columns"):
        heading_of(["URN"] + ["x"] * 1_000)


def test_cells_without_a_name_at_the_end_are_not_counted():
    assert heading_of(["URN", "Status", "", ""]).width == 2


@pytest.mark.parametrize("name", ["Multi-building children's home", "\nMulti Building Children\u2019s Home "])
def test_a_name_is_known_whatever_its_case_spaces_and_punctuation(name):
    assert header_key(name) == "multibuildingchildrenshome"


def test_what_could_move_a_cursor_is_not_printed():
    assert printable(" Ash\x1b[2J\u202eHouse\r") == "Ash[2JHouse"
