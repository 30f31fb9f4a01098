"""What is still whole of a download: its signature, its bytes, and each of its rows."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

from register.errors import SetupError
from register.open_types import Values
from register.requests.downloads.archive import Opened, open_download, sha256_of
from register.requests.downloads.columns import Cell, Field
from register.requests.downloads.contents import rows_of
from register.requests.downloads.digests import Digests, read_lines, whole_of
from register.requests.downloads.forms import Layer
from register.sealing.manifests import is_genuine


@dataclass(frozen=True, slots=True)
class Verdict:
    """What was found. changed, missing, added: the keys of rows, against those that were signed.

    names_rows: false if the digests of the rows are gone or not the signed ones, so that nothing says which differ.
    """

    manifest: Values
    is_genuine: bool
    has_same_bytes: bool
    has_same_rows: bool
    names_rows: bool
    whole: int
    changed: Sequence[str]
    missing: Sequence[str]
    added: Sequence[str]

    @property
    def is_whole(self) -> bool:
        """True if everything that was signed is there, whatever else a program wrote into the file."""
        return self.is_genuine and self.has_same_rows


def judge(path: Path) -> Verdict:
    """What is whole of a download. Raises: SetupError if it is none, or cannot be read."""
    with TemporaryDirectory() as folder:
        opened = open_download(path, Path(folder))
        try:
            return _judged(opened)
        except (KeyError, TypeError, ValueError):
            raise SetupError(f"{path.name} has a manifest that says too little.") from None


def _judged(opened: Opened) -> Verdict:
    manifest = opened.manifest
    about = manifest["contents"]
    fields = tuple(Field(each["name"], Cell(each["cell"])) for each in about["fields"])
    layer = Layer(manifest["collection"], fields, about["geometry"])
    found = Digests(has_geometry=about["crs"] is not None)
    # The bytes first: some programs, and GDAL among them, write to a GeoPackage that they only open.
    has_same_bytes = sha256_of(opened.contents) == manifest["sha256"]
    found.add(rows_of(opened.contents, about["form"], layer, key=about["key"]))
    rows = found.by_key
    has_same_rows = found.whole == manifest["rows"]["sha256"]
    signed = _signed(opened)
    names = signed is not None
    known: Mapping[str, bytes] = signed if signed is not None else rows if has_same_rows else {}
    both = known.keys() & rows.keys()
    changed = sorted(key for key in both if known[key] != rows[key])
    return Verdict(
        manifest,
        is_genuine(manifest),
        has_same_bytes,
        has_same_rows,
        names,
        whole=len(both) - len(changed),
        changed=changed,
        missing=sorted(known.keys() - rows.keys()),
        added=sorted(rows.keys() - known.keys()) if names else (),
    )


def _signed(opened: Opened) -> Mapping[str, bytes] | None:
    """The digests of the rows as they were signed; None if they are gone, or others."""
    if opened.rows is None:
        return None
    try:
        told = read_lines(opened.rows)
    except ValueError:
        return None
    return told if whole_of(sorted(told.items())) == opened.manifest["rows"]["sha256"] else None
