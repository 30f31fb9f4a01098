"""How long it takes to make figures safe, and with how many programmes, as more regions are published together.

Run as `python -m bench.attacks 1 2 4 9` beside a running demonstration, after `. STATE/settings.sh`: so many regions of
its latest closed year, of all questions that count children and their episodes.
"""

import argparse
import resource
import sys
from collections.abc import Iterator, Sequence
from dataclasses import replace
from time import process_time
from typing import Any

import numpy as np
import sqlalchemy as sa

from register.database.connections import owner_url
from register.policy.disclosure.control import control
from register.policy.disclosure.system import Numbers, System
from register.statistics.answers import Counter, closed_years, today_in_england
from register.statistics.known import Known
from register.statistics.publication import together
from register.statistics.questions import QUESTIONS
from register.vocabulary import AreaKind


def main(regions: Sequence[int]) -> None:
    """Print a row of a table for each number of regions."""
    whole = _counted()
    sys.stdout.write("| regions | unknown counts | figures | to hide | programmes | s of processor | MB at most |\n")
    sys.stdout.write("| --- | --- | --- | --- | --- | --- | --- |\n")
    for number in regions:
        system = _within(whole, number)
        begun = process_time()
        report = control(system).report
        seconds, peak = process_time() - begun, resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
        sizes = (len(system.truth), len(system.cells), report.attacked, report.programmes)
        sys.stdout.write(f"| {number} | {' | '.join(f'{each:,}' for each in sizes)} | {seconds:.1f} | {peak} |\n")
        sys.stdout.flush()


def _counted() -> System:
    """The latest closed year of every question of children and their episodes, as if nothing were published of it."""
    with sa.create_engine(owner_url()).connect() as connection:
        counter = Counter(connection, closed_years(connection, today_in_england())[-1:])
        known = Known()
        for question in QUESTIONS.values():
            if together(question) == "children":
                for cube in counter.answer(question).cubes.values():
                    known.add_cube(cube)
    known.bound_children()
    return known.system()


def _within(system: System, regions: int) -> System:
    """The figures of the first regions and their areas, and England as if there were no others."""
    named = list(dict.fromkeys(str(cell.key[2]) for cell in _of(system, AreaKind.REGION)))[:regions]
    keeps = np.zeros(len(system.truth), dtype=bool)
    for cell in _of(system, AreaKind.REGION):
        keeps[cell.inner] |= str(cell.key[2]) in named
    number = np.cumsum(keeps) - 1

    def kept(inner: Numbers) -> Numbers:
        return np.asarray(number[inner[keeps[inner]]])

    cells = [replace(cell, inner=kept(cell.inner)) for cell in system.cells if keeps[cell.inner].any()]
    equal, at_most = (
        [(kept(one), kept(other)) for one, other in pairs if keeps[one].any()]
        for pairs in (system.equal, system.at_most)
    )
    return System(system.truth[keeps], cells, equal, at_most)


def _of(system: System, kind: AreaKind) -> Iterator[Any]:
    return (cell for cell in system.cells if cell.kind is kind)


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("regions", type=int, nargs="+")
    main(parser.parse_args().regions)
