"""Files too large to hold: read to the last line, and refused as a smaller file would be."""

import tracemalloc

import pytest

from register.errors import SetupError
from register.importing.files import csv_stream
from register.importing.files.csv_stream import open_stream


def read(path, told=None):
    progress = told or (lambda done, total: None)
    with open_stream(path, progress) as stream:
        return list(stream.records)


def test_records_come_with_the_line_on_which_they_start(tmp_path):
    path = tmp_path / "file.csv"
    path.write_bytes('\ufeffa,b\r\n"1\n2",3\n\n4,"5,""6"""\n'.encode())

    assert read(path) == [(1, ["a", "b"]), (2, ["1\n2", "3"]), (4, []), (5, ["4", '5,"6"'])]


@pytest.mark.parametrize(
    ("content", "message"),
    [
        (b"a,b\n1,\xff\n", "is not UTF-8 on line 2"),
        (b"a,b\n1,\0\n", "has a NUL character on line 2"),
        (b"a,b\n1,2", "ends in the middle of line 2"),
        (b'a,b\n1,"2\n', "line 2 cannot be read"),
        (b'a,b\n1,"2"x\n', "line 2 cannot be read"),
        (b"PK\x03\x04\n", "is a spreadsheet or an archive"),
        (b"\xd0\xcf\x11\xe0\n", "is a spreadsheet or an archive"),
        (b"a" * csv_stream.LONGEST_LINE_BYTES, "line 1 is a megabyte or longer"),
    ],
)
def test_a_file_that_is_no_whole_table_is_refused_in_one_line(tmp_path, content, message):
    path = tmp_path / "file.csv"
    path.write_bytes(content)

    with pytest.raises(SetupError, match=message) as refusal:
        read(path)

    assert "\n" not in str(refusal.value)


def test_a_file_that_is_not_there_is_refused_in_words(tmp_path):
    with pytest.raises(SetupError, match="cannot be read: No such file"):
        read(tmp_path / "absent.csv")


def test_progress_is_told_in_megabytes_to_the_last(tmp_path):
    path, told = tmp_path / "file.csv", []
    path.write_text(f"{'x' * 99}\n" * 25_000)

    assert len(read(path, lambda *step: told.append(step))) == 25_000

    assert told == [(1, 3), (2, 3), (3, 3)]


def test_no_more_of_a_file_is_held_than_its_line(tmp_path):
    path = tmp_path / "file.csv"
    path.write_text(f"{'x' * 99}\n" * 200_000)

    tracemalloc.start()
    with open_stream(path, lambda done, total: None) as stream:
        count = sum(1 for _ in stream.records)
    _, most = tracemalloc.get_traced_memory()
    tracemalloc.stop()

    assert count == 200_000
    assert most < 1_000_000
