"""From a tally's field to its plan: at most three dimensions, each once, in the order and under the keys asked for."""

import pytest

from register.errors import BadInput
from register.plan.read import AreaBy
from tests.support.query_plans import plan, read

BY = "query ($by: [HomeTallyDimension!]) { homeTally(by: $by) { rows { count } } }"
ONE_BY = "query ($one: HomeTallyDimension!) { homeTally(by: [SECTOR, $one]) { rows { count } } }"


def names(tally):
    return [each.name for each in tally.by]


def test_a_tally_is_a_read_of_which_no_row_is_shown():
    made = plan("{ mine: homeTally(area: {mine: true}, where: {sector: {eq: PRIVATE}}) { rows { count } } }")

    assert (made.key, made.name, made.read.node) == ("mine", "homeTally", "mine")
    assert (made.read.faces, made.read.pieces, made.read.area.by) == ((), None, AreaBy.MINE)
    assert made.read.listed.by_status


def test_which_homes_are_counted_follows_the_rules_of_a_list():
    for arguments in ("status: ALL", 'validOn: "2020-01-01"', "where: {registrationStatus: {eq: CANCELLED_OFSTED}}"):
        assert not read(f"{{ homeTally({arguments}) {{ rows {{ count }} }} }}").listed.by_status
    assert read("{ inspectionTally { rows { count } } }").listed is None


def test_dimensions_come_written_out_by_a_variable_or_mixed_and_decide_the_plan():
    assert names(read("{ homeTally(by: [REGION, KIND]) { rows { count } } }").tally) == ["region", "kind"]
    assert names(read("{ homeTally(by: KIND) { rows { count } } }").tally) == ["kind"]
    assert names(read(BY, by=["FORCE", "SECTOR"]).tally) == ["force", "sector"]
    assert names(read(ONE_BY, one="KIND").tally) == ["sector", "kind"]
    assert names(read(BY).tally) == names(read(BY, by=None).tally) == []


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        ("by: [REGION, KIND, SECTOR, FORCE]", "homeTally.by: A tally can be by at most 3 fields."),
        ("by: [REGION, REGION]", "homeTally.by: A tally can be by a field only once."),
        (
            "orderBy: [{field: REGION}]",
            "homeTally.orderBy[0]: The tally is not by region, so it cannot be in its order.",
        ),
        ("by: [KIND], orderBy: [{field: COUNT}, {field: REGION}]", "homeTally.orderBy[1]: The tally is not by region,"),
    ],
)
def test_what_no_tally_can_answer_is_refused(arguments, message):
    with pytest.raises(BadInput) as refusal:
        read(f"{{ homeTally({arguments}) {{ rows {{ count }} }} }}")

    assert refusal.value.message.startswith(message)


@pytest.mark.parametrize("first", [0, 1_001, 10_000, -1])
def test_a_tally_has_1_to_1000_groups(first):
    made = plan(f"{{ homeTally(by: [AUTHORITY], first: {first}) {{ rows {{ count }} }} }}")

    with pytest.raises(BadInput) as refusal:
        made.bind({})
    assert refusal.value.message == "homeTally.first: The number of rows must be from 1 to 1,000."
    assert "after" not in refusal.value.extensions["hint"]


def test_an_order_is_by_measures_and_by_what_is_grouped_by():
    order = "orderBy: [{field: PLACES, direction: DESC}, {field: REGION}]"
    made = read(f"{{ homeTally(by: [REGION], {order}) {{ rows {{ count }} }} }}").tally

    assert [(key.by.name, key.descending) for key in made.order] == [("places", True), ("region", False)]


def test_the_answer_has_the_keys_of_the_caller_with_fragments_opened():
    text = "{ homeTally { a: rows { ...row } } } fragment row on HomeTallyRow { n: count k: key { x: sector } }"
    (rows,) = read(text).tally.parts

    assert (rows.key, rows.name, [(each.key, each.name) for each in rows.below]) == (
        "a", "rows", [("n", "count"), ("k", "key")],
    )  # fmt: skip
