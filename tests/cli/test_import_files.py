"""Commands that bring in files: a report of what was done, one line where nothing was, and nothing half done."""

import csv
import os
import pty
import re
import subprocess
import sys
import time
from concurrent.futures import ThreadPoolExecutor
from datetime import date

import pytest
import sqlalchemy as sa

from register.cli.import_files import (
    HomesChoices,
    bring_in_boundaries,
    bring_in_homes,
    bring_in_inspections,
    bring_in_postcodes,
    is_to_write,
)
from register.errors import SetupError
from register.vocabulary import AreaKind
from tests.support.published_files import UNINSPECTED, create_authorities, inspection_file, provider_file

DAY = date(2023, 12, 1)
MARCH = date(2025, 3, 31)
COMPARE = HomesChoices(writes=False, as_at=MARCH)
WRITE = HomesChoices(writes=True, as_at=MARCH)


@pytest.fixture
def ashshire(database):
    with database.begin() as connection:
        create_authorities(connection, ("E99000001", "Ashshire"))


def rows(engine, table):
    with engine.connect() as connection:
        return connection.scalar(sa.text(f"select count(*) from register.{table}"))  # noqa: S608


SQUARE = """{
  "type": "FeatureCollection", "crs": {"type": "name", "properties": {"name": "EPSG:27700"}},
  "features": [{
    "type": "Feature", "properties": {"PFA23CD": "E23000099", "PFA23NM": "Eastby"},
    "geometry": {"type": "Polygon", "coordinates": [
      [[400000, 390000], [410000, 390000], [410000, 400000], [400000, 400000], [400000, 390000]]]}}]}"""


def test_boundaries_are_brought_in_and_told_of(database, tmp_path, capsys):
    file = tmp_path / "forces.geojson"
    file.write_text(SQUARE)

    bring_in_boundaries(file, AreaKind.FORCE, DAY, source="a test", writes=True)

    assert "1 area changed, 0 unchanged" in capsys.readouterr().out
    assert rows(database, "area_version") == 1


def test_boundaries_are_compared_and_not_written_where_that_is_asked(database, tmp_path, capsys):
    file = tmp_path / "forces.geojson"
    file.write_text(SQUARE)

    bring_in_boundaries(file, AreaKind.FORCE, DAY, source="a test", writes=False)

    assert capsys.readouterr().out.splitlines() == [
        "forces.geojson: 1 area changed, 0 unchanged",
        "Nothing was written. Use --apply to write it.",
    ]
    assert (rows(database, "area_version"), rows(database, "area")) == (0, 0)


def test_the_same_boundaries_change_nothing_the_second_time(database, tmp_path, capsys):
    file = tmp_path / "forces.geojson"
    file.write_text(SQUARE)
    bring_in_boundaries(file, AreaKind.FORCE, DAY, source="a test", writes=True)

    bring_in_boundaries(file, AreaKind.FORCE, DAY, source="a test", writes=True)

    assert "0 areas changed, 1 unchanged" in capsys.readouterr().out
    assert rows(database, "area_version") == 1


@pytest.mark.parametrize(
    "bring_in",
    [lambda file: bring_in_homes(file, WRITE), lambda file: bring_in_inspections(file, writes=True, partial=True)],
)
@pytest.mark.parametrize(
    "content",
    [
        b"Colour,Shape\nred,round\n",
        b"",
        b"URN\n\xff\n",
        b"URN,urn\n1,2\n",
        b'URN\n"1',
        b"URN\nSC9",
        b"URN\n\0\n",
        b"PK\x03\x04",
    ],
)
def test_a_file_that_is_not_what_it_should_be_is_refused_in_one_line_and_writes_nothing(
    database, ashshire, tmp_path, bring_in, content
):
    file = tmp_path / "file.csv"
    file.write_bytes(content)

    with pytest.raises(SetupError) as refusal:
        bring_in(file)

    assert "\n" not in str(refusal.value)
    assert (rows(database, "home"), rows(database, "inspection")) == (0, 0)


@pytest.mark.parametrize("text", ["", "not json", '{"type": "FeatureCollection", "features": []}'])
def test_a_file_without_boundaries_is_refused_in_one_line(database, tmp_path, text):
    file = tmp_path / "forces.geojson"
    file.write_text(text)

    with pytest.raises((SetupError, ValueError)) as refusal:
        bring_in_boundaries(file, AreaKind.FORCE, None, source=None, writes=True)

    assert "\n" not in str(refusal.value)
    assert rows(database, "area_version") == 0


@pytest.mark.parametrize(("apply", "dry_run", "writes"), [(True, False, True), (False, True, False)])
def test_an_import_writes_only_where_it_is_told_to(apply, dry_run, writes):
    assert is_to_write(apply=apply, dry_run=dry_run) is writes


@pytest.mark.parametrize(("both", "said"), [(True, "not both"), (False, "Use --dry-run to see what would change")])
def test_an_import_that_is_told_both_or_nothing_is_refused_where_nobody_looks(both, said):
    with pytest.raises(SetupError, match=said):
        is_to_write(apply=both, dry_run=both)


def test_an_import_at_a_terminal_that_is_told_nothing_writes_nothing(monkeypatch):
    leader, follower = pty.openpty()
    with os.fdopen(leader), os.fdopen(follower, "w") as terminal:
        monkeypatch.setattr(sys, "stdout", terminal)

        assert is_to_write(apply=False, dry_run=False) is False


def test_a_comparison_is_printed_and_writes_nothing(database, ashshire, tmp_path, capsys):
    bring_in_homes(provider_file(tmp_path, {}), COMPARE)

    printed = capsys.readouterr().out.splitlines()
    assert printed[0] == "1 rows read: 1 added, 0 changed, 0 unchanged, 0 skipped, 0 refused."
    assert printed[-1] == "Nothing was written. Use --apply to write it."
    assert (rows(database, "home"), rows(database, "provider"), rows(database, "inspection")) == (0, 0, 0)


def test_what_is_applied_is_printed_like_its_comparison_and_written(database, ashshire, tmp_path, capsys):
    file = provider_file(tmp_path, {}, {"URN": "SC900002"})
    bring_in_homes(file, COMPARE)
    compared = capsys.readouterr().out.splitlines()

    bring_in_homes(file, WRITE)

    assert capsys.readouterr().out.splitlines() == compared[:-1]
    assert rows(database, "home") == 2


def test_every_row_is_reported_with_what_became_of_it(database, ashshire, tmp_path):
    first, second = tmp_path / "first.csv", tmp_path / "second.csv"
    bring_in_homes(provider_file(tmp_path, {}), HomesChoices(writes=False, as_at=MARCH, report=first))
    bring_in_homes(provider_file(tmp_path, {}), HomesChoices(writes=True, as_at=MARCH, report=second))

    told = [next(csv.DictReader(path.open(newline="", encoding="utf-8-sig"))) for path in (first, second)]
    assert [(row["urn"], row["outcome"], row["written"]) for row in told] == [
        ("SC900001", "added", "no"),
        ("SC900001", "added", "yes"),
    ]


def test_refused_rows_are_reported_and_nothing_is_written(database, ashshire, tmp_path, capsys):
    report = tmp_path / "report.csv"
    file = provider_file(tmp_path, {}, {"URN": "SC900002", "Places": "0"})

    with pytest.raises(SetupError, match="1 of 2 rows was refused, so nothing was written"):
        bring_in_homes(file, HomesChoices(writes=True, as_at=MARCH, report=report))

    outcomes = [
        (row["outcome"], row["fields"], row["codes"], row["detail"], row["written"])
        for row in csv.DictReader(report.open(newline="", encoding="utf-8-sig"))
    ]
    assert outcomes == [
        ("added", "", "", "", "no"),
        ("refused", "Places", "RULE_PLACES", "A home must have at least one place.", "no"),
    ]
    assert "RULE_PLACES" in capsys.readouterr().out
    assert rows(database, "home") == 0


def test_a_file_that_closes_too_many_is_refused_by_both_and_applied_where_asked(database, ashshire, tmp_path):
    bring_in_homes(provider_file(tmp_path, {}, {"URN": "SC900002"}), WRITE)
    shorter = provider_file(tmp_path, {})

    for choices in (COMPARE, WRITE):
        with pytest.raises(SetupError, match="would close 1 of the 2 registered homes"):
            bring_in_homes(shorter, choices)
    before = rows(database, "entry")
    bring_in_homes(shorter, HomesChoices(writes=True, as_at=MARCH, allow_large_change=True))

    # Of the home, and of the count of its changes.
    assert rows(database, "entry") == before + 2


def test_inspections_are_compared_first_and_written_where_asked(database, ashshire, tmp_path, capsys):
    bring_in_homes(provider_file(tmp_path, UNINSPECTED), WRITE)
    file = inspection_file(tmp_path, {})
    capsys.readouterr()

    bring_in_inspections(file, writes=False, partial=False)
    assert capsys.readouterr().out.splitlines()[-1] == "Nothing was written. Use --apply to write it."
    assert rows(database, "inspection") == 0
    bring_in_inspections(file, writes=True, partial=False)

    assert rows(database, "inspection") == 1


def test_an_import_that_is_cut_off_by_the_database_leaves_nothing_and_the_next_succeeds(database, ashshire, tmp_path):
    file = provider_file(tmp_path, *({"URN": f"SC9{number:05}", **UNINSPECTED} for number in range(1_200)))
    report = HomesChoices(writes=True, as_at=MARCH, report=tmp_path / "report.csv")
    with ThreadPoolExecutor() as side, database.connect() as other:
        # Links are written last: the import waits for them, with every home written and none committed.
        other.execute(sa.text("lock table register.home_area in share mode"))
        cut_off = side.submit(bring_in_homes, file, report)
        terminate_waiting(database)
        assert isinstance(cut_off.exception(timeout=60), sa.exc.OperationalError)

    assert (rows(database, "home"), rows(database, "entry"), rows(database, "provider")) == (0, 1, 0)
    assert not (tmp_path / "report.csv").exists()
    bring_in_homes(file, report)
    assert (rows(database, "home"), rows(database, "home_area")) == (1_200, 1_200)


def terminate_waiting(engine):
    """End the session that waits for a lock, as soon as there is one."""
    waits = sa.text(
        "select pg_terminate_backend(l.pid) from pg_locks l"
        " where not l.granted and l.relation = 'register.home_area'::regclass"
        " and l.database = (select oid from pg_database where datname = current_database())"
    )
    ends = time.monotonic() + 60
    while time.monotonic() < ends:
        with engine.connect() as connection:
            if connection.scalars(waits).all() == [True]:
                return
        time.sleep(0.05)
    raise AssertionError("no import waited")


def test_a_report_is_kept_and_the_import_ends_well_where_nobody_reads_what_is_printed(database, ashshire, tmp_path):
    file, report = provider_file(tmp_path, {}, {"URN": "SC900002"}), tmp_path / "report.csv"
    program = [sys.executable, "-c", "from register.cli.main import main; main()"]
    command = [*program, "import", "homes", str(file), "--apply", "--as-at", "2025-03-31", "--report", str(report)]
    closed, unread = os.pipe()
    os.close(closed)

    done = subprocess.run(command, stdout=unread, stderr=subprocess.PIPE, text=True, check=False)  # noqa: S603
    os.close(unread)

    assert (done.returncode, "Error" in done.stderr) == (0, False)
    assert rows(database, "home") == 2
    with report.open(newline="", encoding="utf-8-sig") as written:
        assert [row["outcome"] for row in csv.DictReader(written)] == ["added", "added"]


HEADER = "pcds,oseast1m,osnrth1m,osgrdind,doterm\n"


def test_postcodes_are_brought_in_and_told_of_with_how_fast(database, tmp_path, capsys):
    file = tmp_path / "directory.csv"
    file.write_text(f"{HEADER}ZZ1 1AA,400000,300000,1,\nZZ1 1AB,,,9,199606\n")

    bring_in_postcodes(file, writes=True, partial=False, report=None)

    sums, skipped, speed = capsys.readouterr().out.splitlines()
    assert sums == "2 rows read: 1 added, 0 changed, 0 unchanged, 1 skipped, 0 refused."
    assert skipped == "  skipped, no grid reference: 1"
    assert re.fullmatch(r"[0-9.]+ s, [0-9,]+ rows a second\.", speed)
    assert rows(database, "postcode") == 1


def test_postcodes_are_compared_and_not_written_where_that_is_asked(database, tmp_path, capsys):
    file = tmp_path / "directory.csv"
    file.write_text(f"{HEADER}ZZ1 1AA,400000,300000,1,\n")

    bring_in_postcodes(file, writes=False, partial=False, report=None)

    sums, _, last = capsys.readouterr().out.splitlines()
    assert sums == "1 rows read: 1 added, 0 changed, 0 unchanged, 0 skipped, 0 refused."
    assert last == "Nothing was written. Use --apply to write it."
    assert rows(database, "postcode") == 0


def test_the_same_postcodes_change_nothing_the_second_time(database, tmp_path, capsys):
    file = tmp_path / "directory.csv"
    file.write_text(f"{HEADER}ZZ1 1AA,400000,300000,1,\n")
    bring_in_postcodes(file, writes=True, partial=False, report=None)
    capsys.readouterr()

    bring_in_postcodes(file, writes=True, partial=False, report=None)

    assert capsys.readouterr().out.splitlines()[0].startswith("1 rows read: 0 added, 0 changed, 1 unchanged")


@pytest.mark.parametrize("partial", [False, True])
def test_postcodes_that_are_not_taken_are_reported_whether_or_not_the_others_are(database, tmp_path, capsys, partial):
    file, report = tmp_path / "directory.csv", tmp_path / "report.csv"
    file.write_text(f"{HEADER}ZZ1 1AA,400000,300000,1,\nZZ1 1AB,,,9,\nZZ1 1AC,=1+1,300000,1,\n")

    if partial:
        bring_in_postcodes(file, writes=True, partial=True, report=report)
    else:
        with pytest.raises(SetupError, match=r"1 of 3 rows was refused, so nothing was written\. Correct the file"):
            bring_in_postcodes(file, writes=True, partial=False, report=report)

    assert "RULE_POSITION_FORM" in capsys.readouterr().out
    assert rows(database, "postcode") == (1 if partial else 0)
    with report.open(newline="", encoding="utf-8-sig") as written:
        told = [(row["line"], row["outcome"], row["fields"], row["codes"]) for row in csv.DictReader(written)]
    assert told == [("3", "skipped", "", ""), ("4", "refused", "oseast1m", "RULE_POSITION_FORM")]


@pytest.mark.parametrize("content", [b"", b"\xff\n", b"colour\nred\n", b"PK\x03\x04", HEADER.encode(), b"ZZ1 1AA,1"])
def test_a_file_that_is_no_list_of_postcodes_is_refused_in_one_line_and_leaves_no_report(database, tmp_path, content):
    file, report = tmp_path / "directory.csv", tmp_path / "report.csv"
    file.write_bytes(content)

    with pytest.raises(SetupError) as refusal:
        bring_in_postcodes(file, writes=True, partial=True, report=report)

    assert "\n" not in str(refusal.value)
    assert rows(database, "postcode") == 0
    assert not report.exists()
