"""Boundary files: each format gives the same areas, and a faulty area is named."""

import json
import shutil
from pathlib import Path
from typing import Any

import numpy as np
import pyogrio
import pytest
import shapely

from register.errors import SetupError
from register.geo.boundary_files import digest_of, read_boundaries
from register.geo.crs import geometry_to_wgs84

GROUND = shapely.box(400_000, 300_000, 401_000, 301_000)
BESIDE = shapely.box(401_000, 300_000, 402_000, 301_000)
BOWTIE = shapely.Polygon([(400_000, 300_000), (401_000, 301_000), (401_000, 300_000), (400_000, 301_000)])
GRID = "EPSG:27700"


def write(
    path: Path,
    rows: list[tuple[object, object, Any]],
    *,
    columns: tuple[str, str] = ("code", "name"),
    crs: str | None = GRID,
    **options: Any,
) -> Path:
    pyogrio.raw.write(
        path,
        geometry=np.array([shapely.to_wkb(shape) for _, _, shape in rows], dtype=object),
        field_data=[np.array([row[place] for row in rows], dtype=object) for place in (0, 1)],
        fields=np.array(columns),
        crs=crs,
        geometry_type="Unknown" if any(row[2] is None for row in rows) else rows[0][2].geom_type,
        **options,
    )
    return path


def features_of(path):
    return read_boundaries(path).features


@pytest.mark.parametrize("suffix", ["geojson", "gpkg", "shp"])
def test_each_format_gives_the_same_areas(tmp_path, suffix):
    path = write(tmp_path / f"areas.{suffix}", [("E23000002", "Beside", BESIDE), ("E23000001", "Ground", GROUND)])

    features = features_of(path)

    assert [(feature.code, feature.name, feature.was_mended) for feature in features] == [
        ("E23000001", "Ground", False),
        ("E23000002", "Beside", False),
    ]
    assert features[0].geometry.equals(GROUND)
    assert features[0].geometry.geom_type == "MultiPolygon"
    assert shapely.get_srid(features[0].geometry) == 27700


def test_a_folder_and_a_zip_of_a_shapefile_are_read(tmp_path):
    folder = tmp_path / "folder"
    folder.mkdir()
    write(folder / "areas.shp", [("E23000001", "Ground", GROUND)])
    zipped = Path(shutil.make_archive(str(tmp_path / "zipped"), "zip", folder))

    assert features_of(folder)[0].geometry.equals(GROUND)
    assert features_of(zipped)[0].geometry.equals(GROUND)


def test_longitude_and_latitude_pass_through_the_one_transformation(tmp_path):
    path = write(tmp_path / "areas.geojson", [("E23000001", "Ground", geometry_to_wgs84(GROUND))], crs="EPSG:4326")

    outline = features_of(path)[0].geometry

    assert outline.equals_exact(shapely.MultiPolygon([GROUND]), 0.002)


@pytest.mark.parametrize(
    "columns", [("PFA23CD", "PFA23NM"), ("pfa16cd", "pfa16nm"), ("Pfa16Cd", "PFA16nm"), ("Code", "NAME")]
)
def test_the_columns_of_the_statistics_office_are_known_in_any_case(tmp_path, columns):
    path = write(tmp_path / "areas.gpkg", [("E23000001", "Ground", GROUND)], columns=columns)

    assert features_of(path)[0].name == "Ground"


def test_heights_are_left_out(tmp_path):
    path = tmp_path / "areas.geojson"
    ring = [[-2, 52, 9], [-1.9, 52, 9], [-1.9, 52.1, 9], [-2, 52, 9]]
    feature = {
        "type": "Feature",
        "properties": {"code": "E23000001", "name": "Ground"},
        "geometry": {"type": "Polygon", "coordinates": [ring]},
    }
    path.write_text(json.dumps({"type": "FeatureCollection", "features": [feature]}))

    assert not features_of(path)[0].geometry.has_z


def test_areas_of_scotland_and_northern_ireland_are_passed_over(tmp_path):
    rows = [("E12000001", "North", GROUND), ("S12000033", "Far", BESIDE), ("N09000001", "Over", BESIDE)]

    assert [feature.code for feature in features_of(write(tmp_path / "areas.gpkg", rows))] == ["E12000001"]


@pytest.mark.parametrize("size_m", [0.01, 1])
def test_a_small_fault_is_mended_and_marked(tmp_path, size_m):
    out, up = 401_000 + size_m, 300_500 + size_m
    spur = [(401_000, 300_500), (out, up), (out, 300_500), (401_000, up)]
    shape = shapely.Polygon([(400_000, 300_000), (401_000, 300_000), *spur, (401_000, 301_000), (400_000, 301_000)])
    assert not shape.is_valid

    feature = features_of(write(tmp_path / "areas.gpkg", [("E23000001", "Ground", shape)]))[0]

    assert feature.was_mended
    assert feature.geometry.is_valid
    assert feature.geometry.area == pytest.approx(1e6, rel=1e-6)


@pytest.mark.parametrize(
    ("rows", "message"),
    [
        ([("E23000001", "Ground", BOWTIE)], "E23000001 is not a valid polygon"),
        ([("E23000001", "Ground", GROUND), ("E23000001", "Again", BESIDE)], "E23000001 appears twice"),
        ([("E2300001", "Ground", GROUND)], "'E2300001' is not the code"),
        ([("", "Ground", GROUND)], "'' is not the code"),
        ([("E23000001", "", GROUND)], "E23000001 has no name"),
        ([("E23000001", "Ground", shapely.Polygon())], "E23000001 has no polygon"),
        ([("E23000001", "Ground", shapely.Point(1, 1))], "E23000001 has no polygon"),
        ([("E23000001", "Ground", shapely.box(-5, 0, 10, 10))], "E23000001 lies outside Great Britain"),
        ([("S12000033", "Far", GROUND)], "has no areas in England or Wales"),
    ],
)
def test_a_faulty_area_is_refused_by_its_code(tmp_path, rows, message):
    path = write(tmp_path / "areas.gpkg", rows)

    with pytest.raises(SetupError, match=message):
        features_of(path)


def test_swapped_axes_are_refused_by_the_code(tmp_path):
    path = write(tmp_path / "areas.geojson", [("E23000001", "Ground", shapely.box(52, -2, 53, -1))], crs="EPSG:4326")

    with pytest.raises(SetupError, match="E23000001 lies outside Great Britain"):
        features_of(path)


@pytest.mark.parametrize("crs", ["EPSG:3857", "EPSG:29903", None])
def test_other_reference_systems_are_refused(tmp_path, crs):
    path = write(tmp_path / "areas.gpkg", [("E23000001", "Ground", GROUND)], crs=crs)

    with pytest.raises(SetupError, match="must be in longitude and latitude"):
        features_of(path)


def test_files_that_are_none_are_refused_in_one_line(tmp_path):
    broken = tmp_path / "broken.geojson"
    broken.write_text("{")
    table = tmp_path / "table.csv"
    table.write_text("code,name\n")
    nameless = write(tmp_path / "nameless.gpkg", [("E23000001", "x", GROUND)], columns=("PFA23CD", "label"))
    for path, message in [
        (broken, "cannot be read"),
        (table, "is not a GeoJSON, GeoPackage or Shapefile"),
        (tmp_path / "absent.gpkg", "does not exist"),
        (nameless, "needs the columns code and name"),
        (tmp_path, "has 0 Shapefiles"),
    ]:
        with pytest.raises(SetupError, match=message):
            features_of(path)


def test_two_layers_are_refused(tmp_path):
    path = write(tmp_path / "areas.gpkg", [("E23000001", "Ground", GROUND)], layer="one")
    write(path, [("E23000002", "Beside", BESIDE)], layer="two", append=True)

    with pytest.raises(SetupError, match="2 layers"):
        features_of(path)


def test_the_digest_follows_the_bytes(tmp_path):
    file = tmp_path / "a"
    file.write_bytes(b"one")
    before = digest_of(file), digest_of(tmp_path)

    file.write_bytes(b"two")

    assert digest_of(file) != before[0]
    assert digest_of(tmp_path) != before[1]
    assert len(before[0]) == 64


RING = [[[400000, 300000], [401000, 300000], [401000, 301000], [400000, 301000], [400000, 300000]]]


def in_metres(path, **members):
    shape = {"type": "Polygon", "coordinates": RING}
    feature = {"type": "Feature", "properties": {"code": "E23000999", "name": "Ground"}, "geometry": shape}
    path.write_text(json.dumps({"type": "FeatureCollection", **members, "features": [feature]}))
    return path


def test_metres_without_a_reference_system_are_refused_as_such(tmp_path):
    with pytest.raises(SetupError) as refusal:
        read_boundaries(in_metres(tmp_path / "areas.geojson"))

    assert str(refusal.value) == (
        "areas.geojson: E23000999 is not in degrees. The file seems to hold eastings and northings: "
        "say so in it, with the reference system EPSG:27700."
    )


def test_metres_with_their_reference_system_are_read(tmp_path):
    grid = {"type": "name", "properties": {"name": "urn:ogc:def:crs:EPSG::27700"}}

    [feature] = features_of(in_metres(tmp_path / "areas.geojson", crs=grid))

    assert feature.geometry.equals(GROUND)


def test_polygons_in_a_collection_are_one_outline(tmp_path):
    both = shapely.GeometryCollection([GROUND, shapely.box(405_000, 300_000, 406_000, 301_000)])

    [feature] = features_of(write(tmp_path / "areas.gpkg", [("E23000001", "Ground", both)]))

    assert (feature.geometry.geom_type, len(feature.geometry.geoms)) == ("MultiPolygon", 2)


def test_the_areas_of_other_countries_are_counted(tmp_path):
    rows = [("E12000001", "North", GROUND), ("N92000002", "Elsewhere", BESIDE), ("S92000003", "Elsewhere", BESIDE)]

    read = read_boundaries(write(tmp_path / "areas.gpkg", rows))

    assert (len(read.features), read.passed_over) == (1, 2)
