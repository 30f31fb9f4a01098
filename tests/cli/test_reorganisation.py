"""The command that ends an area: tried first, then done, and refused while a record has no new area."""

from datetime import date

import pytest
import sqlalchemy as sa

from register.cli.reorganisation import end_area, read_assigned
from register.database.connections import with_driver
from register.errors import SetupError
from register.settings import settings
from register.vocabulary import AreaKind
from tests.support.invented_ground import create_areas, create_home, derive, square

DAY = date(2025, 4, 1)
OLD, WEST, EAST = "E10000996", "E06000997", "E06000998"


@pytest.fixture
def database(cluster, template, worker, monkeypatch):
    """An engine on a database with a county, the authorities that replace it, and a home known by the county alone."""
    name = f"reorganised_{worker}"
    cluster.clone_database(template, name)
    monkeypatch.setenv("REGISTER_MIGRATION_URL", cluster.url(name))
    settings.cache_clear()
    engine = sa.create_engine(with_driver(cluster.url(name), "postgresql+psycopg"), poolclass=sa.pool.NullPool)
    with engine.begin() as connection:
        create_areas(connection, AreaKind.AUTHORITY, [square(OLD, 400_000, 300_000, side=2_000)])
        new = [square(WEST, 400_000, 300_000), square(EAST, 401_000, 300_000)]
        create_areas(connection, AreaKind.AUTHORITY, new, valid_from=DAY)
        derive(connection, create_home(connection, "2900001", authority=OLD))
    yield engine
    engine.dispose()
    monkeypatch.undo()
    settings.cache_clear()
    cluster.drop_database(name)


def authority_of(engine):
    with engine.connect() as connection:
        return connection.scalar(sa.text("select authority_code from register.home where urn = '2900001'"))


def test_a_trial_tells_what_moves_and_writes_nothing_and_then_it_is_written_and_signed(database, capsys):
    end_area(OLD, [WEST], DAY, assign=None, writes=False)
    tried, before = capsys.readouterr().out, authority_of(database)
    end_area(OLD, [WEST], DAY, assign=None, writes=True)

    written = capsys.readouterr().out
    assert tried.splitlines() == [
        "E10000996 ends. From 2025-04-01 it is replaced by E06000997.",
        "links of homes that began: 1, ended: 1",
        "known only by the area, homes: 1",
        "ground that no successor covers: 3.0 square kilometres",
        "Nothing was written. Use --apply to write it.",
    ]
    assert tried.startswith(written)
    assert (before, authority_of(database)) == (OLD, WEST)
    with database.connect() as connection:
        signed = connection.scalars(sa.text("select distinct reason from register.entry_author")).all()
    assert "reorganisation of E10000996" in signed


def test_nothing_is_written_while_a_record_could_go_to_several_areas(database, tmp_path, capsys):
    file = tmp_path / "assigned.csv"
    file.write_text("key,area\n2900001,E06000998\n")

    with pytest.raises(SetupError, match=r"1 record has no new area\. Name one for each with --assign"):
        end_area(OLD, [WEST, EAST], DAY, assign=None, writes=True)
    named, before = capsys.readouterr().out, authority_of(database)
    end_area(OLD, [WEST, EAST], DAY, assign=file, writes=True)

    assert "  homes: 2900001" in named.splitlines()
    assert (before, authority_of(database)) == (OLD, EAST)


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("urn,area\n2900001,E06000998\n", "needs the columns key, area"),
        ("key,area\n2900001,\n", "Line 2 of assigned.csv"),
        ("key,area\n2900001,E06000998\n2900001,E06000997\n", "Line 3 of assigned.csv"),
    ],
)
def test_a_file_that_does_not_say_where_each_record_goes_is_refused(tmp_path, text, words):
    file = tmp_path / "assigned.csv"
    file.write_text(text)

    with pytest.raises(SetupError, match=words):
        read_assigned(file)
