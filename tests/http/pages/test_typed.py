"""What was typed: it becomes the input of a command, or a problem at its field."""

import pytest

from register.http.pages.fields import Control, Field
from register.http.pages.typed import read_typed


def field(control, *, needed=False, options=(), path=("x",)):
    return Field(".".join(path), "Some field", "A hint.", control, needed, options, path)


GOOD = (("GOOD", "Good", ""), ("BAD", "Bad", ""))
DAY = {"x-day": ["27"], "x-month": ["3"], "x-year": ["2026"]}
FORWARD = DAY | {"x-day": ["29"]}
BACK = DAY | {"x-day": ["25"], "x-month": ["10"]}


@pytest.mark.parametrize(
    ("control", "sent", "value"),
    [
        (Control.TEXT, {"x": ["Ash House"]}, "Ash House"),
        (Control.LONG, {"x": ["two\nlines"]}, "two\nlines"),
        (Control.LINES, {"x": ["a\n\n b "]}, ["a", "b"]),
        (Control.RADIOS, {"x": ["GOOD"]}, "GOOD"),
        (Control.SELECT, {"x": ["BAD"]}, "BAD"),
        (Control.CHECKBOXES, {"x": ["GOOD", "BAD"]}, ["GOOD", "BAD"]),
        (Control.TRUTH, {"x": ["yes"]}, True),
        (Control.TRUTH, {"x": ["no"]}, False),
        (Control.WHOLE, {"x": ["-4"]}, -4),
        (Control.DECIMAL, {"x": ["52.48"]}, 52.48),
        (Control.DAY, DAY, "2026-03-27"),
        (Control.MOMENT, DAY | {"x-time": ["14:05"]}, "2026-03-27T14:05:00Z"),
        (Control.MOMENT, DAY | {"x-month": ["7"], "x-time": ["9:05"]}, "2026-07-27T08:05:00Z"),
        (Control.MOMENT, DAY | {"x-time": ["2:05pm"]}, "2026-03-27T14:05:00Z"),
        (Control.MOMENT, DAY | {"x-time": ["12.05 AM"]}, "2026-03-27T00:05:00Z"),
        (Control.MOMENT, DAY | {"x-time": ["0905"]}, "2026-03-27T09:05:00Z"),
        (Control.MOMENT, DAY | {"x-time": ["9:05 gmt"]}, "2026-03-27T09:05:00Z"),
        (Control.MOMENT, BACK | {"x-time": ["1:30 BST"]}, "2026-10-25T00:30:00Z"),
        (Control.MOMENT, BACK | {"x-time": ["1:30am GMT"]}, "2026-10-25T01:30:00Z"),
        (Control.MOMENT, BACK | {"x-time": ["2:00"]}, "2026-10-25T02:00:00Z"),
        (Control.MOMENT, FORWARD | {"x-time": ["2:00"]}, "2026-03-29T01:00:00Z"),
    ],
)
def test_a_value_is_read_as_its_field_is_filled_in(control, sent, value):
    typed = read_typed((field(control, options=GOOD),), sent)

    assert (typed.input, typed.problems) == ({"x": value}, {})


@pytest.mark.parametrize(
    ("control", "sent"),
    [
        (Control.RADIOS, {"x": ["<script>"]}),
        (Control.CHECKBOXES, {"x": ["GOOD", "EVIL"]}),
        (Control.TRUTH, {"x": ["true"]}),
        (Control.WHOLE, {"x": ["4.5"]}),
        (Control.WHOLE, {"x": ["9" * 30]}),
        (Control.WHOLE, {"x": ["٤"]}),
        (Control.DECIMAL, {"x": ["nan"]}),
        (Control.DECIMAL, {"x": ["1e400"]}),
        (Control.DECIMAL, {"x": ["north"]}),
        (Control.DAY, DAY | {"x-day": ["31"], "x-month": ["2"]}),
        (Control.DAY, DAY | {"x-year": [""]}),
        (Control.DAY, DAY | {"x-year": ["99999"]}),
        (Control.MOMENT, DAY),
        (Control.MOMENT, {"x-time": ["14:05"]}),
        (Control.MOMENT, DAY | {"x-time": ["25:00"]}),
        (Control.MOMENT, DAY | {"x-time": ["13:00pm"]}),
        (Control.MOMENT, DAY | {"x-time": ["0:30am"]}),
        (Control.MOMENT, DAY | {"x-time": ["14:05Z"]}),
        (Control.MOMENT, DAY | {"x-time": ["14:05+02:00"]}),
        (Control.MOMENT, DAY | {"x-time": ["9:05 BST"]}),
        (Control.MOMENT, FORWARD | {"x-time": ["1:30"]}),
        (Control.MOMENT, FORWARD | {"x-time": ["1:30 GMT"]}),
        (Control.MOMENT, BACK | {"x-time": ["1:30"]}),
    ],
)
def test_what_is_no_value_is_a_problem_at_its_field_that_does_not_repeat_it(control, sent):
    typed = read_typed((field(control, options=GOOD),), sent)

    assert typed.input == {}
    assert list(typed.problems) == ["x"]
    assert typed.problems["x"].startswith("Some field: ")
    assert "script" not in typed.problems["x"]


def test_a_time_that_the_clocks_skipped_or_showed_twice_says_so():
    def problem(sent):
        return read_typed((field(Control.MOMENT),), sent | {"x-time": ["1:30"]}).problems["x"]

    assert "clocks went forward" in problem(FORWARD)
    assert "add BST or GMT" in problem(BACK)


@pytest.mark.parametrize("control", Control)
def test_nothing_is_a_problem_only_where_something_is_needed(control):
    assert read_typed((field(control),), {}).problems == {}
    assert list(read_typed((field(control, needed=True),), {"x": [""]}).problems) == ["x"]


def test_what_is_below_a_list_becomes_its_first_item():
    fields = (field(Control.TEXT, path=("premises", "town")), field(Control.TEXT, path=("premises", "postcode")))

    typed = read_typed(fields, {"premises.town": ["Mosswick"], "premises.postcode": ["ZZ1 1AA"]})

    assert typed.input == {"premises": [{"town": "Mosswick", "postcode": "ZZ1 1AA"}]}
