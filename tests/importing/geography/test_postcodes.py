"""Postcodes as they are published: which columns are read, what is passed over and refused, and nothing done twice."""

import csv
import math

import pytest
import sqlalchemy as sa

from register.errors import SetupError
from register.geo.crs import point_to_grid
from register.importing.files.report import MOST_LISTED, ImportRefused
from register.importing.files.row_outcomes import Fate
from register.importing.geography import postcodes
from register.importing.geography.postcodes import NO_PLACE, OLD_FORM, OTHER_GRID, import_postcodes
from register.importing.session import begin_import
from register.tables import postcode
from tests.support.published_files import needs_real_files, real_file, write_csv

LISTED = {
    "pcd": "ZZ1 1AA",
    "pcds": "ZZ1 1AA",
    "doterm": "",
    "oseast1m": "400000",
    "osnrth1m": "0300000",
    "osgrdind": "1",
    "lat": "52.6",
    "long": "-2",
}


def directory(folder, *changes, name="directory.csv", columns=None):
    rows = ({**LISTED, **change} for change in changes)
    return write_csv(folder / name, *rows, columns=columns or list(LISTED))


def bring_in(connection, path, *, partial=False, left_out=None, progress=None):
    begin_import(connection, f"import of {path.name}")
    return import_postcodes(
        connection,
        path,
        partial=partial,
        leave_out=(left_out if left_out is not None else []).append,
        progress=progress or (lambda done, total: None),
    )


def held(connection):
    p = postcode.c
    rows = connection.execute(sa.select(p.postcode, p.easting, p.northing, p.ended_on).order_by(p.postcode))
    return [(row.postcode, row.easting, row.northing, row.ended_on and row.ended_on.isoformat()) for row in rows]


def counts(report):
    return report.read, report.added, report.changed, report.unchanged, sum(report.skipped.values()), report.refused


def test_a_directory_says_where_postcodes_lie_and_which_have_ended(connection, tmp_path):
    path = directory(tmp_path, {}, {"pcds": "ZZ1 1AB", "doterm": "199606"}, name="DIRECTORY_NOV_2025.csv")

    report = bring_in(connection, path)

    assert counts(report) == (2, 2, 0, 0, 0, 0)
    assert held(connection) == [("ZZ1 1AA", 400_000, 300_000, None), ("ZZ1 1AB", 400_000, 300_000, "1996-06-01")]
    assert connection.scalars(sa.select(postcode.c.source).distinct()).all() == ["DIRECTORY_NOV_2025.csv"]


@pytest.mark.parametrize(
    ("header", "row"),
    [
        ("PCDS,OSEAST1M,OSNRTH1M", "ZZ1 1AA,400000,300000"),
        ("pcd,oseast1m,osnrth1m,osgrdind", "ZZ1 1AA,400000,300000,1"),
        ("pcd7,pcd8,east1m,north1m,gridind", "ZZ1 1AA,ZZ1  1AA,400000,300000,1"),
        ("pcd,pcds,oseast1m,osnrth1m", "ZZ11AA,ZZ1 1AA,400000,300000"),
        ("postcode,easting,northing,lon,lat", "zz11aa,400000.0,300000.0,0,0"),
        ("Northings,Eastings,Postcode", "300000,400000,ZZ1 1AA"),
    ],
)
def test_columns_are_found_by_the_names_that_publishers_have_given_them(connection, tmp_path, header, row):
    path = tmp_path / "file.csv"
    path.write_text(f"{header}\n{row}\n")

    bring_in(connection, path)

    assert held(connection) == [("ZZ1 1AA", 400_000, 300_000, None)]


def test_a_file_without_grid_references_is_read_by_its_degrees(connection, tmp_path):
    columns = ["pcds", "lat", "long"]
    path = directory(tmp_path, {}, {"pcds": "ZZ1 1AB", "lat": "99.999999", "long": "0.000000"}, columns=columns)

    report = bring_in(connection, path)

    assert held(connection) == [("ZZ1 1AA", *point_to_grid(-2, 52.6), None)]
    assert report.skipped == {NO_PLACE: 1}


def test_code_point_open_is_read_without_a_header(connection, tmp_path):
    path = tmp_path / "zz.csv"
    path.write_text(
        '"ZZ11AA",10,400000,300000,"E92000001","","E18000003","","E08000029","E05001439"\n'
        '"ZZ1 1AB",90,0,0,"E92000001","","E18000003","","E08000029","E05001439"\n'
    )

    report = bring_in(connection, path)

    assert counts(report) == (2, 1, 0, 0, 1, 0)
    assert held(connection) == [("ZZ1 1AA", 400_000, 300_000, None)]


@pytest.mark.parametrize(
    ("change", "reason"),
    [
        ({"osgrdind": "9", "oseast1m": "", "osnrth1m": ""}, NO_PLACE),
        ({"osgrdind": "9"}, NO_PLACE),
        ({"oseast1m": "", "osnrth1m": ""}, NO_PLACE),
        ({"oseast1m": "0", "osnrth1m": "0"}, NO_PLACE),
        ({"pcds": "BT1 1AA"}, OTHER_GRID),
        ({"pcds": "NPT 1AA"}, OLD_FORM),
        ({"pcds": "GIR 0AA"}, OLD_FORM),
    ],
)
def test_what_has_no_place_on_the_grid_is_passed_over_and_counted(connection, tmp_path, change, reason):
    left_out = []
    report = bring_in(connection, directory(tmp_path, {}, {"pcds": "ZZ1 1AB", **change}), left_out=left_out)

    assert (counts(report), report.skipped) == ((2, 1, 0, 0, 1, 0), {reason: 1})
    assert [(each.line, each.fate, each.detail) for each in left_out] == [(3, Fate.SKIPPED, reason)]


WRONG = [
    ({"pcds": "ZZ1"}, "pcds", "RULE_POSTCODE_FORM"),
    ({"pcds": ""}, "pcds", "RULE_POSTCODE_FORM"),
    ({"pcds": "ZZ1 1A\t"}, "pcds", "RULE_POSTCODE_FORM"),
    ({"oseast1m": "east"}, "oseast1m", "RULE_POSITION_FORM"),
    ({"oseast1m": "1e5"}, "oseast1m", "RULE_POSITION_FORM"),
    ({"oseast1m": "1_000"}, "oseast1m", "RULE_POSITION_FORM"),
    ({"oseast1m": "\u0664\u0665"}, "oseast1m", "RULE_POSITION_FORM"),
    ({"osnrth1m": ""}, "osnrth1m", "RULE_POSITION_FORM"),
    ({"osnrth1m": "-1"}, "osnrth1m", "RULE_POSITION_FORM"),
    ({"osnrth1m": "nan"}, "osnrth1m", "RULE_POSITION_FORM"),
    ({"oseast1m": "700001"}, None, "RULE_POSITION_OUTSIDE"),
    ({"osnrth1m": "1300001"}, None, "RULE_POSITION_OUTSIDE"),
    ({"doterm": "1996"}, "doterm", "RULE_DATE"),
    ({"doterm": "199613"}, "doterm", "RULE_DATE"),
    ({"pcds": "ZZ1 1AA"}, "pcds", "RULE_DUPLICATE_ROW"),
    ({"pcds": "zz11aa"}, "pcds", "RULE_DUPLICATE_ROW"),
]


@pytest.mark.parametrize(("change", "column", "code"), WRONG)
def test_a_row_of_the_wrong_form_refuses_the_file_by_its_line(connection, tmp_path, change, column, code):
    path, left_out = directory(tmp_path, {}, {"pcds": "ZZ1 1AB", **change}), []

    with pytest.raises(ImportRefused, match="1 of 2 rows was refused, so nothing was written") as refusal:
        bring_in(connection, path, left_out=left_out)

    told = refusal.value.report.problems
    assert [(each.line, each.column, each.problem.code) for each in told] == [(3, column, code)]
    assert [(each.line, each.fate, each.codes) for each in left_out] == [(3, Fate.REFUSED, (code,))]
    assert held(connection) == []


@pytest.mark.parametrize(("change", "column", "code"), WRONG)
def test_the_rows_that_are_right_are_taken_where_that_is_asked(connection, tmp_path, change, column, code):
    report = bring_in(connection, directory(tmp_path, {}, {"pcds": "ZZ1 1AB", **change}), partial=True)

    assert counts(report) == (2, 1, 0, 0, 0, 1)
    assert held(connection) == [("ZZ1 1AA", 400_000, 300_000, None)]


@pytest.mark.parametrize("row", ["ZZ1 1AB,1", "ZZ1 1AB,400000,300000,1"])
def test_a_row_with_too_few_or_too_many_cells_is_refused(connection, tmp_path, row):
    path = tmp_path / "file.csv"
    path.write_text(f"pcds,oseast1m,osnrth1m\nZZ1 1AA,400000,300000\n\n{row}\n")

    with pytest.raises(ImportRefused) as refusal:
        bring_in(connection, path)

    assert [(p.line, p.problem.code) for p in refusal.value.report.problems] == [(4, "RULE_ROW_SHAPE")]
    assert refusal.value.report.read == 2


@pytest.mark.parametrize(("lat", "long"), [("52.6", "-20"), ("48", "-2"), ("-2", "52.6")])
def test_degrees_off_the_grid_are_refused(connection, tmp_path, lat, long):
    path = directory(tmp_path, {"lat": lat, "long": long}, columns=["pcds", "lat", "long"])

    with pytest.raises(ImportRefused) as refusal:
        bring_in(connection, path)

    assert [p.problem.code for p in refusal.value.report.problems] == ["RULE_POSITION_OUTSIDE"]


@pytest.mark.parametrize(
    ("content", "message"),
    [
        ("", "is empty"),
        ("pcds,oseast1m,osnrth1m\n", "has no rows below its header"),
        ("pcds,oseast1m\nZZ1 1AA,1\n", "needs the columns"),
        ("colour,oseast1m,osnrth1m\nred,1,1\n", "needs the columns"),
        ("pcds,pcds,oseast1m,osnrth1m\nZZ1 1AA,ZZ1 1AA,1,1\n", "more than one column named: pcds"),
        ("ZZ1 1AA,10\n", "a file without a header"),
        ("pcds,oseast1m,osnrth1m\nZZ1 1AA,1,1", "ends in the middle of line 2"),
        ("pcds,oseast1m,osnrth1m\nZZ1 1AA,1,1\nZZ1 1AB,1,\0\n", "NUL character on line 3"),
    ],
)
def test_a_file_that_is_no_list_of_postcodes_is_refused(connection, tmp_path, content, message):
    path = tmp_path / "file.csv"
    path.write_text(content)

    with connection.begin_nested() as point:
        with pytest.raises(SetupError, match=message):
            bring_in(connection, path)
        point.rollback()

    assert held(connection) == []


def versions(connection):
    """Which row versions there are, and who has so much as locked them."""
    text = "select postcode, ctid::text, xmin::text, xmax::text from register.postcode order by postcode"
    return connection.execute(sa.text(text)).all()


def test_the_same_file_again_changes_nothing_and_touches_no_row(connection, tmp_path):
    path = directory(tmp_path, {}, {"pcds": "ZZ1 1AB", "doterm": "199606"})
    bring_in(connection, path)
    before = versions(connection)

    report = bring_in(connection, path)

    assert counts(report) == (2, 0, 0, 2, 0, 0)
    assert versions(connection) == before


def test_a_newer_file_moves_ends_and_revives_postcodes_and_leaves_alone_what_it_leaves_out(connection, tmp_path):
    first = ("ZZ1 1AA", {}), ("ZZ1 1AB", {}), ("ZZ1 1AC", {"doterm": "199606"}), ("ZZ1 1AD", {})
    second = ("ZZ1 1AA", {"oseast1m": "400001"}), ("ZZ1 1AB", {"doterm": "202501"}), ("ZZ1 1AC", {}), ("ZZ1 1AE", {})
    bring_in(connection, directory(tmp_path, *({"pcds": code, **change} for code, change in first)))

    newer = directory(tmp_path, *({"pcds": code, **change} for code, change in second), name="newer.csv")
    report = bring_in(connection, newer)

    assert counts(report) == (4, 1, 3, 0, 0, 0)
    assert held(connection) == [
        ("ZZ1 1AA", 400_001, 300_000, None),
        ("ZZ1 1AB", 400_000, 300_000, "2025-01-01"),
        ("ZZ1 1AC", 400_000, 300_000, None),
        ("ZZ1 1AD", 400_000, 300_000, None),
        ("ZZ1 1AE", 400_000, 300_000, None),
    ]
    sources = connection.execute(sa.select(postcode.c.postcode).where(postcode.c.source == "newer.csv"))
    assert len(sources.all()) == 4


@pytest.mark.parametrize(
    ("content", "ended_on"),
    [("pcds,oseast1m,osnrth1m\nZZ1 1AA,400000,300000\n", "1996-06-01"), ("ZZ1 1AA,10,400000,300000\n", None)],
)
def test_a_file_that_tells_of_no_end_leaves_it_but_code_point_open_lists_what_is_in_use(
    connection, tmp_path, content, ended_on
):
    bring_in(connection, directory(tmp_path, {"doterm": "199606"}))
    path = tmp_path / "other.csv"
    path.write_text(content)

    bring_in(connection, path)

    assert held(connection) == [("ZZ1 1AA", 400_000, 300_000, ended_on)]


def codes(count):
    letters = "ABCDEFGHJLNPQRSTUWXYZ"
    return [f"ZZ{n // 4_410} {n // 441 % 10}{letters[n // 21 % 21]}{letters[n % 21]}" for n in range(count)]


def test_many_rows_go_by_some_at_a_time_and_each_is_counted_once(connection, tmp_path, monkeypatch):
    monkeypatch.setattr(postcodes, "BATCH", 700)
    wrong = {"pcds": "nowhere"}
    rows = [{"pcds": code} for code in codes(5_000)]
    rows[1_000:1_000] = [wrong] * 300
    left_out, told = [], []
    path = directory(tmp_path, *rows, {"osgrdind": "9"}, *rows[:300])

    report = bring_in(connection, path, partial=True, left_out=left_out, progress=lambda *step: told.append(step))

    assert counts(report) == (5_601, 5_000, 0, 0, 1, 600)
    assert len(held(connection)) == 5_000
    assert len(report.problems) == MOST_LISTED
    assert sum(each.fate is Fate.REFUSED for each in left_out) == 600
    assert [each.line for each in left_out if each.codes == ("RULE_DUPLICATE_ROW",)] == list(range(5_303, 5_603))
    assert told[-1] == (1, 1)


@needs_real_files
@pytest.mark.real_data
def test_real_postcodes_lie_where_their_degrees_say(connection):
    path = real_file("postcodes/postcodes_sample_ew.csv")

    report = bring_in(connection, path)

    with path.open(newline="") as file:
        listed = {row["postcode"]: point_to_grid(float(row["lon"]), float(row["lat"])) for row in csv.DictReader(file)}
    found = {code: (east, north) for code, east, north, _ in held(connection)}
    assert report.added == len(found) > 20_000
    assert report.skipped == {OLD_FORM: len(listed) - len(found)}
    assert [code for code, place in found.items() if math.dist(place, listed[code]) > 5] == []
