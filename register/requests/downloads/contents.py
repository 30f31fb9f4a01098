"""The rows of a downloaded file as it is now, whichever program has written to it since."""

import csv
from collections.abc import Callable, Iterator, Mapping, Sequence
from importlib import import_module
from pathlib import Path
from typing import Any, Final

import orjson
import pyogrio
import shapely
from pyogrio.raw import read

from register.errors import SetupError
from register.open_types import Values
from register.requests.downloads.columns import Field, Row, plain
from register.requests.downloads.forms import Layer, wkb_of
from register.rules.text import unguard_formula

BATCH: Final = 10_000
NO_PARQUET: Final = "Install pyarrow to check GeoParquet: pip install 'register[geoparquet]'."


def rows_of(path: Path, form: str, layer: Layer, *, key: str) -> Iterator[Row]:
    """Each row of a file. key: the column that names it. Raises: SetupError if the file cannot be read as its form."""
    try:
        for values, geometry in READERS[form](path, layer):
            told = _plain(values, layer.fields)
            yield Row(str(values.get(key)), told, geometry)
    except SetupError:
        raise
    except Exception as fault:
        raise SetupError(f"{path.name} cannot be read as {form}: {type(fault).__name__}.") from fault


def _plain(values: Values, fields: Sequence[Field]) -> tuple[Any, ...]:
    """The values of the signed columns. One that is no longer of its kind is given as its text, and so differs."""
    told = []
    for each in fields:
        value = values.get(each.name)
        try:
            told.append(plain(value, each.cell))
        except (ValueError, TypeError, KeyError):
            told.append(str(value))
    return tuple(told)


def _layers(path: Path, layer: Layer) -> Iterator[tuple[Values, bytes | None]]:
    """The rows of a GeoPackage or a FlatGeobuf."""
    known = pyogrio.read_info(path, layer=layer.name, force_feature_count=True)
    for skipped in range(0, known["features"], BATCH):
        about, _, geometries, columns = read(
            path, layer=layer.name, skip_features=skipped, max_features=BATCH, datetime_as_string=True
        )
        for number, geometry in enumerate(geometries):
            values = {name: column[number] for name, column in zip(about["fields"], columns, strict=True)}
            yield values, None if geometry is None else shapely.to_wkb(shapely.from_wkb(geometry), byte_order=1)


def _features(path: Path, layer: Layer) -> Iterator[tuple[Values, bytes | None]]:
    for each in orjson.loads(path.read_bytes())["features"]:
        yield each["properties"], wkb_of(each["geometry"], layer.geometry)


def _lines(path: Path, layer: Layer) -> Iterator[tuple[Values, bytes | None]]:
    with path.open(encoding="utf-8-sig", newline="") as file:
        for line in csv.DictReader(file, strict=True):
            yield {name: unguard_formula(value or "") for name, value in line.items()}, None


def _groups(path: Path, layer: Layer) -> Iterator[tuple[Values, bytes | None]]:
    try:
        parquet = import_module("pyarrow.parquet")
    except ImportError:
        raise SetupError(NO_PARQUET) from None
    with parquet.ParquetFile(path) as file:
        for batch in file.iter_batches(BATCH):
            for values in batch.to_pylist():
                yield values, values.pop("geometry", None)


READERS: Final[Mapping[str, Callable[[Path, Layer], Iterator[tuple[Values, bytes | None]]]]] = {
    "gpkg": _layers,
    "fgb": _layers,
    "geojson": _features,
    "csv": _lines,
    "parquet": _groups,
}
