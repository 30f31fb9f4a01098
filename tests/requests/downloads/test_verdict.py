"""What is still whole of a download, after a program wrote to it, and after somebody did."""

import json
import sqlite3
from zipfile import ZipFile

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from register.requests.downloads.archive import pack
from register.requests.downloads.forms import FORMS, POINTS
from register.requests.downloads.verdict import judge
from register.sealing.keys import SealingKey
from tests.requests.downloads.samples import FIELDS, rows_of, write_file

KEY = SealingKey(Ed25519PrivateKey.generate())


def told_of(form):
    crs = FORMS[form].crs
    return {
        "collection": "homes",
        "contents": {
            "form": form,
            "crs": crs and crs.value,
            "geometry": POINTS,
            "key": "urn",
            "fields": [{"name": each.name, "cell": each.cell.value} for each in FIELDS],
        },
    }


@pytest.fixture
def archive(tmp_path):
    def make(form="gpkg"):
        path, digests = write_file(tmp_path, form, [rows_of()[:2]])
        return pack(path, digests, told_of(form), key=KEY)

    return make


@pytest.fixture
def extracted(archive, tmp_path):
    with ZipFile(archive()) as packed:
        packed.extractall(tmp_path / "map")
    return tmp_path / "map" / "homes.gpkg"


def edit(path, *statements):
    """Change rows of a GeoPackage, without the functions that its triggers need."""
    with sqlite3.connect(path) as opened:
        for (trigger,) in opened.execute("select name from sqlite_master where type = 'trigger'").fetchall():
            opened.execute(f"drop trigger {trigger}")
        for each in statements:
            opened.execute(each)


@pytest.mark.parametrize("form", FORMS)
def test_an_archive_of_every_form_is_whole(archive, form):
    found = judge(archive(form))

    assert (found.is_whole, found.has_same_bytes, found.whole) == (True, True, 2)


def test_rows_are_whole_after_a_program_wrote_to_the_file(extracted):
    with sqlite3.connect(extracted) as opened:
        opened.execute("pragma journal_mode = wal")
        opened.execute("create table layer_styles (id integer primary key, style text)")
        opened.execute("alter table homes add column seen text")

    found = judge(extracted)
    assert (found.is_whole, found.has_same_bytes, found.whole) == (True, False, 2)


def test_each_row_that_was_changed_removed_or_added_is_named(extracted):
    edit(
        extracted,
        "update homes set places = 4 where urn = 'SC900001'",
        "delete from homes where urn = 'SC900002'",
        "insert into homes (urn) values ('SC999999')",
    )

    found = judge(extracted)
    assert not found.is_whole
    assert (found.changed, found.missing, found.added, found.whole) == (["SC900001"], ["SC900002"], ["SC999999"], 0)


def test_a_manifest_that_says_something_else_is_not_genuine(extracted):
    beside = extracted.with_name("homes.gpkg.manifest.json")
    beside.write_text(json.dumps(json.loads(beside.read_text()) | {"collection": "homes", "token": "another"}))

    assert not judge(extracted).is_genuine
    assert not judge(extracted).is_whole


def test_digests_that_were_changed_with_the_rows_name_nothing(extracted):
    lines = extracted.with_name("homes.gpkg.rows.sha256")
    lines.write_text(lines.read_text().replace("SC900002", "SC900009"))
    edit(extracted, "insert into homes (urn) values ('SC999999')")

    found = judge(extracted)
    assert (found.is_whole, found.names_rows, found.added) == (False, False, ())
