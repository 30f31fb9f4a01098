"""An archive that is made to fill a memory, or to run, is refused before it does."""

import io

import pytest

from register.importing.files import workbook_parts
from register.importing.files.workbook import read_workbook
from register.importing.files.workbook_parts import SheetRefused
from tests.support.workbooks import HEADER, ROW, ods, repacked, xlsx

MEGABYTE = 1_000_000
START = b'<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData>'
ENTITIES = b"<!DOCTYPE a [" + b"".join(
    b'<!ENTITY e%d "%s">' % (n, (b"&e%d;" % (n - 1)) * 20 if n else b"ha" * 50) for n in range(9)
)


def refused(content):
    """Why a file is refused."""
    with pytest.raises(SheetRefused) as refusal:
        list(read_workbook(io.BytesIO(content)))
    return refusal.value.message


@pytest.mark.parametrize(
    ("sheet", "says"),
    [
        (START + b"<row><c/>" + b"\0" * 8 * MEGABYTE, "times its size"),
        (START + b"<row>" + b"<c/>" * 300_000, "longer than"),
        (START + b"".join(b"<row a%d='%d'>" % (n, n * 7919) for n in range(60_000)), "damaged"),
        (
            ENTITIES + b"]>" + START + b"<row><c t='inlineStr'><is><t>&e8;</t></is></c></row></sheetData></worksheet>",
            "damaged",
        ),
        (START + b"<row r='99999999999'/></sheetData></worksheet>", "in order"),
        (START + b"<row r='2'/><row r='1'/></sheetData></worksheet>", "in order"),
        (START + b"<row><c r='XFD1'><v>1</v></c></row></sheetData></worksheet>", "cells"),
        (START + b"<row><c t='s'><v>-9</v></c><c t='s'><v>x</v></c></row></sheetData></worksheet>", "damaged"),
        (START + b"<row><c s='99'><v>1e999</v></c></row></sheetData></worksheet>", "damaged"),
    ],
)
def test_a_sheet_that_is_made_to_fill_a_memory_is_refused(sheet, says):
    assert says in refused(repacked(xlsx(HEADER, ROW), sheet1=sheet))


@pytest.mark.parametrize("repeated", [b"rows", b"columns"])
def test_a_row_that_is_repeated_without_end_is_given_one_by_one_and_no_further_than_a_sheet_goes(repeated, monkeypatch):
    monkeypatch.setattr("register.importing.files.workbook_ods.MOST_LINES", 50)
    content = repacked(ods(("S0",)), content=_repeated(repeated))

    if repeated == b"columns":
        assert "cells" in refused(content)
        return
    assert len(list(read_workbook(io.BytesIO(content)))) == 50


def _repeated(what):
    names = b'xmlns:office="%soffice:1.0" xmlns:table="%stable:1.0"'.replace(
        b"%s", b"urn:oasis:names:tc:opendocument:xmlns:"
    )
    row, cell = (b"", b"999999999") if what == b"columns" else (b"999999999", b"1")
    return (
        b"<office:document-content %s><office:body><office:spreadsheet><table:table>"
        b'<table:table-row table:number-rows-repeated="%s"><table:table-cell office:value-type="float" office:value="1"'
        b' table:number-columns-repeated="%s"/></table:table-row></table:table></office:spreadsheet></office:body>'
        b"</office:document-content>" % (names, row or b"1", cell)
    )


def test_macros_many_parts_and_much_to_unpack_are_refused(monkeypatch):
    assert "macros" in refused(repacked({"xl/vbaProject.bin": b"x"}))
    assert "part twice" in refused(repacked({f"{n}": b"" for n in range(1_001)}))
    monkeypatch.setattr(workbook_parts, "MOST_UNPACKED_BYTES", 100)
    assert "unpacks" in refused(xlsx(HEADER, ROW))
