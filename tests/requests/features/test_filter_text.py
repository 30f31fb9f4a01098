"""CQL2 text is read into the tree that CQL2 JSON is, in time that grows with its length alone."""

import contextlib
import time

import pytest

from register.errors import BadInput
from register.requests.features.filter_text import LONGEST_TEXT, check_size, read_text, unreadable

A = {"property": "a"}
IS_ONE = {"op": "=", "args": [A, 1]}

READ = {
    "a = 1": IS_ONE,
    '"a"=1': IS_ONE,
    "1 = a": {"op": "=", "args": [1, A]},
    "((a = 1))": IS_ONE,
    "a = 'it''s'": {"op": "=", "args": [A, "it's"]},
    "a = -1.5e2": {"op": "=", "args": [A, -150.0]},
    "a <> 1": {"op": "<>", "args": [A, 1]},
    "a>=1": {"op": ">=", "args": [A, 1]},
    "a IS NULL": {"op": "isNull", "args": [A]},
    "a is not null": {"op": "not", "args": [{"op": "isNull", "args": [A]}]},
    "a IN (1, 'b')": {"op": "in", "args": [A, [1, "b"]]},
    "a NOT IN (1)": {"op": "not", "args": [{"op": "in", "args": [A, [1]]}]},
    "a BETWEEN 1 AND 2": {"op": "between", "args": [A, 1, 2]},
    "a LIKE 'x%'": {"op": "like", "args": [A, "x%"]},
    "a = DATE('2024-01-01')": {"op": "=", "args": [A, {"date": "2024-01-01"}]},
    "a > TIMESTAMP('2024-01-01T00:00:00Z')": {"op": ">", "args": [A, {"timestamp": "2024-01-01T00:00:00Z"}]},
    "CASEI(a) = casei('X')": {
        "op": "=",
        "args": [{"op": "casei", "args": [A]}, {"op": "casei", "args": ["X"]}],
    },
    "a = true": {"op": "=", "args": [A, True]},
    "a": A,
    "TRUE": True,
    "false": False,
    "not a = 1": {"op": "not", "args": [IS_ONE]},
    "not not a = 1": IS_ONE,
    "S_INTERSECTS(geometry, BBOX(1,2,3,4))": {
        "op": "s_intersects",
        "args": [{"property": "geometry"}, {"bbox": [1, 2, 3, 4]}],
    },
    "S_INTERSECTS(geometry, POINT(1 -2))": {
        "op": "s_intersects",
        "args": [{"property": "geometry"}, {"type": "Point", "coordinates": [1, -2]}],
    },
    "s_intersects(geometry, POLYGON((0 0, 1 0, 1 1, 0 0)))": {
        "op": "s_intersects",
        "args": [
            {"property": "geometry"},
            {"type": "Polygon", "coordinates": [[[0, 0], [1, 0], [1, 1], [0, 0]]]},
        ],
    },
    "s_intersects(geometry, MULTIPOLYGON(((0 0, 1 0, 1 1, 0 0)),((5 5, 6 5, 6 6, 5 5))))": {
        "op": "s_intersects",
        "args": [
            {"property": "geometry"},
            {
                "type": "MultiPolygon",
                "coordinates": [[[[0, 0], [1, 0], [1, 1], [0, 0]]], [[[5, 5], [6, 5], [6, 6], [5, 5]]]],
            },
        ],
    },
}


@pytest.mark.parametrize(("text", "tree"), READ.items(), ids=READ)
def test_a_filter_is_read(text, tree):
    assert read_text(text) == tree


def test_not_binds_closest_and_then_and_and_then_or():
    b, c = ({"op": "=", "args": [{"property": name}, 1]} for name in "bc")

    assert read_text("a = 1 OR b = 1 AND c = 1") == {"op": "or", "args": [IS_ONE, {"op": "and", "args": [b, c]}]}
    assert read_text("NOT a = 1 AND b = 1") == {"op": "and", "args": [{"op": "not", "args": [IS_ONE]}, b]}
    assert read_text("(a = 1 OR b = 1) AND c = 1") == {"op": "and", "args": [{"op": "or", "args": [IS_ONE, b]}, c]}


NO_FILTERS = [
    "",
    " ",
    "a =",
    "= 1",
    "a = 1 AND",
    "a = 1 b",
    "(a = 1",
    "a = 1)",
    "a = 'x",
    'a = "',
    "a = 1; drop table register.home",
    "a = 1 -- x",
    "a /* x */ = 1",
    "a + 1 = 2",
    "a NOT = 1",
    "a IN ()",
    "a BETWEEN 1 OR 2",
    "a IS 1",
    "a = 1e400",
    "a = nan(",
    "CASEI(a, b) = 'x'",
    "S_INTERSECTS(geometry, POINT(1))",
    "S_INTERSECTS(geometry, POINT(1 nan))",
    "S_INTERSECTS(geometry, POLYGON Z((0 0 1, 1 0 1, 1 1 1, 0 0 1)))",
    "S_INTERSECTS(geometry, BBOX())",
    "\x00",
    "a = ٣",
    "sin(a) = 1",
    "pg_sleep(9)",
    "S_WITHIN(geometry, BBOX(1,2,3,4))",
]


@pytest.mark.parametrize("text", NO_FILTERS)
def test_what_is_no_filter_is_refused_without_being_repeated(text):
    with pytest.raises(BadInput) as refused:
        read_text(text)

    assert "register.home" not in refused.value.message + str(refused.value.extensions)


@pytest.mark.parametrize(
    "text",
    [
        "(" * 33 + "a=1" + ")" * 33,
        "(" * 2_000,
        "a = '" + "x" * LONGEST_TEXT + "'",
        " " * (LONGEST_TEXT + 1),
    ],
)
def test_what_is_too_long_or_too_deep_is_refused_before_it_is_read(text):
    with pytest.raises(BadInput, match="at most"):
        read_text(text)


def test_brackets_inside_of_a_text_are_no_depth():
    assert read_text("a = '" + "(" * 99 + "'") == {"op": "=", "args": [A, "(" * 99]}
    with pytest.raises(BadInput):
        check_size("[" * 33, opening="[{", closing="]}", quote='"')


@pytest.mark.parametrize(
    "text",
    [
        "(" * 32 + "a=1 b" + ")" * 32,
        "(" * 32 + "a=1",
        "(a=1 and " * 32 + "b=1",
        "((((a=1 or b=2) and c=3) or d=4) e=5)",
        "not " * 500 + "a=1",
        "a=1 and " * 250,
        "CASEI(" * 32 + "a",
        "a in (" + "1," * 1_000,
        "'" * 2_047,
        '"' * 2_047,
        "1" * 2_048,
        "a." * 1_024,
        "S_INTERSECTS(geometry, MULTIPOLYGON(((" * 8,
    ],
)
def test_the_worst_filters_are_read_or_refused_at_once(text):
    began = time.process_time()
    with contextlib.suppress(BadInput):
        read_text(text)

    assert time.process_time() - began < 0.1


def test_the_refusal_says_what_a_filter_looks_like():
    assert "places > 3" in unreadable().extensions["hint"]
