"""A return brought in: all its rows or none, its children found among the authority's own."""

import pytest
import sqlalchemy as sa

from register import tables
from register.errors import SetupError
from register.importing.returns import intake
from register.importing.returns.form import FormRefused, open_sent
from register.importing.returns.intake import digest_of, digest_of_file
from register.vocabulary import ReturnKind
from tests.importing.returns.world import OURS, THEIRS, lines_of, taken, tell
from tests.support.returned_files import period


def staged(connection, made):
    """The lines and children of what is staged."""
    row = tables.return_row
    found = sa.select(row.c.line, row.c.child_id).where(row.c.return_id == made.return_id).order_by(row.c.line)
    return [tuple(each) for each in connection.execute(found)]


def test_rows_are_staged_with_the_line_on_which_they_begin(connection):
    children = tell(connection)
    made = taken(connection, period("S0", "04/05/2024", "05/05/2024"), period("X9", "04/05/2024", "05/05/2024"))

    assert (made.rows, lines_of(connection, made, "REG01")) == (2, [3])
    assert staged(connection, made) == [(2, children["S0"]), (3, None)]


def test_a_child_of_another_authority_is_as_unknown_as_one_that_nobody_has(connection):
    tell(connection)
    made = taken(connection, period("N0", "04/05/2024"), period("X9", "04/05/2024"))

    assert staged(connection, made) == [(2, None), (3, None)]
    check = tables.return_check
    said = [check.c.rule, check.c.severity, check.c.field, check.c.message]
    told = {
        line: connection.execute(sa.select(*said).where(check.c.line == line).order_by(check.c.rule)).all()
        for line in (2, 3)
    }
    assert told[2] == told[3] != []


def test_a_return_that_is_sent_again_has_the_next_number(connection):
    tell(connection)
    for _ in range(2):
        taken(connection, period("S0", "04/05/2024"))
    taken(connection, period("N0", "04/05/2024"), authority=THEIRS)

    found = sa.select(tables.authority_return.c.authority_code, tables.authority_return.c.number)
    assert sorted(map(tuple, connection.execute(found))) == [(THEIRS, 1), (OURS, 1), (OURS, 2)]


def test_rows_are_staged_some_at_a_time(connection, monkeypatch):
    monkeypatch.setattr(intake, "BATCH", 2)
    tell(connection)

    assert taken(connection, *(period("S0", f"{day:02}/05/2024", f"{day:02}/05/2024") for day in range(1, 6))).rows == 5


def test_a_file_without_rows_is_no_nil_return(connection):
    tell(connection)

    with pytest.raises(SetupError, match="declare a nil return"):
        taken(connection)


def test_a_file_whose_form_breaks_late_is_refused_after_rows_were_staged(connection):
    tell(connection)

    with pytest.raises(FormRefused):
        taken(connection, period("S0", "04/05/2024"), period("S0", "31/02/2024"))


def test_a_list_may_be_of_any_kind(connection):
    tell(connection)
    made = taken(
        connection, {"CHILD": "S0", "DOB": "04/03/2012", "RHI_OFFERED": "Y"}, kind=ReturnKind.INTERVIEWS_MONTHLY
    )

    assert made.rows == 1


def test_a_file_is_known_again_by_its_digest(tmp_path):
    path = tmp_path / "a.csv"
    path.write_text("CHILD\n")

    assert digest_of_file(path) == digest_of(b"CHILD\n")
    with pytest.raises(SetupError, match="cannot be read"):
        digest_of_file(tmp_path / "b.csv")


def test_opening_a_text_reads_nothing_of_the_register():
    assert open_sent("a.csv", "CHILD,DOB,MISSING,MIS_START,MIS_END\n").kinds
