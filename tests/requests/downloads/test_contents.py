"""Files are read as they are now, also after another program wrote to them."""

import sqlite3

import pytest

from register.errors import SetupError
from register.requests.downloads.contents import rows_of
from tests.requests.downloads.samples import layer_of, write_file
from tests.requests.downloads.samples import rows_of as samples


def test_a_value_that_is_no_longer_of_its_kind_is_told_as_it_stands(tmp_path):
    path, _ = write_file(tmp_path, "csv", [samples()])
    path.write_text(path.read_text("utf-8").replace(",3,", ",many,"), "utf-8")

    assert next(rows_of(path, "csv", layer_of(), key="urn")).values[1] == "many"


def test_a_column_more_changes_nothing_and_one_less_is_null(tmp_path):
    path, _ = write_file(tmp_path, "gpkg", [samples()])
    with sqlite3.connect(path) as opened:
        opened.execute("alter table homes add column seen text")
        opened.execute("alter table homes drop column places")

    found = [*rows_of(path, "gpkg", layer_of(), key="urn")]
    assert [row.key for row in found] == [row.key for row in samples()]
    assert [row.values[1] for row in found] == [None, None, None]


@pytest.mark.parametrize("form", ["gpkg", "fgb", "geojson", "csv", "parquet"])
def test_what_is_no_such_file_is_refused_in_one_sentence(tmp_path, form):
    path = tmp_path / f"homes.{form}"
    path.write_bytes(b"\xff\xfe no file")

    with pytest.raises(SetupError, match=f"homes.{form} cannot be read as {form}"):
        list(rows_of(path, form, layer_of(), key="urn"))
