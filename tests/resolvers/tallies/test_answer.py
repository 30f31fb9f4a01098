"""The answer of a tally: typed rows under the caller's keys, and a log of what was counted."""

from tests.hostile.raw_requests import entries
from tests.support import story

BY_SECTOR = "{ homeTally(by: [SECTOR]) { rows { key { sector } count places } hasMore } }"


def logged(server, text, agency="ofsted", area=None):
    """What was answered, and the entry of the access log."""
    before = len(entries(server))
    answer = server.ask(text, agency, area)
    (row,) = entries(server)[before:]
    return answer, row, dict(zip(row["nodes"], row["node_sizes"], strict=True))


def test_the_groups_are_rows_of_a_key_and_numbers(ask):
    rows = ask(BY_SECTOR, "ofsted").data["homeTally"]["rows"]

    assert [list(row) for row in rows] == [["key", "count", "places"]] * len(rows)
    assert [row["key"]["sector"] for row in rows] == ["PRIVATE", "VOLUNTARY"]


def test_what_is_not_grouped_by_is_null(ask):
    text = "{ homeTally(by: [SECTOR]) { rows { key { __typename sector region regionName registeredYear } } } }"
    (first, *_) = ask(text, "ofsted").data["homeTally"]["rows"]

    assert first["key"] == {
        "__typename": "HomeTallyKey", "sector": "PRIVATE", "region": None, "regionName": None, "registeredYear": None,
    }  # fmt: skip


def test_every_part_answers_under_its_alias(ask):
    text = "{ t: homeTally { n: rows { c: count c2: count t: __typename } more: hasMore t: __typename } }"

    data = ask(text, "ofsted").data["t"]
    (group,) = data["n"]
    assert (group["c"], group["t"]) == (group["c2"], "HomeTallyRow")
    assert (data["more"], data["t"]) == (False, "HomeTally")


def test_groups_beyond_first_are_said_to_be_there(ask):
    data = ask(BY_SECTOR.replace("by:", "first: 1, by:"), "ofsted").data["homeTally"]

    assert (len(data["rows"]), data["hasMore"]) == (1, True)


def test_the_largest_groups_come_first_if_they_are_asked_for(ask):
    order = "orderBy: [{field: COUNT, direction: DESC}]"
    counts = [
        row["count"] for row in ask(BY_SECTOR.replace("by:", f"{order}, by:"), "ofsted").data["homeTally"]["rows"]
    ]

    assert counts == sorted(counts, reverse=True)
    assert len(set(counts)) > 1


def test_a_tally_is_logged_as_a_consultation_of_every_row_that_it_counts(server):
    answer, row, sizes = logged(server, BY_SECTOR)
    counted = sum(group["count"] for group in answer.data["homeTally"]["rows"])

    assert (row["root"], row["row_count"], sizes["homeTally.totalCount"]) == ("homeTally", counted, counted)


def test_the_rows_of_small_groups_are_named_in_the_log(server):
    _, row, sizes = logged(server, '{ homeTally(where: {urn: {eq: "SC900001"}}) { rows { count } } }')

    assert (row["keys"], sizes["homeTally.counted"]) == ([story.INSIDE], 1)


def test_a_tally_of_the_past_counts_what_was_recorded_then(ask):
    text = '{ homeTally(asOf: "2012-01-01T00:00:00Z") { rows { count places } } }'

    assert ask(text, "ofsted").data["homeTally"]["rows"] == [{"count": 0, "places": None}]


def test_narrowed_says_which_field_left_homes_out(ask):
    text = "{ homeTally(by: [SEX_ADMITTED]) { narrowed { f: fields rows } } }"
    answer = ask(text, "police", story.NORTHBY)

    assert answer.data["homeTally"]["narrowed"] == {"f": ["Home.sexAdmitted"], "rows": ["OWN_BOUNDARY"]}
    assert answer.json["extensions"]["narrowed"] == [{"node": "homeTally", "fields": ["Home.sexAdmitted"]}]
