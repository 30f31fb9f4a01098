"""The digest of each row of a file, and of all of them: the same whatever the order, the form and later additions."""

import hashlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Final

import orjson

from register.requests.downloads.columns import Row

LINE_END: Final = "\n"


def digest_of(row: Row, *, has_geometry: bool) -> bytes:
    """The SHA-256 of what a row says. has_geometry: whether its form of file holds places."""
    geometry = row.geometry.hex() if has_geometry and row.geometry is not None else None
    return hashlib.sha256(orjson.dumps([row.key, *row.values, geometry])).digest()


@dataclass
class Digests:
    """The digests of rows, by their keys."""

    has_geometry: bool
    by_key: dict[str, bytes] = field(default_factory=dict)

    def add(self, row: Row) -> None:
        """Take in one row."""
        self.by_key[row.key] = digest_of(row, has_geometry=self.has_geometry)

    def lines(self) -> Iterator[str]:
        """One line a row, in the order of the keys: the digest, two blanks and the key, as sha256sum writes them."""
        return (f"{digest.hex()}  {key}{LINE_END}" for key, digest in sorted(self.by_key.items()))

    @property
    def whole(self) -> str:
        """The SHA-256 of all lines."""
        made = hashlib.sha256()
        for line in self.lines():
            made.update(line.encode())
        return made.hexdigest()


def read_lines(text: str) -> Mapping[str, bytes]:
    """The digests by key of lines that Digests wrote. Raises: ValueError."""
    pairs = (line.split("  ", 1) for line in text.split(LINE_END) if line)
    return {key: bytes.fromhex(digest) for digest, key in pairs}
