"""A tally as data: the columns that move a group or a number."""

from tests.support.query_plans import read


def test_a_tally_names_every_column_that_moves_a_group_or_a_number():
    made = read("{ homeTally(by: [REGION, SECTOR]) { rows { key { region } places } } }").tally

    assert [term.column.name for term in made.terms] == ["code", "name", "sector", "places"]


def test_a_number_that_is_neither_shown_nor_ordered_by_is_no_part_of_the_plan():
    shown = read("{ homeTally { rows { places } } }").tally
    ordered = read("{ homeTally(orderBy: [{field: SECURE_PLACES}]) { rows { places } } }").tally

    assert [each.name for each in shown.measures] == ["places"]
    assert [each.name for each in ordered.measures] == ["places", "securePlaces"]
