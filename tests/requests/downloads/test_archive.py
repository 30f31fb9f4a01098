"""The archive holds the file, the digest of each row and the manifest, under plain names."""

from zipfile import ZipFile

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from register.errors import SetupError
from register.requests.downloads.archive import open_download, pack, sha256_of
from register.sealing.keys import SealingKey
from register.sealing.manifests import is_genuine
from tests.requests.downloads.samples import rows_of, write_file

KEY = SealingKey(Ed25519PrivateKey.generate())


@pytest.fixture
def packed(tmp_path):
    path, digests = write_file(tmp_path, "gpkg", [rows_of()])
    return pack(path, digests, {"collection": "homes"}, key=KEY)


def test_an_archive_has_three_files_and_the_manifest_says_what_they_are(packed, tmp_path):
    folder = tmp_path / "open"
    folder.mkdir()
    opened = open_download(packed, folder)

    assert ZipFile(packed).namelist() == ["homes.gpkg", "homes.gpkg.rows.sha256", "homes.gpkg.manifest.json"]
    assert is_genuine(opened.manifest)
    assert opened.manifest["sha256"] == sha256_of(opened.contents)
    assert opened.manifest["rows"]["count"] == opened.rows.count("\n")


def test_a_file_is_opened_with_what_lies_beside_it(packed, tmp_path):
    ZipFile(packed).extractall(tmp_path / "map")

    assert open_download(tmp_path / "map" / "homes.gpkg", tmp_path).contents.parent.name == "map"


def test_a_manifest_that_is_missing_or_none_is_said_so(packed, tmp_path):
    with pytest.raises(SetupError, match=r"no homes\.gpkg\.manifest\.json"):
        open_download(tmp_path / "homes.gpkg", tmp_path)

    (tmp_path / "homes.gpkg.manifest.json").write_text('{"format": "another"}')
    with pytest.raises(SetupError, match="cannot be read"):
        open_download(tmp_path / "homes.gpkg", tmp_path)


def test_an_archive_writes_nowhere_but_in_its_folder(tmp_path):
    bad, folder = tmp_path / "bad.zip", tmp_path / "open"
    folder.mkdir()
    with ZipFile(bad, "w") as archive:
        for name in ("../out.gpkg", "../out.gpkg.rows.sha256", "../out.gpkg.manifest.json"):
            archive.writestr(name, "{}")

    with pytest.raises(SetupError):
        open_download(bad, folder)
    assert [*folder.iterdir()] == []
    assert not (tmp_path / "out.gpkg").exists()
