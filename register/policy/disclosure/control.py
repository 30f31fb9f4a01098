"""Control: small figures suppressed, others with them until nothing can be worked out, and the attack that shows it."""

from collections.abc import Callable, Mapping, Sequence
from copy import deepcopy
from dataclasses import dataclass, replace

import numpy as np

from register.policy.disclosure.attacker import Attack, Attacker, Interval
from register.policy.disclosure.equations import Figures
from register.policy.disclosure.parts import Ground, Part, parts_of
from register.policy.disclosure.secondary import Elimination, row_of
from register.policy.disclosure.system import SUPPRESSED, Numbers, Shown, System, blocks
from register.policy.disclosure.witnesses import Witnesses, push_to_and_fro

# Of so many regions, so many areas of each are moved together before all of them are: the fewer, the sooner solved.
TOGETHER = ((1, 4), (3, 4), (3, 5), (4, 6), (4, 6), (3, 12))

# Tells how many of so many suppressed figures were attacked.
Progress = Callable[[int, int], None]


class Unsafe(Exception):
    """What was published before and cannot be taken back lets a figure be worked out. number: of its cell."""

    def __init__(self, message: str, number: int = -1) -> None:
        super().__init__(message, number)
        self.number = number

    def __str__(self) -> str:
        return str(self.args[0])


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
    figures = Figures(system, secondary(system, shown))
    eliminated = figures.suppressed
    done = _repaired(figures, parts_of(figures), progress)
    by_elimination, by_attack = eliminated - small, figures.suppressed - eliminated
    report = replace(done, small=small, by_elimination=by_elimination, by_attack=by_attack)
    return Controlled(tuple(figures.shown), report)


def _repaired(figures: Figures, parts: Sequence[Part], progress: Progress | None) -> Report:
    """The report of an attack that found out nothing, after as much was suppressed as it took. Raises: Unsafe."""
    solved = 0
    while True:
        attack, before = _Attack(figures, parts, repairs=True), figures.suppressed
        attack.solved = solved
        try:
            attack.solved += within_areas(figures, parts)
            while (done := attack.run(progress)) and figures.suppressed != before:
                before = figures.suppressed
            return done
        except Unsafe as told:
            # What was given up and can be worked out all the same is no secret: it is shown, and another given up.
            if not figures.keep(told.number):
                raise
            solved = attack.solved


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
    figures = Figures(system, shown)
    return _Attack(figures, parts_of(figures), repairs=False).run(progress)


class _Attack:
    """An attack on every suppressed figure. repairs: more is suppressed where it comes too close."""

    def __init__(self, figures: Figures, parts: Sequence[Part], *, repairs: bool) -> None:
        self.figures, self.parts, self.repairs = figures, parts, repairs
        self.witnesses = Witnesses(figures)
        self.solved = 0

    def run(self, progress: Progress | None) -> Report:
        """Attack each figure. Raises: Unsafe if suppressing more does not help."""
        targets = self.figures.targets
        known: dict[int, Interval] = {}
        for part in self.parts:
            self._push(part)
            if self.repairs:
                self._attack_regions(part)
            known |= self._attack_whole(part)
            if progress is not None:
                progress(len(targets) - len(self.witnesses.narrow(targets)), len(targets))
        return self._report({int(n): known.get(int(n)) or self.witnesses.interval(n) for n in targets})

    def _push(self, part: Part) -> None:
        """Move a few areas at a time, then others with them."""
        loose = self.figures.loose()
        for seed, (regions, areas) in enumerate(TOGETHER):
            for group in part.groups(regions, areas, seed):
                if len(left := self._left(group)):
                    attacker = Attacker(self.figures, np.intersect1d(group.unknowns, loose), left)
                    push_to_and_fro(attacker, left, self.witnesses, seed=seed)
                    self.solved += attacker.solved

    def _attack_regions(self, part: Part) -> None:
        """Suppress more until nobody who knows the figures of one region comes too close to what is left."""
        alone = deepcopy(self.witnesses)
        for region, _ in part.regions:
            self.solved += _within(self.figures, region, self._left(region), alone=alone)

    def _attack_whole(self, part: Part) -> dict[int, Interval]:
        """What is known of the figures that are left, by all that has something to do with them."""
        found: dict[int, Interval] = {}
        left = self._left(part.whole)
        while len(left):
            attacker = Attacker(self.figures, np.intersect1d(part.whole.unknowns, self.figures.loose()), left)
            left = push_to_and_fro(attacker, left, self.witnesses, seed=0)
            left = self._attack_each(attacker, left, found)
            self.solved += attacker.solved
        return found

    def _attack_each(self, attacker: Attacker, left: Numbers, found: dict[int, Interval]) -> Numbers:
        """Note what is known of each figure. Returns those that are left as soon as another programme is needed."""
        for at, number in enumerate(left.tolist()):
            one = left[at : at + 1]
            if len(self.witnesses.narrow(one)):
                # To be great enough is most often all that it lacks, and is sooner found than how great it can be.
                self.witnesses.add(attacker.push(one, np.ones(1), self.witnesses.wanted(one)))
            while len(self.witnesses.narrow(one)):
                attack = attacker.interval(number)
                for move in attack.moves:
                    self.witnesses.add(move)
                found[number] = attack.interval
                if not self.repairs or attack.interval.is_wide(self.figures.system.cells[number].profile):
                    break
                given_up = self._chosen(attack, number)
                if self.figures.is_exact(given_up) or given_up not in attack.blamed:
                    # More unknowns are loose without it.
                    self.figures.suppress(given_up)
                    return left[at:]
                attacker.widen(given_up)
        return left[:0]

    def _chosen(self, attack: Attack, number: int) -> int:
        """The figure to give up for another one. Raises: Unsafe."""
        blamed = attack.blamed
        if not _given(self.figures, blamed):
            # What makes other unknowns known may be to blame, which who moves the loose ones takes for granted.
            blamed = Attacker(self.figures, self.figures.movable, np.array([number])).interval(number).blamed
        return _cheapest(self.figures, blamed, target=number)

    def _left(self, ground: Ground) -> Numbers:
        """The figures of a ground that nothing has shown to be wide enough."""
        return self.witnesses.narrow(ground.cells[self.figures.protected[ground.cells]])

    def _report(self, known: Mapping[int, Interval]) -> Report:
        system = self.figures.system
        return Report(
            shown=sum(1 for how in self.figures.shown if how is not None and how.value is not None),
            small=sum(system.is_small(system.cells[n]) for n in known),
            by_elimination=0,
            by_attack=0,
            attacked=len(known),
            programmes=self.solved,
            narrowest=min((each.greatest - each.least for each in known.values()), default=None),
            failed=tuple(
                (str(system.cells[n].key), each)
                for n, each in known.items()
                if not each.is_wide(system.cells[n].profile)
            ),
        )


def within_areas(figures: Figures, parts: Sequence[Part]) -> int:
    """Suppress more until nobody who knows the figures of one area only comes too close. Returns how many programmes
    were solved. Who knows other figures as well knows no less, so that none of it is in vain."""
    alone = Witnesses(figures)
    areas = [area for part in parts for area in part.areas]
    return sum(_within(figures, area, area.cells[figures.protected[area.cells]], alone=alone) for area in areas)


def _within(figures: Figures, ground: Ground, targets: Numbers, *, alone: Witnesses) -> int:
    """Attack some targets by what is known of a ground, and suppress more of it until that fails."""
    if not len(targets):
        return 0
    attacker = Attacker(figures, ground.unknowns, targets, is_inside=True)
    left = push_to_and_fro(attacker, targets, alone, seed=0).tolist()
    while left:
        if not len(alone.narrow(np.array(left[-1:]))):
            left.pop()
            continue
        found = attacker.interval(left[-1])
        for move in found.moves:
            alone.add(move)
        if not found.interval.is_wide(figures.system.cells[left[-1]].profile):
            left.append(_cheapest(figures, found.blamed, target=left[-1]))
            attacker.widen(left[-1])
    return attacker.solved


def _cheapest(figures: Figures, blamed: Sequence[int], *, target: int) -> int:
    """The smallest of the published figures that bound a target closely. Raises: Unsafe if there is none to give up."""
    given = _given(figures, blamed)
    if not given:
        raise Unsafe(f"What was published before tells {figures.system.cells[target].key}.", target)
    return min(given, key=lambda n: (figures.equations.values[n], n))


def _given(figures: Figures, blamed: Sequence[int]) -> list[int]:
    """Those of some figures that are shown now, were not before, and may be given up."""
    cells, shown = figures.system.cells, figures.shown
    free = (n for n in blamed if n not in figures.kept and cells[n].shown is None)
    return [n for n in free if (how := shown[n]) is not None and how.value]


def _suppressed(shown: Sequence[Shown | None]) -> int:
    return sum(how == SUPPRESSED for how in shown)
