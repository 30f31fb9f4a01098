"""Rows ready to be loaded: which table, which columns, and the values."""

import hashlib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

import sqlalchemy as sa

Row = tuple[object, ...]


@dataclass(frozen=True, slots=True)
class Batch:
    """The rows of one table, each as long as its columns."""

    table: sa.Table
    columns: tuple[str, ...]
    rows: tuple[Row, ...]

    def by_name(self) -> list[dict[str, object]]:
        """The rows, each by the names of its columns."""
        return [dict(zip(self.columns, row, strict=True)) for row in self.rows]

    def with_rows(self, rows: Iterable[Mapping[str, object]]) -> "Batch":
        """Other rows of the same table and columns, each by name."""
        return Batch(self.table, self.columns, tuple(tuple(row[name] for name in self.columns) for row in rows))


def digest_of(batches: Iterable[Batch]) -> str:
    """The SHA-256 of every value in every batch, in order."""
    digest = hashlib.sha256()
    for batch in batches:
        digest.update(repr((batch.table.name, batch.columns)).encode())
        for row in batch.rows:
            digest.update(repr(row).encode())
    return digest.hexdigest()
