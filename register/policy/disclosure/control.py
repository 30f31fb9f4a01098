"""Control: small figures suppressed, others with them until nothing can be worked out, and the attack that shows it."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

import numpy as np

from register.policy.disclosure.attacker import Attacker, Interval, Neighbours, Witnesses
from register.policy.disclosure.secondary import Elimination, row_of
from register.policy.disclosure.system import SUPPRESSED, Numbers, Shown, System, blocks

# So many blocks, such as authorities, are moved together before all of them are.
BLOCKS_TOGETHER = (4, 20)

# Tells how many of so many suppressed figures were attacked.
Progress = Callable[[int, int], None]


class Unsafe(Exception):
    """What was published before and cannot be taken back lets a figure be worked out."""


@dataclass(frozen=True, slots=True)
class Report:
    """What an attack found: how many figures are shown, how many are suppressed for which reason, and the narrowest.

    failed: those that the attacker came too close to, with what it knows of each.
    """

    shown: int
    small: int
    by_elimination: int
    by_attack: int
    attacked: int
    programmes: int
    narrowest: int | None
    failed: tuple[tuple[str, Interval], ...] = ()


@dataclass(frozen=True, slots=True)
class Controlled:
    """How each cell of a system is published, in their order; None for those that no answer shows."""

    shown: tuple[Shown | None, ...]
    report: Report


def control(system: System, progress: Progress | None = None) -> Controlled:
    """Make figures safe to publish together. Raises: Unsafe."""
    shown = primary(system)
    small = _suppressed(shown)
    shown = secondary(system, shown)
    eliminated = _suppressed(shown)
    witnesses, programmes = Witnesses(system), 0
    while True:
        before = list(shown)
        done = _Attack(system, shown, witnesses, repairs=True).run(progress)
        programmes += done.programmes
        if before == shown:
            break
    by_attack = _suppressed(shown) - eliminated
    report = replace(done, small=small, by_elimination=eliminated - small, by_attack=by_attack, programmes=programmes)
    return Controlled(tuple(shown), report)


def primary(system: System) -> list[Shown | None]:
    """Every figure rounded, or suppressed if it is small; those of an earlier version as they were."""
    return [
        cell.shown
        or (
            None
            if not cell.is_published
            else SUPPRESSED
            if system.is_small(cell)
            else Shown(cell.profile.rounded(system.value(cell), cell.kind))
        )
        for cell in system.cells
    ]


def secondary(system: System, shown: Sequence[Shown | None]) -> list[Shown | None]:
    """Suppress as many exact figures as it takes, so that no suppressed one is a sum or a difference of others."""
    made = list(shown)
    exact = [n for n, cell in enumerate(system.cells) if cell.profile.bases[cell.kind] == 1]
    parts = [[system.cells[n].inner] for n in exact] + [list(pair) for pair in system.equal]
    for together in blocks(system, parts):
        cells = [exact[place] for place in together if place < len(exact)]
        equal = [system.equal[place - len(exact)] for place in together if place >= len(exact)]
        for number in _closed(system, made, cells, equal=equal):
            made[number] = SUPPRESSED
    return made


def _closed(
    system: System,
    shown: Sequence[Shown | None],
    cells: Sequence[int],
    *,
    equal: Sequence[tuple[Numbers, Numbers]],
) -> list[int]:
    """The cells of a block that are suppressed so that the others can be published."""
    there = sorted({int(i) for n in cells for i in system.cells[n].inner if system.truth[i]} | _of(system, equal))
    column = {number: place for place, number in enumerate(there)}

    def local(inner: Numbers) -> Numbers:
        return np.array([column[int(i)] for i in inner if int(i) in column], dtype=np.int64)

    protected = [n for n in cells if _is_protected(system, n, shown)]
    if not protected:
        return []
    elimination = Elimination(len(there), [local(system.cells[n].inner) for n in protected])
    for one, other in equal:
        elimination.tell(row_of(len(there), local(one), local(other)))
    open_cells = [n for n in cells if (how := shown[n]) is not None and how.value]
    for n in open_cells:
        if system.cells[n].shown is not None:
            elimination.tell(row_of(len(there), local(system.cells[n].inner)))
    left = [n for n in open_cells if system.cells[n].shown is None]
    # The largest first: what most is made of is wanted most.
    left.sort(key=lambda n: (-len(system.cells[n].inner), -system.value(system.cells[n]), n))
    return [n for n in left if not elimination.publish(local(system.cells[n].inner))]


def _of(system: System, equal: Sequence[tuple[Numbers, Numbers]]) -> set[int]:
    return {int(i) for pair in equal for inner in pair for i in inner if system.truth[i]}


def _is_protected(system: System, number: int, shown: Sequence[Shown | None]) -> bool:
    how = shown[number]
    return how == SUPPRESSED or (how is None and system.is_small(system.cells[number]))


def attack(system: System, shown: Sequence[Shown | None], progress: Progress | None = None) -> Report:
    """Attack every suppressed figure of what is published."""
    return _Attack(system, list(shown), Witnesses(system), repairs=False).run(progress)


class _Attack:
    """An attack on every suppressed figure. repairs: more is suppressed in shown where it comes too close."""

    def __init__(self, system: System, shown: list[Shown | None], witnesses: Witnesses, *, repairs: bool) -> None:
        self.system, self.shown, self.witnesses, self.repairs = system, shown, witnesses, repairs
        self.targets = [n for n in range(len(system.cells)) if _is_protected(system, n, shown)]
        self.near = [Neighbours(system, list(shown), together) for together in BLOCKS_TOGETHER]
        self.whole = Attacker(system, shown) if self.targets else None

    def run(self, progress: Progress | None) -> Report:
        """Attack each figure. Raises: Unsafe if suppressing more does not help."""
        known = []
        for place, number in enumerate(self.targets, start=1):
            known.append(self._known(number))
            if progress is not None:
                progress(place, len(self.targets))
        cells = [self.system.cells[n] for n in self.targets]
        failed = tuple(
            (str(cell.key), each) for cell, each in zip(cells, known, strict=True) if not each.is_wide(cell.profile)
        )
        return Report(
            shown=sum(1 for how in self.shown if how is not None and how.value is not None),
            small=sum(self.system.is_small(cell) for cell in cells),
            by_elimination=0,
            by_attack=0,
            attacked=len(cells),
            programmes=sum(few.solved for few in self.near) + (self.whole.solved if self.whole else 0),
            narrowest=min((each.greatest - each.least for each in known), default=None),
            failed=failed,
        )

    def _known(self, number: int) -> Interval:
        """What an attacker knows of a figure, as far as it takes to see that it is wide enough."""
        cell = self.system.cells[number]
        for few in self.near:
            shown = self.witnesses.interval(number)
            if shown.is_wide(cell.profile):
                return shown
            self.witnesses.add(few.of(cell).interval(cell).points)
        shown = self.witnesses.interval(number)
        return shown if shown.is_wide(cell.profile) else self._found_out(number)

    def _found_out(self, number: int) -> Interval:
        """What the attacker knows who can move everything; with repairs, until that is little enough."""
        cell = self.system.cells[number]
        assert self.whole is not None
        while True:
            found = self.whole.interval(cell)
            self.witnesses.add(found.points)
            if found.interval.is_wide(cell.profile) or not self.repairs:
                return found.interval
            given_up = _cheapest(self.system, self.shown, found.blamed, target=number)
            self.whole.widen(given_up)
            self.shown[given_up] = SUPPRESSED


def _cheapest(system: System, shown: Sequence[Shown | None], blamed: Sequence[int], *, target: int) -> int:
    """The smallest of the published figures that bound a target closely. Raises: Unsafe if there is none to give up."""
    given = [n for n in blamed if (how := shown[n]) is not None and how.value and system.cells[n].shown is None]
    if not given:
        raise Unsafe(f"What was published before tells {system.cells[target].key}.")
    return min(given, key=lambda n: (system.value(system.cells[n]), n))


def _suppressed(shown: Sequence[Shown | None]) -> int:
    return sum(how == SUPPRESSED for how in shown)
