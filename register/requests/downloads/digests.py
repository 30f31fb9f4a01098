"""The digest of each row of a file, and of all of them: the same whatever the order, the form and later additions."""

import hashlib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Final

import orjson

from register.database.temporary_map import TemporaryMap
from register.requests.downloads.columns import Row

LINE_END: Final = "\n"


def digest_of(row: Row, *, has_geometry: bool) -> bytes:
    """The SHA-256 of what a row says. has_geometry: whether its form of file holds places."""
    geometry = row.geometry.hex() if has_geometry and row.geometry is not None else None
    return hashlib.sha256(orjson.dumps([row.key, *row.values, geometry])).digest()


@dataclass
class Digests:
    """The digests of rows, by their keys. They do not stay in memory, however many there are."""

    has_geometry: bool
    kept: TemporaryMap = field(default_factory=TemporaryMap)

    def add(self, rows: Iterable[Row]) -> None:
        """Take in some rows."""
        self.kept.put((row.key, digest_of(row, has_geometry=self.has_geometry)) for row in rows)

    @property
    def by_key(self) -> Mapping[str, bytes]:
        """All digests at once, by their keys."""
        return dict(self.kept.pairs())

    def lines(self) -> Iterator[str]:
        """One line a row, in the order of the keys."""
        return map(_line, self.kept.pairs())

    @property
    def whole(self) -> str:
        """The SHA-256 of all lines."""
        return whole_of(self.kept.pairs())


def _line(pair: tuple[str, bytes]) -> str:
    """The digest, two blanks and the key, as sha256sum writes them."""
    key, digest = pair
    return f"{digest.hex()}  {key}{LINE_END}"


def whole_of(pairs: Iterable[tuple[str, bytes]]) -> str:
    """The SHA-256 of the lines of keys and digests. pairs: in the order of the keys."""
    made = hashlib.sha256()
    for each in pairs:
        made.update(_line(each).encode())
    return made.hexdigest()


def read_lines(text: str) -> Mapping[str, bytes]:
    """The digests by key of lines that Digests wrote. Raises: ValueError."""
    pairs = (line.split("  ", 1) for line in text.split(LINE_END) if line)
    return {key: bytes.fromhex(digest) for digest, key in pairs}
