"""Control: small figures suppressed, others with them until nothing can be worked out, and the attack that shows it."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace

import numpy as np

from register.policy.disclosure.attacker import Attacker, Interval
from register.policy.disclosure.secondary import Elimination, row_of
from register.policy.disclosure.system import SUPPRESSED, Numbers, Shown, System, blocks
from register.policy.disclosure.witnesses import Neighbours, Witnesses, each_area, push_to_and_fro

# So many areas, such as authorities, are moved together before all of them are.
AREAS_TOGETHER = (2, 10, 40, 1_000)

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
    witnesses, programmes = Witnesses(system), within_areas(system, shown)
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
        self.pushed = 0
        self.whole: Attacker | None = None

    def run(self, progress: Progress | None) -> Report:
        """Attack each figure. Raises: Unsafe if suppressing more does not help."""
        tell = progress or (lambda done, whole: None)
        for together in AREAS_TOGETHER:
            near = Neighbours(self.system, list(self.shown), together)
            near.push(self.targets, self.witnesses, lambda: self._tell(tell))
            self.pushed += near.solved
        known = {n: self.witnesses.interval(n) for n in self.targets}
        for place, number in enumerate(left := self.witnesses.narrow(self.targets), start=1):
            known[number] = self._known(number)
            tell(len(self.targets) - len(left) + place, len(self.targets))
        return self._report(known)

    def _tell(self, progress: Progress) -> None:
        progress(len(self.targets) - len(self.witnesses.narrow(self.targets)), len(self.targets))

    def _report(self, known: Mapping[int, Interval]) -> Report:
        cells = self.system.cells
        return Report(
            shown=sum(1 for how in self.shown if how is not None and how.value is not None),
            small=sum(self.system.is_small(cells[n]) for n in known),
            by_elimination=0,
            by_attack=0,
            attacked=len(known),
            programmes=self.pushed + (self.whole.solved if self.whole else 0),
            narrowest=min((each.greatest - each.least for each in known.values()), default=None),
            failed=tuple((str(cells[n].key), each) for n, each in known.items() if not each.is_wide(cells[n].profile)),
        )

    def _known(self, number: int) -> Interval:
        """What the attacker knows who can move everything; with repairs, until that is little enough."""
        shown = self.witnesses.interval(number)
        if shown.is_wide(self.system.cells[number].profile):
            return shown
        if self.whole is None:
            self.whole = Attacker(self.system, self.shown)
        while True:
            found = self.whole.interval(self.system.cells[number])
            self.witnesses.add(found.points)
            if found.interval.is_wide(self.system.cells[number].profile) or not self.repairs:
                return found.interval
            _give_up(self.whole, self.shown, found.blamed, target=number)


def within_areas(system: System, shown: list[Shown | None]) -> int:
    """Suppress more until nobody who knows the figures of one area only comes too close. Returns how many programmes
    were solved. Who knows other figures as well knows no less, so that none of it is in vain."""
    solved, alone = 0, Witnesses(system)
    for seed, (cells, attacker) in enumerate(each_area(system, shown)):
        left = [n for n in cells if _is_protected(system, n, shown)]
        left = push_to_and_fro(attacker, left, alone, seed=seed)
        while left := alone.narrow(left):
            number = left[-1]
            found = attacker.interval(system.cells[number])
            alone.add(found.points)
            if not found.interval.is_wide(system.cells[number].profile):
                left.append(_give_up(attacker, shown, found.blamed, target=number))
        solved += attacker.solved
    return solved


def _give_up(attacker: Attacker, shown: list[Shown | None], blamed: Sequence[int], *, target: int) -> int:
    """Suppress one of the figures that bound a target too closely. Returns which. Raises: Unsafe."""
    given_up = _cheapest(attacker.system, shown, blamed, target=target)
    attacker.widen(given_up)
    shown[given_up] = SUPPRESSED
    return given_up


def _cheapest(system: System, shown: Sequence[Shown | None], blamed: Sequence[int], *, target: int) -> int:
    """The smallest of the published figures that bound a target closely. Raises: Unsafe if there is none to give up."""
    given = [n for n in blamed if (how := shown[n]) is not None and how.value and system.cells[n].shown is None]
    if not given:
        raise Unsafe(f"What was published before tells {system.cells[target].key}.")
    return min(given, key=lambda n: (system.value(system.cells[n]), n))


def _suppressed(shown: Sequence[Shown | None]) -> int:
    return sum(how == SUPPRESSED for how in shown)
