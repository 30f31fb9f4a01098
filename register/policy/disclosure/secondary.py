"""Secondary suppression by Gaussian elimination: no suppressed figure is a sum or difference of those published.

Figures are taken one after the other, the most wanted first. Each is published unless a protected figure could then be
worked out from what is published already, which is so exactly if its row reduces to nothing. So the result is complete
for exact figures. Source: Langsrud 2024, doi 10.1007/978-3-031-69651-0_6.
"""

from collections.abc import Iterable

import numpy as np
from numpy.typing import NDArray

from register.policy.disclosure.system import Numbers

# Rows are made of 0, 1 and -1: what is smaller than this is the noise of division.
NOTHING = 1e-8

Row = NDArray[np.float64]


class Elimination:
    """What is known, reduced; and what is protected, reduced by it."""

    def __init__(self, width: int, protected: Iterable[Numbers]) -> None:
        """width: how many unknown counts there are; protected: sums that must not become known."""
        rows = [row_of(width, inner) for inner in protected]
        self._protected: Row = np.array(rows) if rows else np.zeros((0, width))
        self._known: list[tuple[int, Row]] = []
        self._width = width

    def tell(self, row: Row) -> None:
        """Make a row known, whatever follows from it."""
        reduced = self._reduced(row)
        if reduced is not None:
            self._protected = self._keep(reduced)

    def publish(self, inner: Numbers) -> bool:
        """Make a sum known unless a protected one would become known by it. True if it was made known."""
        reduced = self._reduced(row_of(self._width, inner))
        if reduced is None:
            return True
        left = self._without(reduced)
        if _any_is_nothing(left) and not _any_is_nothing(self._protected):
            return False
        self._protected = self._keep(reduced)
        return True

    @property
    def is_safe(self) -> bool:
        """True if no protected sum is known."""
        return not _any_is_nothing(self._protected)

    def _reduced(self, row: Row) -> tuple[int, Row] | None:
        """The row without what is known of it, with its pivot; None if all of it is known."""
        for pivot, known in self._known:
            if row[pivot]:
                row = row - row[pivot] * known
        row[np.abs(row) < NOTHING] = 0
        pivot = int(np.argmax(np.abs(row))) if len(row) else 0
        return None if not row.any() else (pivot, row / row[pivot])

    def _without(self, reduced: tuple[int, Row]) -> Row:
        pivot, row = reduced
        left: Row = self._protected - np.outer(self._protected[:, pivot], row)
        left[np.abs(left) < NOTHING] = 0
        return left

    def _keep(self, reduced: tuple[int, Row]) -> Row:
        left = self._without(reduced)
        self._known.append(reduced)
        return left


def row_of(width: int, inner: Numbers, minus: Numbers | None = None) -> Row:
    """A sum as a row of the matrix; minus: what is taken away from it."""
    row = np.zeros(width)
    np.add.at(row, inner, 1.0)
    if minus is not None:
        np.add.at(row, minus, -1.0)
    return row


def _any_is_nothing(rows: Row) -> bool:
    return bool(len(rows)) and not bool(rows.any(axis=1).all())
