"""Digests say of each row if it is the same, and of all rows if they are."""

from dataclasses import replace

import pytest

from register.requests.downloads.digests import Digests, digest_of, read_lines
from tests.requests.downloads.samples import rows_of


def digests_of(rows, *, has_geometry=True):
    made = Digests(has_geometry)
    made.add(rows)
    return made


def test_the_order_of_rows_does_not_matter():
    assert digests_of(rows_of()).whole == digests_of(rows_of()[::-1]).whole


def test_every_part_of_a_row_matters():
    row = rows_of()[0]
    changed = [replace(row, key="x"), replace(row, geometry=None), replace(row, values=(*row.values[:-1], "x"))]

    assert len({digest_of(each, has_geometry=True) for each in (row, *changed)}) == 4
    assert digest_of(row, has_geometry=False) == digest_of(replace(row, geometry=None), has_geometry=False)


def test_a_missing_row_matters():
    assert digests_of(rows_of()).whole != digests_of(rows_of()[1:]).whole


def test_lines_are_read_back():
    made = digests_of(rows_of()[:2])

    assert read_lines("".join(made.lines())) == made.by_key
    with pytest.raises(ValueError, match="fromhex"):
        read_lines("no digest  SC900001\n")
