"""Cells of .ods as odfdo writes them."""

import io

import pytest

from register.importing.files.workbook import read_workbook
from register.importing.files.workbook_parts import SheetRefused
from tests.support.workbooks import ods, repacked


def test_rows_that_are_alike_are_given_as_often_as_they_are_there():
    content = ods(("S0", "M"), ("S0", "M"), ("S1", "A"))

    assert [line for line, _ in read_workbook(io.BytesIO(content))] == [1, 2, 3]


@pytest.mark.parametrize(
    ("before", "after"), [(b"<table:table-row", b'<table:table-row table:number-rows-repeated="x"'), (b'"7"', b'"one"')]
)
def test_a_cell_that_contradicts_itself_is_refused(before, after):
    content = repacked(ods((7, 8)), content=lambda part: part.replace(before, after, 1))

    with pytest.raises(SheetRefused, match="damaged"):
        list(read_workbook(io.BytesIO(content)))
