"""Where postcodes lie, as the Office for National Statistics or Ordnance Survey publishes it."""

import re
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import chain, islice
from pathlib import Path
from typing import Final, NamedTuple

import sqlalchemy as sa

from register.database.connections import psycopg_below
from register.errors import SetupError
from register.geo.crs import to_grid
from register.importing.files.csv_stream import Progress, Stream, open_stream
from register.importing.files.csv_table import RowProblem
from register.importing.files.headings import header_key, printable
from register.importing.files.report import MOST_LISTED, ImportRefused, Report, Written
from register.importing.files.row_outcomes import Fate, Outcome
from register.rules.home import normalise_postcode, postcode_has_form
from register.rules.problem import Problem
from register.tables.postcodes import GRID_EAST_M, GRID_NORTH_M

LeaveOut = Callable[[Outcome], None]

# The column of each fact, by the names that the directories and lookups have given it, the surest first.
NAMES: Final[Mapping[str, Sequence[str]]] = {
    "postcode": ("pcds", "pcd", "pcd7", "postcode"),
    "easting": ("oseast1m", "east1m", "easting", "eastings"),
    "northing": ("osnrth1m", "north1m", "northing", "northings"),
    "longitude": ("long", "lon", "longitude"),
    "latitude": ("lat", "latitude"),
    "ended": ("doterm",),
    "quality": ("osgrdind", "gridind"),
}
GRID, DEGREES = ("easting", "northing"), ("longitude", "latitude")
# Code-Point Open has no header: postcode, quality, easting, northing, and codes of areas.
CODE_POINT: Final = {"postcode": 0, "quality": 1, "easting": 2, "northing": 3}

NO_PLACE = "no grid reference"
OTHER_GRID = "Northern Ireland, which has its own grid"
OLD_FORM = "postcode in a form no longer used"
# Of the directories and of Code-Point Open.
WITHOUT_PLACE = frozenset({"9", "90"})
NOWHERE = frozenset({("", ""), ("0", "0"), ("0.000000", "99.999999")})
NORTHERN_IRELAND = re.compile(r"BT[0-9]")
# NPT, which was Newport, and GIR 0AA, which was a bank.
THREE_LETTERS = re.compile(r"[A-Z]{3} [0-9][A-Z]{2}")
METRES = re.compile(r"[0-9]{1,7}(\.[0-9]{1,3})?")
ANGLE = re.compile(r"-?[0-9]{1,3}(\.[0-9]{1,18})?")
MONTH = re.compile(r"((?:19|20)[0-9]{2})(0[1-9]|1[0-2])")

BATCH = 10_000

MAKE_GIVEN = """
drop table if exists pg_temp.given_postcode;
create temporary table given_postcode (
    line integer not null, postcode text not null, easting float8 not null, northing float8 not null, ended_on date
) on commit drop
"""
NOTHING: Final = r"\N"
COPY_GIVEN = "copy pg_temp.given_postcode (line, postcode, easting, northing, ended_on) from stdin"
REPEATED = """
select g.line, r.first
  from pg_temp.given_postcode g
  join (select postcode, min(line) as first from pg_temp.given_postcode group by postcode having count(*) > 1) r
    on r.postcode = g.postcode and g.line > r.first
 order by g.line
"""
FORGET_REPEATED = """
delete from pg_temp.given_postcode g
 using (select postcode, min(line) as first from pg_temp.given_postcode group by postcode having count(*) > 1) r
 where r.postcode = g.postcode and g.line > r.first
"""
# A row that is held already is not touched, so that the same file again leaves no dead rows behind.
WRITE = """
with wanted as (
    select g.postcode, g.easting, g.northing, held.postcode is null as is_new,
           case when :tells_end then g.ended_on else held.ended_on end as ended_on,
           (held.easting, held.northing, held.ended_on) as before
      from pg_temp.given_postcode g
      left join register.postcode held on held.postcode = g.postcode
), different as materialized (
    select postcode, easting, northing, ended_on, is_new
      from wanted
     where is_new or before is distinct from (easting, northing, ended_on)
), written as (
    insert into register.postcode (postcode, easting, northing, ended_on, source)
    select postcode, easting, northing, ended_on, :source
      from different
        on conflict (postcode) do update
       set easting = excluded.easting, northing = excluded.northing, ended_on = excluded.ended_on,
           source = excluded.source, recorded_at = excluded.recorded_at
)
select count(*) filter (where is_new) as added, count(*) filter (where not is_new) as changed from different
"""


@dataclass(frozen=True, slots=True)
class Columns:
    """Where a file keeps what is read of it. place: of each fact; axes: of the position, east before north.

    tells_end: whether the file says which postcodes have ended, if only by leaving them out.
    """

    width: int
    place: Mapping[str, int]
    axes: tuple[str, str]
    headers: Mapping[str, str]
    tells_end: bool

    @property
    def in_degrees(self) -> bool:
        """True if positions are longitude and latitude, and not on the grid."""
        return self.axes == DEGREES


class Place(NamedTuple):
    """One postcode as a file gives it. east, north: metres, or degrees until they are put on the grid."""

    line: int
    postcode: str
    east: float
    north: float
    ended_on: str | None


@dataclass(slots=True)
class Reading:
    """What has been read of a file so far. problems: only the first, because there may be as many as rows."""

    leave_out: LeaveOut
    headers: Mapping[str, str] = field(default_factory=dict)
    read: int = 0
    refused: int = 0
    skipped: Counter[str] = field(default_factory=Counter)
    problems: list[RowProblem] = field(default_factory=list)

    def skip(self, line: int, reason: str) -> None:
        """Pass a row over."""
        self.skipped[reason] += 1
        self.leave_out(Outcome(line, None, Fate.SKIPPED, detail=reason))

    def refuse(self, line: int, problem: Problem) -> None:
        """Refuse a row."""
        column = self.headers.get(problem.field or "")
        self.refused += 1
        if len(self.problems) < MOST_LISTED:
            self.problems.append(RowProblem(line, column, problem))
        fields = (column,) if column else ()
        self.leave_out(Outcome(line, None, Fate.REFUSED, fields, (problem.code,), problem.message))

    def report(self, written: Written) -> Report:
        """The outcome of each row."""
        taken = self.read - self.refused - self.skipped.total()
        return Report(
            self.read,
            added=written.added,
            changed=written.changed,
            unchanged=taken - written.added - written.changed,
            refused=self.refused,
            skipped=self.skipped,
            problems=sorted(self.problems, key=lambda problem: problem.line),
        )


def import_postcodes(
    connection: sa.Connection, path: Path, *, partial: bool, leave_out: LeaveOut, progress: Progress
) -> Report:
    """Import the positions of the postcodes in a file; a postcode that the file leaves out is not changed.

    partial: take the good rows if others are refused; leave_out: called with each row that is not taken; progress:
    called with the megabytes read and their total. The caller commits. Raises: SetupError; the caller rolls back.
    """
    reading = Reading(leave_out)
    connection.execute(sa.text(MAKE_GIVEN))
    with open_stream(path, progress) as stream:
        columns = _stage(connection, stream, reading)
    connection.execute(sa.text("analyze pg_temp.given_postcode"))
    _refuse_repeated(connection, reading)
    if reading.refused and not partial:
        raise ImportRefused(reading.report(Written()))
    bound = {"source": printable(path.name)[:200], "tells_end": columns.tells_end}
    added, changed = connection.execute(sa.text(WRITE), bound).one()
    connection.execute(sa.text("analyze register.postcode"))
    return reading.report(Written(added, changed))


def _stage(connection: sa.Connection, stream: Stream, reading: Reading) -> Columns:
    """Bring the rows that are right into the database, some at a time, beside the table that they are for."""
    first = next(stream.records, None)
    if first is None:
        raise SetupError(f"{stream.name} is empty.")
    has_header = not _has_form(first[1][0] if first[1] else "")
    columns = _columns(stream.name, first[1]) if has_header else _code_point(first[1])
    reading.headers = columns.headers
    records = stream.records if has_header else chain([first], stream.records)
    with psycopg_below(connection, "Postcodes are loaded").cursor() as cursor, cursor.copy(COPY_GIVEN) as copy:
        while batch := list(islice(records, BATCH)):
            copy.write("".join(map(_copied, _placed(list(_places(batch, columns, reading)), columns, reading))))
    if not reading.read:
        raise SetupError(f"{stream.name} has no rows below its header.")
    return columns


def _columns(name: str, header: Sequence[str]) -> Columns:
    keys = [header_key(each) for each in header]
    found = {fact: next((key for key in names if key in keys), None) for fact, names in NAMES.items()}
    place = {fact: keys.index(key) for fact, key in found.items() if key is not None}
    axes = next((axes for axes in (GRID, DEGREES) if place.keys() >= {*axes}), None)
    if "postcode" not in place or axes is None:
        raise SetupError(f"{name} needs the columns pcds, and oseast1m with osnrth1m or lat with long.")
    repeated = sorted(key for key in found.values() if key is not None and keys.count(key) > 1)
    if repeated:
        raise SetupError(f"{name} has more than one column named: {', '.join(repeated)}.")
    headers = {fact: printable(header[at]) for fact, at in place.items()}
    return Columns(len(header), place, axes, headers, "ended" in place)


def _code_point(first: Sequence[str]) -> Columns:
    if len(first) <= max(CODE_POINT.values()):
        raise SetupError("The file has too few columns for a file without a header, which must be Code-Point Open.")
    return Columns(len(first), CODE_POINT, GRID, {fact: fact for fact in CODE_POINT}, tells_end=True)


def _places(batch: Sequence[tuple[int, list[str]]], columns: Columns, reading: Reading) -> Iterator[Place]:
    for line, record in batch:
        if not any(map(str.strip, record)):
            continue
        reading.read += 1
        read = _read(line, record, columns)
        match read:
            case Place():
                yield read
            case Problem():
                reading.refuse(line, read)
            case str():
                reading.skip(line, read)


def _read(line: int, record: Sequence[str], columns: Columns) -> Place | Problem | str:
    """A row as a place, or what is wrong with it, or why it is skipped."""
    if len(record) != columns.width:
        message = f"The row has {len(record)} cells but needs {columns.width}."
        return Problem("RULE_ROW_SHAPE", message)
    cell = {fact: record[at].strip() for fact, at in columns.place.items()}
    postcode = normalise_postcode(cell["postcode"])
    if wrong := postcode_has_form(postcode):
        return OLD_FORM if THREE_LETTERS.fullmatch(postcode) else wrong
    if NORTHERN_IRELAND.match(postcode):
        return OTHER_GRID
    east, north = (cell[axis] for axis in columns.axes)
    if cell.get("quality") in WITHOUT_PLACE or (east, north) in NOWHERE:
        return NO_PLACE
    for axis in columns.axes:
        if not (ANGLE if columns.in_degrees else METRES).fullmatch(cell[axis]):
            return Problem("RULE_POSITION_FORM", "Enter a number of metres or degrees.", axis)
    ended = cell.get("ended", "")
    month = MONTH.fullmatch(ended)
    if ended and not month:
        return Problem("RULE_DATE", "Enter a month such as 202503.", "ended")
    return Place(line, postcode, float(east), float(north), f"{month[1]}-{month[2]}-01" if month else None)


def _placed(places: Sequence[Place], columns: Columns, reading: Reading) -> Iterator[Place]:
    """The places that lie on the grid, in its metres."""
    if columns.in_degrees and places:
        pairs = zip(*to_grid([p.east for p in places], [p.north for p in places]), strict=True)
        places = [p._replace(east=float(e), north=float(n)) for p, (e, n) in zip(places, pairs, strict=True)]
    for place in places:
        # What is outside the register's area altogether has no number on the grid, and fails both.
        if 0 <= place.east <= GRID_EAST_M and 0 <= place.north <= GRID_NORTH_M:
            yield place
        else:
            outside = Problem("RULE_POSITION_OUTSIDE", "The position is not on the British National Grid.")
            reading.refuse(place.line, outside)


def _copied(place: Place) -> str:
    """A row of COPY: each value has been read as a number, a day or a postcode, and holds nothing to escape."""
    return f"{place.line}\t{place.postcode}\t{place.east!r}\t{place.north!r}\t{place.ended_on or NOTHING}\n"


def _refuse_repeated(connection: sa.Connection, reading: Reading) -> None:
    before = reading.refused
    for line, first in connection.execute(sa.text(REPEATED), execution_options={"yield_per": BATCH}):
        reading.refuse(line, Problem("RULE_DUPLICATE_ROW", f"Line {first} already has this postcode.", "postcode"))
    if reading.refused > before:
        connection.execute(sa.text(FORGET_REPEATED))


def _has_form(text: str) -> bool:
    return postcode_has_form(normalise_postcode(text)) is None
