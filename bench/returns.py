"""`python -m bench.returns`: how long a return of any size takes to be read, staged and checked, and in what memory.

The children, their placements and their episodes are invented here: as many as an authority of that size would have.
A CSV file is measured twice: by the operator's command, and under the authority's own role, which the second wall
holds; spreadsheets under that role.
"""

import argparse
import os
import resource
import sys
import tempfile
import time
import zipfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path

import sqlalchemy as sa
from openpyxl import Workbook

from bench.servers import own_settings
from register.database import private_server
from register.database.connections import with_driver
from register.database.private_server import Cluster
from register.importing.returns.form import open_return
from register.importing.returns.intake import Sent, bring_in, sign_return
from register.maintenance.migrate import API_LOGIN, migrate
from register.policy.roles import role_of
from register.settings import settings
from register.sql.write.rows import take_on
from register.vocabulary import Agency, ReturnChannel, ReturnKind

DATABASE, AUTHORITY, YEAR = "register_bench_returns", "E06000001", date(2024, 4, 1)
ROWS_OF_A_CHILD = 7
WAYS = ("operator's command", "authority's own role")
HEADER = ("CHILD", "DOB", "MISSING", "MIS_START", "MIS_END")
ODS_NAMES = "".join(
    f' xmlns:{each}="urn:oasis:names:tc:opendocument:xmlns:{each}:1.0"' for each in ("office", "table", "text")
)
ODS_HEAD = f"<office:document-content{ODS_NAMES}><office:body><office:spreadsheet><table:table table:name='1'>"
ODS_TAIL = "</table:table></office:spreadsheet></office:body></office:document-content>"
# Of the rows, one in so many says something that the register does not: another day, an unknown child.
ONE_WRONG_IN = 50
AREAS = """
insert into register.area (code, kind, name, country, valid_from) values
    ('E12000001', 'region', 'Bench', 'England', '2000-01-01'), ('E23000001', 'force', 'Bench', 'England', '2000-01-01'),
    (:authority, 'authority', 'Bench', 'England', '2000-01-01')
"""
CHILDREN = """
with made as (
    select gen_random_uuid() as id, n from generate_series(1, :children) as n
), child as (
    insert into register.child (id, responsible_authority_code) select id, :authority from made
), minimum as (
    insert into register.child_minimum (child_id, name, date_of_birth, sex)
    select id, 'Child ' || n, date '2008-01-01' + n % 3000, 'female' from made
), placed as (
    insert into register.placement (child_id, kind, host_authority_code, started_on)
    select id, 'foster_care', :authority, '2023-01-01' from made
)
insert into register.child_identity (child_id, authority_reference) select id, 'B' || n from made
"""
# Links are as the triggers of the tables would write them, which take longer than a bench for so many rows.
QUIETLY = "set local session_replication_role = replica"
LINKS = tuple(
    f"insert into register.{kind}_reach ({kind}_id, area_code, how, valid_from)"  # noqa: S608 - three names
    f" select id, :authority, 'responsible', '2020-01-01' from register.{table}"
    for kind, table in (("child", "child"), ("placement", "placement"), ("episode", "missing_episode"))
)
EPISODES = """
with made as (
    select gen_random_uuid() as id, i.child_id,
           timestamptz '2024-04-02 12:00+00' + (k * 50 || ' days')::interval as began
      from register.child_identity i cross join generate_series(0, :most) as k
), episode as (
    insert into register.missing_episode (
        id, kind, setting, status, owning_force_code, responsible_authority_code, started_at, ended_at)
    select id, 'missing', 'care', 'closed', 'E23000001', :authority, began, began + interval '1 day' from made
)
insert into register.episode_child (episode_id, child_id) select id, child_id from made
"""


@dataclass(frozen=True)
class Measured:
    """What one return took. peak_mb: the most memory that this process has had."""

    rows: int
    way: str
    seconds: float
    peak_mb: float
    findings: int


def main() -> int:
    """Measure each size, both ways, and print a table."""
    parser = argparse.ArgumentParser(prog="python -m bench.returns", description=__doc__)
    parser.add_argument("--rows", type=int, nargs="*", default=[10_000, 100_000], help="the sizes to measure")
    parser.add_argument("--forms", nargs="*", default=[*WRITERS], choices=[*WRITERS], help="the forms of file")
    given = parser.parse_args()
    sizes = given.rows
    os.environ.update(own_settings())
    settings.cache_clear()
    with private_server.running() as cluster, tempfile.TemporaryDirectory() as folder:
        for size in sizes:
            with _register_of(cluster, size) as owner:
                for form in given.forms:
                    path = Path(folder) / f"missing.{form}"
                    WRITERS[form](path, size)
                    for way in WAYS if form == "csv" else WAYS[1:]:
                        _print(_measure(cluster, owner, path, way=way, rows=size))
    return 0


def _row(number: int) -> tuple[str, date, str, date, date]:
    """A row of the missing module: each child some times within the year."""
    child, turn = divmod(number, ROWS_OF_A_CHILD)
    born = date(2008, 1, 1) + timedelta(days=(child + 1) % 3000)
    began = date(2024, 4, 2) + timedelta(days=50 * turn + (number % ONE_WRONG_IN == 0))
    ended = began + timedelta(days=1)
    name = f"X{child}" if number % ONE_WRONG_IN == 1 else f"B{child + 1}"
    return name, born, "M", began, ended


def _write_csv(path: Path, rows: int) -> None:
    with path.open("w", newline="") as file:
        file.write(",".join(HEADER) + "\r\n")
        for number in range(rows):
            name, born, kind, began, ended = _row(number)
            file.write(f"{name},{born:%d/%m/%Y},{kind},{began:%d/%m/%Y},{ended:%d/%m/%Y}\r\n")


def _write_xlsx(path: Path, rows: int) -> None:
    book = Workbook(write_only=True)
    sheet = book.create_sheet()
    sheet.append(HEADER)
    for number in range(rows):
        sheet.append(_row(number))
    book.save(path)


def _write_ods(path: Path, rows: int) -> None:
    """As LibreOffice writes it; the libraries that write this form hold all of it."""
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive, archive.open("content.xml", "w") as file:
        file.write(ODS_HEAD.encode())
        for number in range(-1, rows):
            values: Sequence[str | date] = HEADER if number < 0 else _row(number)
            file.write(
                f'<table:table-row table:style-name="ro1">{"".join(map(_ods_cell, values))}</table:table-row>'.encode()
            )
        file.write(ODS_TAIL.encode())


def _ods_cell(value: str | date) -> str:
    if isinstance(value, str):
        return f'<table:table-cell office:value-type="string"><text:p>{value}</text:p></table:table-cell>'
    return (
        f'<table:table-cell table:style-name="ce1" office:value-type="date" office:date-value="{value}">'
        f"<text:p>{value:%d/%m/%Y}</text:p></table:table-cell>"
    )


WRITERS = {"csv": _write_csv, "xlsx": _write_xlsx, "ods": _write_ods}


@contextmanager
def _register_of(cluster: Cluster, rows: int) -> Iterator[sa.Engine]:
    cluster.drop_database(DATABASE)
    cluster.ensure_database(DATABASE)
    owner = sa.create_engine(with_driver(cluster.url(DATABASE), "postgresql+psycopg"), poolclass=sa.pool.NullPool)
    with owner.connect() as connection:
        migrate(connection)
        connection.execute(sa.text(f"alter role {API_LOGIN} login"))
        connection.commit()
    with owner.begin() as connection:
        children = -(-rows // ROWS_OF_A_CHILD)
        connection.execute(sa.text(AREAS), {"authority": AUTHORITY})
        connection.execute(sa.text(QUIETLY))
        connection.execute(sa.text(CHILDREN), {"authority": AUTHORITY, "children": children})
        connection.execute(sa.text(EPISODES), {"authority": AUTHORITY, "most": ROWS_OF_A_CHILD - 1})
        for statement in LINKS:
            connection.execute(sa.text(statement), {"authority": AUTHORITY})
    with owner.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
        connection.execute(sa.text("vacuum analyze"))
    yield owner
    owner.dispose()
    cluster.drop_database(DATABASE)


def _measure(cluster: Cluster, owner: sa.Engine, path: Path, *, way: str, rows: int) -> Measured:
    login = with_driver(cluster.url(DATABASE, user=API_LOGIN), "postgresql+psycopg")
    engine = owner if way.startswith("operator") else sa.create_engine(login, poolclass=sa.pool.NullPool)
    began = time.monotonic()
    with engine.begin() as connection, open_return(path) as opened:
        if engine is not owner:
            take_on(connection, role_of(Agency.LOCAL_AUTHORITY))
        sign_return(connection, "bench", authority=AUTHORITY, reason="a bench")
        sent = Sent(ReturnKind.MISSING_YEARLY, AUTHORITY, YEAR, ReturnChannel.COMMAND_LINE, name=path.name)
        done = bring_in(connection, sent, opened.rows(), tell=_tell)
    seconds = time.monotonic() - began
    peak_mb = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    way = f"{path.suffix.removeprefix('.')}, {way}"
    return Measured(rows, way, seconds, peak_mb, done.totals.errors + done.totals.queries)


def _tell(name: str, done: int, total: int) -> None:
    sys.stderr.write(f"\r{name}: {done:,} of {total:,}   ")


def _print(measured: Measured) -> None:
    sys.stderr.write("\n")
    sys.stdout.write(
        f"| {measured.rows:,} | {measured.way} | {measured.seconds:.1f} | {measured.peak_mb:.0f} |"
        f" {measured.findings:,} |\n"
    )
    sys.stdout.flush()


if __name__ == "__main__":
    sys.exit(main())
