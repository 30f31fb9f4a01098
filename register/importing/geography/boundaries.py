"""Imports of boundary files and folders: which kind they are, and from which day they hold."""

import csv
import hashlib
import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Final

import sqlalchemy as sa

from register.errors import SetupError
from register.geo.areas import BoundaryReport, import_boundaries
from register.geo.boundary_files import READ_SUFFIXES, Feature, digest_of, read_boundaries
from register.geo.caller_geometry import as_ewkb
from register.geo.demonstration_outlines import LABEL, demonstration_features
from register.geo.map_outlines import DrawingReport, import_drawings
from register.vocabulary import AREA_PREFIXES, AreaKind

Progress = Callable[[str, int, int], None]

KIND_BY_PREFIX: Final = {prefix: kind for kind, prefixes in AREA_PREFIXES.items() for prefix in prefixes}
# Wider areas first, so that each narrower one finds what it lies in.
ORDER: Final = (AreaKind.COUNTRY, AreaKind.REGION, AreaKind.FORCE, AreaKind.AUTHORITY)
DRAWING_NAME = re.compile("simplified", re.IGNORECASE)
MANIFEST_NAME: Final = "manifest.csv"
# What its licence asks to be shown wherever a boundary is drawn, unless another source is given.
SOURCE: Final = "Source: Office for National Statistics licensed under the Open Government Licence v.3.0"
MOST_OVERLAPS_SHOWN: Final = 10
MANIFEST_COLUMNS: Final = ("file", "valid_from", "source")


@dataclass(frozen=True, slots=True)
class BoundaryFile:
    """A file as read: what it is for, from which day, and whose it is."""

    path: Path
    kind: AreaKind
    features: Sequence[Feature]
    passed_over: int
    valid_from: date | None
    source: str

    @property
    def is_for_drawing(self) -> bool:
        """True if the file holds simplified outlines, which never decide anything."""
        return DRAWING_NAME.search(self.path.name) is not None


@dataclass(frozen=True, slots=True)
class Imported:
    """The outcome of one file. passed_over: how many of its areas are of other countries."""

    name: str
    report: BoundaryReport | DrawingReport
    passed_over: int = 0

    def lines(self) -> list[str]:
        """The outcome as lines of text: the sums first, then whatever there is to tell."""
        changed, unchanged = len(self.report.changed), len(self.report.unchanged)
        areas = "area" if changed == 1 else "areas"
        told = drawing_told(self.report) if isinstance(self.report, DrawingReport) else boundaries_told(self.report)
        passed = [f"passed over, of other countries: {self.passed_over:,}"] * bool(self.passed_over)
        return [
            f"{self.name}: {changed:,} {areas} changed, {unchanged:,} unchanged",
            *(f"  {line}" for line in (*passed, *told)),
        ]


def boundaries_told(report: BoundaryReport) -> list[str]:
    """What an import of boundaries has to tell beside its sums."""
    links, overlaps = report.links, report.overlaps
    began = sum(move.was is None for move in links.moves)
    ended = sum(move.now is None for move in links.moves)
    lines = {
        f"repaired: {', '.join(report.mended)}": report.mended,
        f"ended, with a successor: {', '.join(report.retired)}": report.retired,
        f"homes looked at: {links.homes:,}; links that began: {began:,}, ended: {ended:,}; "
        f"buildings on a line: {links.on_edge:,}, in no force: {links.in_no_force:,}": links.homes,
        f"overlapping pairs: {len(overlaps):,}, {sum(each.area_km2 for each in overlaps):,.1f} square kilometres": (
            overlaps
        ),
    }
    pairs = [f"  {each.code} and {each.other}: {each.area_km2:,.1f} square kilometres" for each in overlaps]
    return [*(line for line, told in lines.items() if told), *pairs[:MOST_OVERLAPS_SHOWN]]


def drawing_told(report: DrawingReport) -> list[str]:
    """What an import of drawings has to tell beside its sums."""
    return [f"left out, because the register has no such area: {', '.join(report.left_out)}"] * bool(report.left_out)


@dataclass(frozen=True, slots=True)
class Told:
    """What the manifest of a folder says of one file."""

    valid_from: date
    source: str


def import_boundary_file(
    connection: sa.Connection,
    path: Path,
    *,
    kind: AreaKind | None = None,
    valid_from: date | None = None,
    source: str | None = None,
    on: date | None = None,
    progress: Progress | None = None,
) -> Imported:
    """Import one file: as drawings if its name says simplified, otherwise as boundaries.

    kind: by the codes, unless given. source: SOURCE, unless given. on: today, unless told.
    Raises: SetupError.
    """
    return _bring_in(connection, _read(path, kind, valid_from, source=source), on, progress=progress)


def import_boundary_folder(
    connection: sa.Connection,
    folder: Path,
    valid_from: date | None = None,
    *,
    on: date | None = None,
    progress: Progress | None = None,
) -> list[Imported]:
    """Import every boundary file of a folder, boundaries before drawings.

    valid_from: for the files that manifest.csv (file,valid_from,source) does not name.
    Raises: SetupError.
    """
    paths = sorted(path for path in _listed(folder) if path.suffix.lower() in READ_SUFFIXES)
    if not paths:
        raise SetupError(f"{folder} has no GeoJSON, GeoPackage or Shapefile.")
    told = _manifest(folder, {path.name for path in paths})
    files = []
    for path in paths:
        known = told.get(path.name)
        files.append(
            _read(path, None, known.valid_from if known else valid_from, source=known.source if known else None)
        )
    files.sort(key=lambda file: (file.is_for_drawing, ORDER.index(file.kind), file.path.name))
    return [_bring_in(connection, file, on, progress=progress) for file in files]


def import_demonstration_outlines(
    connection: sa.Connection, valid_from: date, *, on: date | None = None, progress: Progress | None = None
) -> list[Imported]:
    """Import the demonstration's own outlines, as boundaries and as drawings, labelled as such."""
    features = demonstration_features()
    imported = []
    for kind in (kind for kind in ORDER if kind in features):
        report = import_boundaries(
            connection,
            features[kind],
            kind=kind,
            valid_from=valid_from,
            source=LABEL,
            digest=hashlib.sha256(b"".join(as_ewkb(feature.geometry) for feature in features[kind])).hexdigest(),
            is_demonstration=True,
            on=on,
            progress=_named(progress, f"{LABEL}s: {kind}"),
        )
        imported.append(Imported(f"{LABEL}s: {kind}", report))
        import_drawings(connection, features[kind], LABEL)
    return imported


def _listed(folder: Path) -> list[Path]:
    if not folder.is_dir():
        raise SetupError(f"{folder} is not a folder.")
    return list(folder.iterdir())


def _read(path: Path, kind: AreaKind | None, valid_from: date | None, *, source: str | None) -> BoundaryFile:
    read = read_boundaries(path)
    kind = kind or _kind(path, read.features)
    return BoundaryFile(path, kind, read.features, read.passed_over, valid_from, source or SOURCE)


def _kind(path: Path, features: Sequence[Feature]) -> AreaKind:
    unknown = sorted({feature.code[:3] for feature in features} - KIND_BY_PREFIX.keys())
    if unknown:
        raise SetupError(
            f"{path.name} has codes that begin with {unknown[0]}. They are not police forces, regions or local "
            "authorities with children's services. Use counties and unitary authorities, not districts."
        )
    kinds = sorted({KIND_BY_PREFIX[feature.code[:3]] for feature in features})
    if len(kinds) > 1:
        raise SetupError(f"{path.name} has areas of several kinds: {', '.join(kinds)}.")
    return kinds[0]


def _bring_in(connection: sa.Connection, file: BoundaryFile, on: date | None, *, progress: Progress | None) -> Imported:
    if file.is_for_drawing:
        return Imported(file.path.name, import_drawings(connection, file.features, file.source), file.passed_over)
    if file.valid_from is None:
        raise SetupError(
            f"When do the boundaries in {file.path.name} start? Use --from, or add {MANIFEST_NAME} to its folder."
        )
    report = import_boundaries(
        connection,
        file.features,
        kind=file.kind,
        valid_from=file.valid_from,
        source=file.source,
        digest=digest_of(file.path),
        is_demonstration=False,
        on=on,
        progress=_named(progress, file.path.name),
    )
    return Imported(file.path.name, report, file.passed_over)


def _named(progress: Progress | None, name: str) -> Callable[[int, int], None] | None:
    if progress is None:
        return None
    return lambda done, total: progress(name, done, total)


def _manifest(folder: Path, names: set[str]) -> dict[str, Told]:
    path = folder / MANIFEST_NAME
    if not path.exists():
        return {}
    with path.open(encoding="utf-8-sig", newline="") as file:
        rows = list(csv.DictReader(file))
    if rows and not set(MANIFEST_COLUMNS) <= rows[0].keys():
        raise SetupError(f"{MANIFEST_NAME} needs the columns {', '.join(MANIFEST_COLUMNS)}.")
    for row in rows:
        if row["file"] not in names:
            raise SetupError(f"{MANIFEST_NAME} names {row['file']}, which is not in the folder.")
    return {row["file"]: Told(_day(row["file"], row["valid_from"]), row["source"] or row["file"]) for row in rows}


def _day(name: str, text: str | None) -> date:
    try:
        return date.fromisoformat(text or "")
    except ValueError:
        raise SetupError(f"{MANIFEST_NAME}: valid_from of {name} must be a date such as 2025-04-01.") from None
