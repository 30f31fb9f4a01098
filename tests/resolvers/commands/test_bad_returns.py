"""What authorities send badly, through the API: each is refused in words that say what to do, and leaves nothing."""

import base64
import itertools

import pytest

from register.errors import SetupError
from register.importing.returns import form
from register.importing.returns.form import ReturnedFile, open_sent
from tests.support import story
from tests.support.child_factories import create_child
from tests.support.command_client import kept_register
from tests.support.returned_files import YEAR, period, returned
from tests.support.workbooks import HEADER, ROW, repacked, xlsx

AUTHORITY = {"agency": "local_authority", "area": story.SOUTHBY_COUNCIL, "purpose": "statistics"}
WHOLE = returned(period("S0", "04/05/2024", "05/05/2024"))
COUNTED = [
    "select count(*) from register.authority_return",
    "select count(*) from register.return_row",
    "select count(*) from register.return_check",
    "select count(*) from register.return_figure",
]
SHEET = b'<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData>'


def sent_as_bytes(content):
    """A spreadsheet as the API takes it."""
    return base64.b64encode(content).decode()


@pytest.fixture(scope="module")
def register(cluster, story, worker):
    """A served copy of the story."""
    with kept_register(cluster, story, worker, named="bad_returns") as kept:
        with kept.server.owner.begin() as owner:
            create_child(owner, "Rue Marsh", AUTHORITY["area"])
        yield kept


def kept(register):
    """How many returns, rows and findings there are."""
    return [register.scalar(counted) for counted in COUNTED]


def send(register, file, **more):
    """What importReturn answers to a file."""
    given = {"authority": AUTHORITY["area"], "kind": "MISSING_YEARLY", "periodStart": YEAR.isoformat()}
    return register.payload(
        "importReturn", AUTHORITY, **given | {"name": "a.csv", "file": file, "dryRun": False} | more
    )


@pytest.mark.parametrize(
    ("file", "says"),
    [
        (WHOLE.replace("MIS_START", "START"), "MIS_START"),
        (WHOLE.replace(",", ";"), "semicolons"),
        (WHOLE.replace("04/05/2024", "05/25/2024"), "Americans"),
        (WHOLE.replace("S0", "=S0"), "formula"),
        (WHOLE[:-9], "cut"),
        ("", "nil return"),
        (sent_as_bytes(xlsx(HEADER, ROW, merged="A2:B2")), "merged"),
        (sent_as_bytes(repacked(xlsx(HEADER, ROW), sheet1=SHEET + b"<row><c/>" + b"\0" * 8_000_000)), "times its size"),
        (sent_as_bytes(WHOLE.encode("utf-16")), "CHILD"),
    ],
    ids=["header", "delimiter", "american", "formula", "cut", "empty", "merged", "bomb", "encoding"],
)
def test_a_bad_file_is_refused_in_words_and_leaves_nothing(register, file, says):
    before = kept(register)
    name = "a.csv" if "," in file or ";" in file or not file else "a.xlsx"
    told = send(register, file, name=name)

    assert told["receipt"] is None
    assert {each["code"] for each in told["problems"]} == {"RULE_RETURN_FORM"}
    assert any(says in each["message"] for each in told["problems"]), told["problems"]
    assert kept(register) == before


def test_the_file_of_another_authority_is_refused_and_leaves_nothing(register):
    before = kept(register)
    told = send(register, WHOLE, authority=story.NORTHBY_COUNCIL)

    assert [each["code"] for each in told["problems"]] == ["RULE_RETURN_OF_ANOTHER"]
    assert kept(register) == before


def test_the_same_child_twice_with_one_beginning_is_found_on_both_lines(register):
    row = period("S0", "04/05/2024", "05/05/2024")
    found = send(register, returned(row, row), dryRun=True)["receipt"]["found"]

    assert {each["rule"]: each["lines"] for each in found}["REG02"] == [2, 3]


def test_a_withheld_cell_that_comes_back_empty_takes_nothing_away(register):
    known = "select string_agg(m.date_of_birth::text || m.name, ',' order by m.child_id) from register.child_minimum m"
    before, versions = register.scalar(known), register.scalar("select count(*) from register.child_minimum_history")
    found = send(register, returned(period("S0", "04/05/2024", "05/05/2024", DOB="")))["receipt"]["found"]

    assert {each["rule"]: each["lines"] for each in found}["102"] == [2]
    assert (register.scalar(known), register.scalar("select count(*) from register.child_minimum_history")) == (
        before, versions,
    )  # fmt: skip


def test_ten_million_rows_are_read_no_further_than_a_return_goes(monkeypatch):
    monkeypatch.setattr(form, "MOST_ROWS", 1_000)
    opened, read = open_sent("a.csv", WHOLE), itertools.count()
    cells = ["S0", "04/03/2012", "M", "04/05/2024", ""]
    endless = ((next(read) + 2, cells) for _ in range(10_000_000))
    given = ReturnedFile(opened.name, opened.kinds, opened.columns, endless)

    with pytest.raises(SetupError, match="at most"):
        list(given.rows())
    assert next(read) == 1_001
