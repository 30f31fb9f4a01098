"""`register verify-download` says what is whole, and ends with a status that scripts can use."""

import sqlite3
from zipfile import ZipFile

import pytest
from typer.testing import CliRunner

from register.cli.main import app
from register.errors import SetupError
from register.requests.downloads.archive import pack
from register.sealing.heads import key_id
from tests.requests.downloads.samples import rows_of, write_file
from tests.requests.downloads.test_verdict import KEY, edit, told_of


@pytest.fixture
def extracted(tmp_path):
    path, digests = write_file(tmp_path, "gpkg", [rows_of()[:2]])
    body = {"agency": "police", "area": "E23000005", "organisation": None}
    archive = pack(path, digests, {**told_of("gpkg"), "body": body, "endedAt": "2026-03-01T00:00:00Z"}, key=KEY)
    with ZipFile(archive) as packed:
        packed.extractall(tmp_path / "map")
    return tmp_path / "map" / "homes.gpkg"


def verify(path, *options):
    return CliRunner().invoke(app, ["verify-download", str(path), *options])


def test_a_file_that_a_map_wrote_to_is_whole(extracted):
    with sqlite3.connect(extracted) as opened:
        opened.execute("create table layer_styles (id integer primary key)")

    told = verify(extracted, "--key", key_id(KEY.public_key))
    assert told.exit_code == 0
    assert told.output.splitlines() == [
        "what       homes as gpkg, for police E23000005, at 2026-03-01T00:00:00Z",
        f"signature  good, by the key {key_id(KEY.public_key)}",
        "bytes      changed: a program has written to the file",
        "rows       all 2 as signed",
    ]


def test_rows_that_are_not_whole_are_named_and_refused(extracted):
    edit(extracted, "update homes set places = 4 where urn = 'SC900001'")

    told = verify(extracted)
    assert told.output.splitlines()[-2:] == ["rows       1 of 2 as signed", "changed    SC900001"]
    assert isinstance(told.exception, SetupError)
    assert str(told.exception) == "The rows are not those that were signed."


def test_another_key_and_another_manifest_are_refused(extracted):
    assert str(verify(extracted, "--key", "0" * 16).exception) == "Another key signed it."

    beside = extracted.with_name("homes.gpkg.manifest.json")
    beside.write_text(beside.read_text().replace("E23000005", "E23000010"))
    assert str(verify(extracted).exception) == "The manifest is not what was signed."
