"""Commands that bring in files: a report of what was done, one line where nothing was, and nothing half done."""

from datetime import date

import pytest
import sqlalchemy as sa

from register.commands.imports import bring_in_boundaries, bring_in_homes, bring_in_inspections
from register.database import with_driver
from register.errors import SetupError
from register.settings import settings
from register.vocabulary import AreaKind

DAY = date(2023, 12, 1)


@pytest.fixture
def database(cluster, template, worker, monkeypatch):
    """An engine on a database of the test's own, to which the commands go."""
    name = f"imports_{worker}"
    cluster.clone_database(template, name)
    monkeypatch.setenv("REGISTER_MIGRATION_URL", cluster.url(name))
    settings.cache_clear()
    engine = sa.create_engine(with_driver(cluster.url(name), "postgresql+psycopg"), poolclass=sa.pool.NullPool)
    yield engine
    engine.dispose()
    monkeypatch.undo()
    settings.cache_clear()
    cluster.drop_database(name)


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

    bring_in_boundaries(file, AreaKind.FORCE, DAY, "a test")

    assert "1 areas changed, 0 unchanged" in capsys.readouterr().out
    assert rows(database, "area_version") == 1


def test_the_same_boundaries_change_nothing_the_second_time(database, tmp_path, capsys):
    file = tmp_path / "forces.geojson"
    file.write_text(SQUARE)
    bring_in_boundaries(file, AreaKind.FORCE, DAY, "a test")

    bring_in_boundaries(file, AreaKind.FORCE, DAY, "a test")

    assert "0 areas changed, 1 unchanged" in capsys.readouterr().out
    assert rows(database, "area_version") == 1


@pytest.mark.parametrize("bring_in", [bring_in_homes, bring_in_inspections])
def test_a_file_that_is_not_what_it_should_be_is_refused_in_one_line_and_writes_nothing(database, tmp_path, bring_in):
    file = tmp_path / "file.csv"
    file.write_text("Colour,Shape\nred,round\n")

    with pytest.raises(SetupError) as refusal:
        bring_in(file, partial=False)

    assert "\n" not in str(refusal.value)
    assert (rows(database, "home"), rows(database, "inspection")) == (0, 0)


@pytest.mark.parametrize("text", ["", "not json", '{"type": "FeatureCollection", "features": []}'])
def test_a_file_without_boundaries_is_refused_in_one_line(database, tmp_path, text):
    file = tmp_path / "forces.geojson"
    file.write_text(text)

    with pytest.raises((SetupError, ValueError)) as refusal:
        bring_in_boundaries(file, AreaKind.FORCE, None, None)

    assert "\n" not in str(refusal.value)
    assert rows(database, "area_version") == 0
