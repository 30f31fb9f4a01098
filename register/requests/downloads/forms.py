"""The forms of file that a collection can be downloaded in, and a writer of each that holds one page at a time."""

import csv
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from importlib import import_module
from importlib.util import find_spec
from pathlib import Path
from typing import IO, Any, Final, Protocol

import numpy as np
import orjson
import shapely
from pyogrio.raw import open_arrow, write, write_arrow

from register.open_types import Value, Values
from register.requests.downloads.columns import SEPARATOR, Cell, Field, Row
from register.requests.features.crs import Crs
from register.requests.features.links import GEOJSON
from register.rules.text import guard_formula
from register.statistics.files import BYTE_ORDER_MARK

# How pyogrio writes times that are in UTC.
UTC_OFFSET: Final = 100
EPSG: Final = "EPSG:27700"
# Programs of 2018 know it; nothing here needs a later one.
GEOPACKAGE: Final = "1.2"
POINTS, OUTLINES = "Point", "MultiPolygon"


@dataclass(frozen=True, slots=True)
class Layer:
    """What a file holds. name: of the collection; geometry: the kind that all its places are."""

    name: str
    fields: tuple[Field, ...]
    geometry: str


class Writer(Protocol):
    """Writes a file, page by page."""

    def add(self, rows: Sequence[Row]) -> None:
        """Write the rows of one page."""

    def close(self) -> None:
        """Write what remains."""


@dataclass
class GeoPackage:
    """A GeoPackage with one layer, on the grid. SQLite keeps no second file beside it."""

    path: Path
    layer: Layer
    is_begun: bool = False

    def add(self, rows: Sequence[Row]) -> None:
        """Append the rows of one page."""
        columns = [*zip(*(row.values for row in rows), strict=True)] or [() for _ in self.layer.fields]
        made = [_array(each.cell, column) for each, column in zip(self.layer.fields, columns, strict=True)]
        instants = [each.name for each in self.layer.fields if each.cell is Cell.INSTANT]
        write(
            self.path,
            np.array([row.geometry for row in rows], dtype=object),
            [values for values, _ in made],
            [each.name for each in self.layer.fields],
            [mask for _, mask in made],
            layer=self.layer.name,
            driver="GPKG",
            geometry_type=self.layer.geometry,
            crs=EPSG,
            append=self.is_begun,
            dataset_options=None if self.is_begun else {"VERSION": GEOPACKAGE},
            gdal_tz_offsets={name: np.full(len(rows), UTC_OFFSET) for name in instants},
        )
        self.is_begun = True

    def close(self) -> None:
        """Write a layer without rows if there are none."""
        if not self.is_begun:
            self.add(())


@dataclass
class FlatGeobuf:
    """A FlatGeobuf, which is written in one go: from a GeoPackage beside it, in batches of Arrow.

    It has no spatial index: that of FlatGeobuf has no place for a home whose place is withheld.
    """

    path: Path
    layer: Layer
    stage: GeoPackage = field(init=False)

    def __post_init__(self) -> None:
        self.stage = GeoPackage(self.path.with_suffix(".stage.gpkg"), self.layer)

    def add(self, rows: Sequence[Row]) -> None:
        """Append the rows of one page to the GeoPackage."""
        self.stage.add(rows)

    def close(self) -> None:
        """Write the file, and remove the GeoPackage."""
        self.stage.close()
        with open_arrow(self.stage.path, layer=self.layer.name, batch_size=1_000) as (about, stream):
            write_arrow(
                stream,
                self.path,
                layer=self.layer.name,
                driver="FlatGeobuf",
                geometry_name=about["geometry_name"] or "wkb_geometry",
                geometry_type=self.layer.geometry,
                crs=EPSG,
                layer_options={"SPATIAL_INDEX": "NO"},
            )
        self.stage.path.unlink()


@dataclass
class Csv:
    """CSV in UTF-8 with a byte order mark, without shapes: coordinates have columns of their own."""

    path: Path
    layer: Layer
    file: IO[str] = field(init=False)

    def __post_init__(self) -> None:
        self.file = self.path.open("w", encoding="utf-8", newline="")
        self.file.write(BYTE_ORDER_MARK)
        self._write([[each.name for each in self.layer.fields]])

    def add(self, rows: Sequence[Row]) -> None:
        """Append the rows of one page."""
        self._write([guard_formula(_written(value)) for value in row.values] for row in rows)

    def close(self) -> None:
        """End the file."""
        self.file.close()

    def _write(self, lines: Any) -> None:
        csv.writer(self.file, lineterminator="\r\n").writerows(lines)


@dataclass
class GeoJson:
    """GeoJSON in longitude and latitude. Source: RFC 7946."""

    path: Path
    layer: Layer
    file: IO[bytes] = field(init=False)
    between: bytes = b""

    def __post_init__(self) -> None:
        self.file = self.path.open("wb")
        self.file.write(b'{"type":"FeatureCollection","name":' + orjson.dumps(self.layer.name) + b',"features":[')

    def add(self, rows: Sequence[Row]) -> None:
        """Append the rows of one page."""
        for row in rows:
            self.file.write(self.between + b"\n" + orjson.dumps(_feature(self.layer.fields, row)))
            self.between = b","

    def close(self) -> None:
        """End the file."""
        self.file.write(b"\n]}\n")
        self.file.close()


@dataclass
class GeoParquet:
    """GeoParquet 1.1 in longitude and latitude, one group of rows a page. Source: geoparquet.org."""

    path: Path
    layer: Layer
    arrow: Any = field(init=False)
    writer: Any = field(init=False)

    def __post_init__(self) -> None:
        self.arrow = import_module("pyarrow")
        columns = [(each.name, self._type(each.cell)) for each in self.layer.fields]
        geo = {
            "version": "1.1.0",
            "primary_column": "geometry",
            "columns": {"geometry": {"encoding": "WKB", "geometry_types": [self.layer.geometry]}},
        }
        schema = self.arrow.schema([*columns, ("geometry", self.arrow.binary())], {b"geo": orjson.dumps(geo)})
        self.writer = import_module("pyarrow.parquet").ParquetWriter(self.path, schema)

    def _type(self, cell: Cell) -> Any:
        match cell:
            case Cell.WHOLE:
                return self.arrow.int64()
            case Cell.NUMBER:
                return self.arrow.float64()
            case Cell.FLAG:
                return self.arrow.bool_()
            case Cell.DAY:
                return self.arrow.date32()
            case Cell.INSTANT:
                return self.arrow.timestamp("ms", tz="UTC")
            case Cell.TEXT | Cell.LIST:
                return self.arrow.string()

    def add(self, rows: Sequence[Row]) -> None:
        """Append the rows of one page."""
        columns = [*zip(*(row.values for row in rows), strict=True)] or [() for _ in self.layer.fields]
        arrays = [
            self.arrow.array(_python(each.cell, column), self._type(each.cell))
            for each, column in zip(self.layer.fields, columns, strict=True)
        ]
        geometry = self.arrow.array([row.geometry for row in rows], self.arrow.binary())
        self.writer.write_batch(self.arrow.record_batch([*arrays, geometry], schema=self.writer.schema))

    def close(self) -> None:
        """End the file."""
        self.writer.close()


@dataclass(frozen=True, slots=True)
class Form:
    """A form of file. name: as addresses and file names have it; crs: None if it holds no places; needs: the package
    that it is written with, if that is an extra."""

    name: str
    title: str
    media_type: str
    crs: Crs | None
    writer: Callable[[Path, Layer], Writer]
    needs: str | None = None

    @property
    def is_offered(self) -> bool:
        """True if what it is written with is installed."""
        return self.needs is None or find_spec(self.needs) is not None


FORMS: Final[Mapping[str, Form]] = {
    each.name: each
    for each in (
        Form("gpkg", "GeoPackage", "application/geopackage+sqlite3", Crs.GRID, GeoPackage),
        Form("geojson", "GeoJSON", GEOJSON, Crs.LONGITUDE_LATITUDE, GeoJson),
        Form("fgb", "FlatGeobuf", "application/flatgeobuf", Crs.GRID, FlatGeobuf),
        Form("csv", "CSV", "text/csv", None, Csv),
        Form("parquet", "GeoParquet", "application/vnd.apache.parquet", Crs.LONGITUDE_LATITUDE, GeoParquet, "pyarrow"),
    )
}


def offered() -> Mapping[str, Form]:
    """The forms whose writers are installed, by name."""
    return {name: form for name, form in FORMS.items() if form.is_offered}


def wkb_of(geometry: Value, kind: str) -> bytes | None:
    """A geometry of GeoJSON as WKB, an outline always as one of several parts."""
    if geometry is None:
        return None
    shape = shapely.geometry.shape(geometry)
    if kind == OUTLINES and shape.geom_type == "Polygon":
        shape = shapely.MultiPolygon([shape])
    made: bytes = shapely.to_wkb(shape, byte_order=1)
    return made


def _feature(fields: Sequence[Field], row: Row) -> Values:
    geometry = None if row.geometry is None else shapely.geometry.mapping(shapely.from_wkb(row.geometry))
    properties = {
        each.name: value.split(SEPARATOR) if each.cell is Cell.LIST and value else value
        for each, value in zip(fields, row.values, strict=True)
    }
    return {"type": "Feature", "id": row.key, "geometry": geometry, "properties": properties}


def _written(value: Value) -> str:
    if isinstance(value, bool):
        return "true" if value else "false"
    return "" if value is None else str(value)


def _python(cell: Cell, column: Sequence[Value]) -> list[Value]:
    """Values as Arrow takes them."""
    read = {Cell.DAY: date.fromisoformat, Cell.INSTANT: datetime.fromisoformat}.get(cell)
    return [*column] if read is None else [None if each is None else read(each) for each in column]


def _array(cell: Cell, column: Sequence[Value]) -> tuple[Any, Any]:
    """The values of a column as numpy has them, and where they are null."""
    mask = np.array([each is None for each in column], dtype=bool)
    match cell:
        case Cell.WHOLE:
            return np.array([each or 0 for each in column], dtype="int64"), mask
        case Cell.NUMBER:
            return np.array([np.nan if each is None else each for each in column], dtype="float64"), mask
        case Cell.FLAG:
            return np.array([bool(each) for each in column], dtype=bool), mask
        case Cell.DAY:
            return np.array(["NaT" if each is None else each for each in column], dtype="datetime64[D]"), mask
        case Cell.INSTANT:
            told = ["NaT" if each is None else each.removesuffix("Z") for each in column]
            return np.array(told, dtype="datetime64[ms]"), mask
        case Cell.TEXT | Cell.LIST:
            return np.array(column, dtype=object), mask
