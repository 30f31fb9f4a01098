"""Small tables of counts with all their margins, invented at random."""

from itertools import product

import numpy as np

from register.policy.disclosure.profiles import PROFILES
from register.policy.disclosure.system import Cell, System
from register.vocabulary import AreaKind, StatisticsProfile

DFE = PROFILES[StatisticsProfile.DFE]


def table_of(counts, *, areas_of_a_region=0):
    """A system with every margin of a table of areas by codes; with regions of so many areas, if any."""
    numbers = np.arange(counts.size).reshape(counts.shape)
    cells = []
    groups = [(("area", at), [at], AreaKind.AUTHORITY) for at in range(len(counts))]
    if areas_of_a_region:
        for begin in range(0, len(counts), areas_of_a_region):
            members = list(range(begin, min(begin + areas_of_a_region, len(counts))))
            groups.append((("region", begin), members, AreaKind.REGION))
        groups.append((("all",), list(range(len(counts))), AreaKind.COUNTRY))
    for name, members, kind in groups:
        for codes in product(*([None, *range(size)] for size in counts.shape[1:])):
            chosen = numbers[members]
            for axis, code in enumerate(codes, start=1):
                chosen = chosen if code is None else np.take(chosen, [code], axis=axis)
            cells.append(Cell((*name, *codes), chosen.ravel(), kind, DFE))
    return System(counts.ravel().astype(np.int64), cells)


def hierarchy(chance):
    """A random table: a few areas by one or two things, most counts small."""
    shape = [(2, 2), (3, 2), (2, 3), (1, 2, 3), (1, 3, 2), (2, 2, 2)][chance.integers(6)]
    return table_of(chance.poisson(chance.choice([1.0, 3.0, 7.0]), shape).astype(np.int64))
