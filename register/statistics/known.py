"""What is known together: the cubes of a year and every version that was published of them before, as one system."""

import base64
import zlib
from collections.abc import Hashable, Iterator, Mapping, Sequence
from dataclasses import replace

import numpy as np
import orjson

from register.open_types import Value
from register.policy.disclosure.profiles import PROFILES
from register.policy.disclosure.system import SUPPRESSED, Cell, Numbers, Shown, System
from register.statistics.cube import Cube
from register.vocabulary import AreaKind, StatisticsProfile

Block = tuple[str, str, int, int]


class Known:
    """Gathers unknowns and figures. Facts that did not change between two versions are the same unknowns in both."""

    def __init__(self) -> None:
        self.cells: list[Cell] = []
        self.equal: list[tuple[Numbers, Numbers]] = []
        self.at_most: list[tuple[Numbers, Numbers]] = []
        self._truth: list[int] = []
        self._blocks: dict[tuple[Hashable, tuple[int, ...]], Numbers] = {}
        self.current: dict[Hashable, int] = {}
        self._named: dict[tuple[object, ...], list[tuple[Numbers, int]]] = {}

    def unknowns(self, name: Hashable, counts: Numbers) -> Numbers:
        """The numbers of a block of counts: those that it has already, if a block of this name is the same."""
        key = (name, tuple(int(each) for each in counts.ravel()))
        if key not in self._blocks:
            begin = len(self._truth)
            self._truth += key[1]
            self._blocks[key] = np.arange(begin, len(self._truth), dtype=np.int64)
        return self._blocks[key].reshape(counts.shape)

    def add_cube(self, cube: Cube) -> None:
        """Take the figures of a cube that is to be published."""
        made = []
        for table in cube.tables:
            name = (cube.question.code.value, cube.period, ",".join(table.dimensions))
            areas = [spot.code for spot in cube.spots if spot.kind is cube.question.base and spot.parts]
            made.append(
                np.stack([self.unknowns((*name, code), table.counts[at]) for at, code in enumerate(areas)])
                if areas
                else np.zeros(table.counts.shape, dtype=np.int64)
            )
        cube.variables = tuple(made)
        for cell in cube.cells():
            if cell.key not in self.current:
                self.current[cell.key] = len(self.cells)
                self.cells.append(cell)
            self._link(cell, cube.question.base)
        self.equal += cube.equal()

    def add_published(self, kept: Value) -> None:
        """Take the figures that an earlier version published of a year."""
        numbers = np.zeros(len(kept["truth"]), dtype=np.int64)
        begin = 0
        for name, size in kept["blocks"]:
            block = np.array(kept["truth"][begin : begin + size], dtype=np.int64)
            numbers[begin : begin + size] = self.unknowns(tuple(name), block)
            begin += size
        for key, inner, kind, profile, is_published, value in kept["cells"]:
            shown = Shown(value) if is_published else None
            cell = Cell(
                _key(key), numbers[inner], AreaKind(kind), PROFILES[StatisticsProfile(profile)], is_published, shown
            )
            if not self._stays(cell):
                self.cells.append(cell)
            self._link(cell, AreaKind(kind))
        self.equal += [(numbers[one], numbers[other]) for one, other in kept["equal"]]

    @property
    def is_unchanged(self) -> bool:
        """True if every figure is as an earlier version published it."""
        return all(self.cells[at].shown is not None for at in self.current.values() if self.cells[at].is_published)

    def _stays(self, cell: Cell) -> bool:
        """True if a figure that was published is one of those to be published, of the same facts: it stays."""
        at = self.current.get(cell.key)
        if at is None or not np.array_equal(self.cells[at].inner, cell.inner):
            return False
        if self.cells[at].shown is None:
            self.cells[at] = cell
        return True

    def bound_children(self) -> None:
        """Note that no more children go missing than there are episodes of children missing."""
        for (name, *where), found in list(self._named.items()):
            if name == "children missing":
                for inner, _ in found:
                    for other, _ in self._named.get(("episodes missing", *where), []):
                        self.at_most.append((inner, other))

    def system(self) -> System:
        """Everything together."""
        return System(np.array(self._truth, dtype=np.int64), self.cells, self.equal, self.at_most)

    def _link(self, cell: Cell, base: AreaKind) -> None:
        """What two questions or versions publish under one name of the same facts is one figure."""
        if not cell.is_published or cell.kind is not base:
            return
        value = self._value(cell)
        assert isinstance(cell.key, tuple)
        before = self._named.setdefault(cell.key, [])
        for inner, known in before:
            if known == value:
                if not np.array_equal(inner, cell.inner):
                    self.equal.append((inner, cell.inner))
                    self._keep_number(cell)
                return
        before.append((cell.inner, value))

    def _value(self, cell: Cell) -> int:
        return sum(self._truth[number] for number in cell.inner)

    def _keep_number(self, published: Cell) -> None:
        """Show a figure again that an earlier version showed, and that is the same although other facts changed.

        Everybody knows it. Suppressed now, it would be a secret that is none.
        """
        at = self.current.get(published.key)
        if at is None or self.cells[at].shown is not None or published.shown in (None, SUPPRESSED):
            return
        if self._value(self.cells[at]) == self._value(published):
            self.cells[at] = replace(self.cells[at], shown=published.shown)


def kept_of(cube: Cube, how: Mapping[Hashable, Shown | None]) -> Value:
    """What is kept of a cube for later versions: its counts, and how each figure was published, by its key."""
    blocks: list[list[Value]] = []
    truth: list[int] = []
    local: dict[int, int] = {}
    for table, variables in zip(cube.tables, cube.variables, strict=True):
        areas = [spot.code for spot in cube.spots if spot.kind is cube.question.base and spot.parts]
        for at, code in enumerate(areas):
            for number in variables[at].ravel():
                local[int(number)] = len(local)
            counts = [int(each) for each in table.counts[at].ravel()]
            blocks.append([[cube.question.code.value, cube.period, ",".join(table.dimensions), code], len(counts)])
            truth += counts

    def own(inner: Numbers) -> list[int]:
        return [local[int(number)] for number in inner]

    return {
        "period": cube.period,
        "blocks": blocks,
        "truth": truth,
        "cells": [
            [
                _plain(cell.key),
                own(cell.inner),
                cell.kind.value,
                cell.profile.code.value,
                cell.is_published,
                None if (each := how[cell.key]) is None else each.value,
            ]
            for cell in cube.cells()
        ],
        "equal": [[own(one), own(other)] for one, other in cube.equal()],
    }


def packed(kept: Sequence[Value]) -> str:
    """What is kept, as a text that the database holds."""
    return base64.b64encode(zlib.compress(orjson.dumps(kept))).decode()


def unpacked(text: str) -> Iterator[Value]:
    """What was kept, year by year."""
    yield from orjson.loads(zlib.decompress(base64.b64decode(text)))


def _plain(key: Hashable) -> list[Value]:
    assert isinstance(key, tuple)
    return [list(part) if isinstance(part, tuple) else part for part in key]


def _key(plain: Sequence[Value]) -> Hashable:
    return tuple(tuple(part) if isinstance(part, list) else part for part in plain)
