"""Each home becomes its buildings, and a page of them ends wherever it is full."""

import pytest

from register.errors import BadInput
from register.requests.features.buildings import Turn, buildings_of, of_turn, page_of_buildings, read_turn
from register.requests.features.crs import Crs
from register.requests.features.values import Box

TWO = [{"id": f"2{number}", "location": {"easting": east, "northing": 0}} for number, east in enumerate((1, 2, 9))]
HOMES = [
    ("c1", {"urn": "1", "premises": [{"id": "1a", "location": None}]}),
    (
        "c2",
        {
            "urn": "2",
            "premises": [{"id": f"2{n}", "location": {"easting": e, "northing": 0}} for n, e in enumerate((1, 2, 9))],
        },
    ),
    ("c3", {"urn": "3", "premises": None}),
    ("c4", {"urn": "4", "premises": [{"id": "4a", "location": {"easting": 5, "northing": 5}}]}),
]
BOX = Box(Crs.GRID, 1, 0, 2, 4)
EVERY = ["1a", "20", "21", "22", "4a"]


@pytest.mark.parametrize("limit", range(1, 7))
def test_pages_of_any_size_hold_every_building_once(limit):
    shown, turn = [], Turn()
    while turn is not None:
        begin = 0 if turn.after is None else [cursor for cursor, _ in HOMES].index(turn.after) + 1
        rows = HOMES[begin : begin + limit]
        page, turn = page_of_buildings(
            rows, "premises", None, turn=read_turn(turn.written, None), limit=limit, more=begin + limit < len(HOMES)
        )
        assert len(page) <= limit
        shown += [each["id"] for each in page]

    assert shown == EVERY


def test_a_building_has_what_is_said_of_its_home():
    (first, *_) = buildings_of([home for _, home in HOMES], "premises", None)

    assert first == (0, 0, {"urn": "1", "id": "1a", "location": None})


def test_a_box_leaves_out_buildings_that_are_not_in_it_or_nowhere():
    assert [each["id"] for _, _, each in buildings_of([home for _, home in HOMES], "premises", BOX)] == ["20", "21"]


@pytest.mark.parametrize("cursor", ["", "x", ".x", "-1.x", "99999.x", "٣.x", "0rr.x", "r0.x"])
def test_a_cursor_of_another_form_is_refused(cursor):
    with pytest.raises(BadInput):
        read_turn(cursor, BOX)


def test_without_a_cursor_a_page_begins_at_the_first_building():
    assert read_turn(None, None) == Turn() == read_turn(Turn().written, None)


def test_of_a_box_the_main_buildings_come_first_and_then_the_others_and_no_other_turn():
    home = {"urn": "1", "premises": [{"id": "a", "isMain": True}, {"id": "b", "isMain": False}]}
    main, rest = Turn(), Turn().next_of(BOX)

    assert [of_turn(home, "premises", each)["premises"][0]["id"] for each in (main, rest)] == ["a", "b"]
    assert of_turn({"urn": "1", "premises": None}, "premises", main)["premises"] == []
    assert (rest.next_of(BOX), main.next_of(None)) == (None, None)
    assert read_turn(rest.written, BOX) == rest


def test_a_turn_that_ended_is_followed_by_the_next_of_the_box():
    _, following = page_of_buildings([], "premises", BOX, turn=Turn("c4"), limit=3, more=False)
    _, last = page_of_buildings([], "premises", BOX, turn=following, limit=3, more=False)

    assert (following, last) == (Turn(rest=True), None)


def test_a_cursor_of_a_box_is_refused_without_one():
    with pytest.raises(BadInput):
        read_turn("0r.", None)
