"""What solutions of linear programmes show to be possible, and programmes that move the counts of a few areas.

A figure that some solution shows to be wide enough needs no programme of its own. So many figures are pushed at once,
those of a few areas while the others stay as they truly are, before the attacker continues with what is left.
"""

import numpy as np

from register.policy.disclosure.attacker import FEASIBLE, Attacker, Interval, Move
from register.policy.disclosure.equations import Figures, Point
from register.policy.disclosure.system import Numbers

# So often figures of a group are pushed, and so often in vain before they are left to the attacker.
MOST_PUSHES, MOST_IN_VAIN = 40, 4
# This part of them is pushed up: what is small has to be more than small to be wide enough.
UPWARDS = 0.8


class Witnesses:
    """The least and the greatest value of each cell that some move has shown to be possible.

    What a move shows stays possible when more is suppressed.
    """

    def __init__(self, figures: Figures) -> None:
        cells = figures.system.cells
        self._of = figures.equations
        self._values = self._of.values.astype(np.float64)
        self._least, self._greatest = self._values.copy(), self._values.copy()
        self._width = np.array([cell.profile.least_width for cell in cells], dtype=np.float64)
        self._largest = np.array([cell.profile.largest for cell in cells], dtype=np.float64)

    def add(self, move: Move) -> None:
        """Take what a move shows. A value between two whole numbers shows only those between it and the others."""
        places, of = self._of.entries(move.unknowns)
        rows, place = np.unique(self._of.rows[places], return_inverse=True)
        values = self._values[rows] + np.bincount(place, self._of.signs[places] * move.by[of], len(rows))
        self._least[rows] = np.minimum(self._least[rows], np.ceil(values - FEASIBLE))
        self._greatest[rows] = np.maximum(self._greatest[rows], np.floor(values + FEASIBLE))

    def narrow(self, numbers: Numbers) -> Numbers:
        """Those of some cells that no move has shown to be wide enough."""
        least, greatest = self._least[numbers], self._greatest[numbers]
        is_small = (least >= 1) & (greatest <= self._largest[numbers])
        return numbers[(greatest - least < self._width[numbers]) | is_small]

    def interval(self, number: int) -> Interval:
        """What was shown of a cell."""
        return Interval(int(self._least[number]), int(self._greatest[number]))

    def wanted(self, numbers: Numbers) -> Point:
        """How much greater than they are some cells have to be shown to be possible, to be wide enough."""
        enough = np.maximum(self._least[numbers] + self._width[numbers], self._largest[numbers] + 1)
        return np.maximum(enough - self._values[numbers], 0.0)


def push_to_and_fro(attacker: Attacker, targets: Numbers, witnesses: Witnesses, *, seed: int) -> Numbers:
    """Push figures together, most up and some down, until what is left does not move. Returns what is left.

    Their weights are drawn by lot, so that a solution moves a few of them far enough, and each time others.
    """
    chance, left, in_vain = np.random.default_rng(seed), witnesses.narrow(targets), 0
    for _ in range(MOST_PUSHES):
        if not len(left) or in_vain == MOST_IN_VAIN:
            break
        weights = chance.exponential(size=len(left)) * np.where(chance.random(len(left)) < UPWARDS, 1.0, -1.0)
        witnesses.add(attacker.push(left, weights, witnesses.wanted(left)))
        before, left = left, witnesses.narrow(left)
        in_vain = 0 if len(left) < len(before) else in_vain + 1
    return left
