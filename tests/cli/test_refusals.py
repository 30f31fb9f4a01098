"""What a command says about a fault of the database."""

import errno

import pytest
from psycopg.errors import DiskFull, UndefinedColumn, UndefinedObject, UndefinedTable
from sqlalchemy.exc import OperationalError, ProgrammingError

from register.cli.refusals import line_about
from register.errors import Unavailable


def test_a_database_that_does_not_answer_is_told_by_the_drivers_first_line_alone():
    fault = OperationalError("select 1", None, Exception("connection refused\nIs the server running?"))

    assert line_about(fault) == "the database does not answer: connection refused"


def test_a_full_disk_is_named():
    fault = OperationalError("insert", None, DiskFull("could not extend file"))

    assert line_about(fault) == (
        "the disk of the database is full. Nothing was written. Free some space, then run the command again."
    )


@pytest.mark.parametrize("missing", [UndefinedTable, UndefinedColumn, UndefinedObject])
def test_a_database_of_another_version_is_named(missing):
    fault = ProgrammingError("select", None, missing("words of the database"))

    assert line_about(fault) == "the database is of another version of the register. Run register migrate."


NOBODY_THERE = "the database does not answer. Check REGISTER_DATABASE_URL, and that the database is running."


@pytest.mark.parametrize(
    ("number", "line"),
    [
        (errno.ENOENT, "there is no file or folder list.csv."),
        (errno.EISDIR, "list.csv is a folder; name a file."),
        (errno.EEXIST, "list.csv exists already; name a new file."),
        (errno.ENOSPC, "the disk is full. Free some space, then run the command again."),
        (errno.ECONNREFUSED, NOBODY_THERE),
    ],
)
def test_what_the_operating_system_refuses_is_said_in_our_words(number, line):
    assert line_about(OSError(number, "words of the system", "list.csv")) == line


def test_a_refusal_of_the_register_comes_with_its_way_out():
    assert line_about(Unavailable("No.")) == f"No. {Unavailable.hint}"


@pytest.mark.parametrize("kind", [RuntimeError, ValueError, KeyError])
def test_a_fault_of_ours_shows_where_it_happened_and_none_of_its_words(kind):
    try:
        raise kind("a stored value")
    except kind as fault:
        line = line_about(fault)

    assert line.startswith(f"fault of the register itself. Report this line: {kind.__name__} test_refusals.py:")
    assert "stored" not in line
