"""Boundary files and folders: their kind, their day, their order, and the demonstration's own outlines."""

import json
from datetime import date
from uuid import uuid4

import pytest
import shapely
import sqlalchemy as sa
from shapely.affinity import translate

from register.errors import SetupError
from register.geo.areas import BoundaryReport, Overlap
from register.geo.home_areas import LinkReport, Move
from register.geo.map_outlines import DrawingReport
from register.importing.geography.boundaries import (
    SOURCE,
    Imported,
    import_boundary_file,
    import_boundary_folder,
    import_demonstration_outlines,
)
from register.tables import area, area_drawing, area_version, area_within
from register.vocabulary import AreaKind, AreaLink

DAY, TODAY = date(2025, 4, 1), date(2026, 1, 1)
SQUARE = shapely.box(-2.0, 52.0, -1.9, 52.1)


def write(path, *codes, shape=SQUARE):
    features = [
        {
            "type": "Feature",
            "properties": {"code": code, "name": f"Area {code}"},
            "geometry": json.loads(shapely.to_geojson(translate(shape, n))),
        }
        for n, code in enumerate(codes)
    ]
    path.write_text(json.dumps({"type": "FeatureCollection", "features": features}))
    return path


def versions(connection):
    v = area_version.c
    return {
        row.code: (row.valid_from, row.source) for row in connection.execute(sa.select(v.code, v.valid_from, v.source))
    }


@pytest.mark.parametrize(
    ("code", "kind"),
    [
        ("E23000001", AreaKind.FORCE),
        ("W15000001", AreaKind.FORCE),
        ("E06000001", AreaKind.AUTHORITY),
        ("E08000001", AreaKind.AUTHORITY),
        ("E09000001", AreaKind.AUTHORITY),
        ("E10000001", AreaKind.AUTHORITY),
        ("W06000001", AreaKind.AUTHORITY),
        ("E12000001", AreaKind.REGION),
        ("E92000001", AreaKind.COUNTRY),
        ("W92000004", AreaKind.COUNTRY),
    ],
)
def test_the_kind_is_told_by_the_code(connection, tmp_path, code, kind):
    import_boundary_file(connection, write(tmp_path / "areas.geojson", code), valid_from=DAY, on=TODAY)

    assert connection.scalar(sa.select(area.c.kind).where(area.c.code == code)) == kind
    assert versions(connection) == {code: (DAY, SOURCE)}


def test_districts_are_refused_in_words(connection, tmp_path):
    path = write(tmp_path / "areas.geojson", "E06000001", "E07000001")

    with pytest.raises(SetupError, match="codes that begin with E07"):
        import_boundary_file(connection, path, valid_from=DAY)

    assert versions(connection) == {}


def test_several_kinds_in_one_file_are_refused(connection, tmp_path):
    path = write(tmp_path / "areas.geojson", "E06000001", "E23000001")

    with pytest.raises(SetupError, match="several kinds: authority, force"):
        import_boundary_file(connection, path, valid_from=DAY)


def test_a_file_without_a_day_is_refused(connection, tmp_path):
    with pytest.raises(SetupError, match="Use --from"):
        import_boundary_file(connection, write(tmp_path / "areas.geojson", "E23000001"))


def test_a_simplified_file_is_for_drawing_and_decides_nothing(connection, tmp_path):
    import_boundary_file(connection, write(tmp_path / "forces.geojson", "E23000001"), valid_from=DAY, on=TODAY)
    simplified = write(tmp_path / "forces_simplified_200m.geojson", "E23000001", "E23000002")

    imported = import_boundary_file(connection, simplified)

    assert imported.report == DrawingReport(("E23000001",), (), left_out=("E23000002",))
    drawing = connection.execute(sa.select(area_drawing)).one()
    assert drawing.label == SOURCE
    assert shapely.from_geojson(drawing.geojson).equals(shapely.MultiPolygon([SQUARE]))
    assert versions(connection) == {"E23000001": (DAY, SOURCE)}


def test_a_drawing_that_is_held_already_changes_nothing(connection, tmp_path):
    import_boundary_file(connection, write(tmp_path / "forces.geojson", "E23000001"), valid_from=DAY, on=TODAY)
    simplified = write(tmp_path / "forces_simplified.geojson", "E23000001")
    import_boundary_file(connection, simplified)

    again = import_boundary_file(connection, simplified)

    assert again.report == DrawingReport((), ("E23000001",), ())


def test_a_folder_is_imported_wider_areas_first_and_drawings_last(connection, tmp_path):
    write(tmp_path / "a_simplified.geojson", "E23000001")
    write(tmp_path / "b_authorities.geojson", "E06000001")
    write(tmp_path / "c_forces.geojson", "E23000001")
    (tmp_path / "README.txt").write_text("about these files")

    imported = import_boundary_folder(connection, tmp_path, DAY, on=TODAY)

    names = [one.name for one in imported]
    assert names == ["c_forces.geojson", "b_authorities.geojson", "a_simplified.geojson"]
    assert [type(one.report) for one in imported] == [BoundaryReport, BoundaryReport, DrawingReport]
    force = sa.select(area_within.c.within_code).where(area_within.c.within_kind == "force")
    assert connection.scalar(force) == "E23000001"


def test_a_manifest_gives_each_file_its_day_and_source(connection, tmp_path):
    write(tmp_path / "forces.geojson", "E23000001")
    write(tmp_path / "authorities.geojson", "E06000001")
    (tmp_path / "manifest.csv").write_text("file,valid_from,source\nforces.geojson,2023-12-31,Statistics office\n")

    import_boundary_folder(connection, tmp_path, DAY, on=TODAY)

    assert versions(connection) == {
        "E23000001": (date(2023, 12, 31), "Statistics office"),
        "E06000001": (DAY, SOURCE),
    }


@pytest.mark.parametrize(
    ("manifest", "message"),
    [
        ("file,valid_from,source\nother.geojson,2023-12-31,x\n", "names other.geojson, which is not in the folder"),
        ("file,valid_from,source\nforces.geojson,soon,x\n", "valid_from of forces.geojson must be a date"),
        ("file,date\nforces.geojson,2023-12-31\n", "needs the columns file, valid_from, source"),
    ],
)
def test_a_faulty_manifest_is_refused(connection, tmp_path, manifest, message):
    write(tmp_path / "forces.geojson", "E23000001")
    (tmp_path / "manifest.csv").write_text(manifest)

    with pytest.raises(SetupError, match=message):
        import_boundary_folder(connection, tmp_path, DAY)


def test_a_folder_without_boundaries_is_refused(connection, tmp_path):
    for folder in (tmp_path, tmp_path / "absent"):
        with pytest.raises(SetupError):
            import_boundary_folder(connection, folder, DAY)


def test_progress_names_the_file(connection, tmp_path):
    told = []
    path = write(tmp_path / "forces.geojson", "E23000001", "E23000002")

    import_boundary_file(connection, path, valid_from=DAY, on=TODAY, progress=lambda *at: told.append(at))

    assert told == [("forces.geojson", 1, 2), ("forces.geojson", 2, 2)]


def test_the_demonstration_brings_its_own_outlines_labelled_as_such(connection):
    imported = import_demonstration_outlines(connection, date(2010, 1, 1), on=TODAY)

    assert [len(one.report.changed) for one in imported] == [9, 43, 175]
    v = area_version.c
    assert set(connection.scalars(sa.select(v.source).where(v.is_demonstration))) == {"demonstration outline"}
    assert set(connection.scalars(sa.select(area_drawing.c.label))) == {"demonstration outline"}
    count = sa.select(sa.func.count()).select_from(area_within).where(area_within.c.within_kind == "force")
    assert connection.scalar(count) == 175
    again = import_demonstration_outlines(connection, date(2010, 1, 1), on=TODAY)
    assert not any(one.report.changed for one in again)


def test_an_import_tells_what_was_repaired_passed_over_overlapping_and_moved():
    moves = (Move(uuid4(), "E23000001", None, AreaLink.INSIDE), Move(uuid4(), "E23000002", AreaLink.INSIDE, None))
    links = LinkReport(homes=8, moves=moves, on_edge=1, in_no_force=2)
    report = BoundaryReport(
        AreaKind.FORCE, ("E23000001",), ("E23000002",), ("E23000001",), (),
        links=links, overlaps=(Overlap("E23000001", "E23000002", 15.23),),
    )  # fmt: skip

    assert Imported("forces.geojson", report, passed_over=1).lines() == [
        "forces.geojson: 1 area changed, 1 unchanged",
        "  passed over, of other countries: 1",
        "  repaired: E23000001",
        "  homes looked at: 8; links that began: 1, ended: 1; buildings on a line: 1, in no force: 2",
        "  overlapping pairs: 1, 15.2 square kilometres",
        "    E23000001 and E23000002: 15.2 square kilometres",
    ]


def test_an_import_with_nothing_else_to_tell_is_one_line():
    report = BoundaryReport(AreaKind.FORCE, (), ("E23000001",), (), ())

    assert Imported("forces.geojson", report).lines() == ["forces.geojson: 0 areas changed, 1 unchanged"]


def test_drawings_tell_which_areas_the_register_lacks():
    assert Imported("drawn.geojson", DrawingReport(("E23000001",), (), ("E23000009",))).lines() == [
        "drawn.geojson: 1 area changed, 0 unchanged",
        "  left out, because the register has no such area: E23000009",
    ]
