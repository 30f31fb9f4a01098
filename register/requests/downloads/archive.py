"""The one file of a download: an archive of the contents, the digest of each row, and the signed manifest."""

import hashlib
import shutil
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Final
from zipfile import ZIP_DEFLATED, BadZipFile, ZipFile, is_zipfile

import orjson

from register.errors import SetupError
from register.open_types import Values
from register.requests.downloads.digests import Digests
from register.sealing.keys import SealingKey
from register.sealing.manifests import read_manifest, sign_manifest

MANIFEST: Final = ".manifest.json"
ROWS: Final = ".rows.sha256"
LARGEST_MANIFEST: Final = 10_000_000


@dataclass(frozen=True, slots=True)
class Opened:
    """A download, found: its contents, the manifest, and the digests of its rows if they are there."""

    contents: Path
    manifest: Values
    rows: str | None


def sha256_of(path: Path) -> str:
    """The SHA-256 of a file's bytes."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def pack(contents: Path, digests: Digests, told: Mapping[str, object], *, key: SealingKey) -> Path:
    """The archive of a file. told: what else the manifest says; the archive lies beside the file."""
    rows = {"count": len(digests.kept), "sha256": digests.whole}
    manifest = sign_manifest({**told, "rows": rows, "sha256": sha256_of(contents)}, key)
    made = contents.with_suffix(f"{contents.suffix}.zip")
    with ZipFile(made, "w", ZIP_DEFLATED) as archive:
        archive.write(contents, contents.name)
        with archive.open(f"{contents.name}{ROWS}", "w") as lines:
            lines.writelines(line.encode() for line in digests.lines())
        archive.writestr(f"{contents.name}{MANIFEST}", orjson.dumps(manifest, option=orjson.OPT_INDENT_2))
    return made


def open_download(path: Path, folder: Path) -> Opened:
    """The download that a file is: the archive itself, or its contents with the manifest beside them.

    folder: where an archive is unpacked. Raises: SetupError.
    """
    try:
        if path.suffix == ".zip" and is_zipfile(path):
            path = _unpack(path, folder)
        beside = path.with_name(f"{path.name}{MANIFEST}")
        if beside.stat().st_size > LARGEST_MANIFEST:
            raise SetupError(f"{beside.name} is no manifest of a download.")
        manifest = read_manifest(beside.read_bytes())
        rows = path.with_name(f"{path.name}{ROWS}")
        return Opened(path, manifest, rows.read_text() if rows.exists() else None)
    except FileNotFoundError as missing:
        raise SetupError(f"There is no {Path(missing.filename).name}: keep it beside the file.") from None
    except (OSError, BadZipFile, ValueError, KeyError):
        raise SetupError(f"{path.name} is no download, or its manifest cannot be read.") from None


def _unpack(path: Path, folder: Path) -> Path:
    """The contents of an archive, unpacked with what belongs to them under their own plain names."""
    with ZipFile(path) as archive:
        (named,) = [name for name in archive.namelist() if name.endswith(MANIFEST)]
        contents = Path(named.removesuffix(MANIFEST)).name
        for name in (contents, f"{contents}{ROWS}", f"{contents}{MANIFEST}"):
            with archive.open(name) as packed, (folder / name).open("wb") as file:
                shutil.copyfileobj(packed, file)
    return folder / contents
