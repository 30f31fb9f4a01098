"""Invented inspections: every home's visits since Ofsted took inspection over, with judgements in published shares."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

import numpy as np

from register.demo import published_figures
from register.demo.batch import Batch, Row
from register.demo.published_figures import REGISTER_DAY
from register.demo.random_draws import chance, happens, keys, pick
from register.demo.subjects.homes import Home
from register.demo.subjects.providers import SOURCE
from register.tables import inspection
from register.tables.inspections import JUDGEMENTS
from register.vocabulary import HomeKind, InspectionKind, Judgement, RegistrationStatus

# Ofsted's own numbers are digits alone.
NUMBER = "ZZ{:08d}"

OFSTED_INSPECTS_FROM = date(2007, 4, 1)
INTERIM_VISITS_UNTIL = date(2018, 3, 31)
# Between these days the pandemic stopped inspection; assurance visits followed until the third.
PAUSE, ASSURANCE, ROUTINE_AGAIN = date(2020, 3, 17), date(2020, 9, 1), date(2021, 4, 12)

FIRST_VISIT_DAYS = (120, 230)
BETWEEN_FULL_DAYS = (270, 400)
INTERIM_AFTER_DAYS = (140, 200)
MONITORING_AFTER_DAYS = (30, 75)
PUBLISHED_AFTER_DAYS = (20, 45)
LATE_ASSURANCE = 0.08

_INADEQUATE = (Judgement.INADEQUATE,) * 3
_NONE = (None,) * 3
_EXTRA_IN_SECURE = (Judgement.OUTSTANDING, Judgement.GOOD, Judgement.REQUIRES_IMPROVEMENT)


@dataclass(frozen=True, slots=True)
class Visit:
    """One visit: overall, helped and protected, leaders and managers, if it judged them."""

    home: Home
    kind: InspectionKind
    started_on: date
    judgements: tuple[Judgement | None, ...]


def inspections_batch(homes: Sequence[Home], seed: int, *, first: int = 1) -> Batch:
    """The rows of all inspections, home by home, oldest first; first: the number of the first of them."""
    draws = chance(seed, "inspections")
    visits = [visit for one in homes if one.inspected for visit in _visits(draws, one)]
    count = len(visits)
    days, waits = draws.integers(0, 3, count).tolist(), draws.integers(*PUBLISHED_AFTER_DAYS, count).tolist()
    in_secure = pick(draws, _EXTRA_IN_SECURE, count, weights=(1, 10, 2))
    elsewhere = pick(draws, _EXTRA_IN_SECURE, count, weights=(4, 9, 1))
    extras = zip(in_secure, elsewhere, strict=True)
    rows: list[Row] = []
    for number, (key, visit, length, wait, extra) in enumerate(
        zip(keys(draws, count), visits, days, waits, extras, strict=True), start=first
    ):
        ended_on = min(visit.started_on + timedelta(days=length), visit.home.last_day)
        published_on = visit.started_on + timedelta(days=wait)
        secure = visit.home.kind is HomeKind.SECURE_CHILDRENS_HOME and visit.judgements[0] is not None
        rows.append(
            (key, NUMBER.format(number), visit.home.key, visit.kind, visit.started_on, ended_on,
             published_on if published_on <= REGISTER_DAY else None, *visit.judgements,
             *(extra if secure else (None, None)), SOURCE)
        )  # fmt: skip
    columns = (
        "id",
        "number",
        "home_id",
        "kind",
        "started_on",
        "ended_on",
        "published_on",
        *JUDGEMENTS,
        "source_system",
    )
    return Batch(inspection, columns, tuple(rows))


def _visits(draws: np.random.Generator, one: Home) -> Iterator[Visit]:
    since = max(one.registered_on, OFSTED_INSPECTS_FROM)
    day = min(_later(draws, since, FIRST_VISIT_DAYS), one.last_day - timedelta(days=int(draws.integers(5, 60))))
    full_days = []
    while day <= one.last_day:
        full_days.append(day)
        day = _later(draws, day, BETWEEN_FULL_DAYS)
    outcomes = pick(
        draws, tuple(published_figures.JUDGEMENTS), len(full_days), weights=tuple(published_figures.JUDGEMENTS.values())
    )
    if one.status is RegistrationStatus.SUSPENDED:
        outcomes[-1] = _INADEQUATE
    late = happens(draws, len(full_days), LATE_ASSURANCE)
    for index, (day, outcome) in enumerate(zip(full_days, outcomes, strict=True)):
        yield from _around(
            draws, one, day, outcome=outcome, is_last=index == len(full_days) - 1, is_late_assurance=late[index]
        )


def _around(
    draws: np.random.Generator,
    one: Home,
    day: date,
    *,
    outcome: tuple[Judgement, Judgement, Judgement],
    is_last: bool,
    is_late_assurance: bool,
) -> Iterator[Visit]:
    # The newest visit is always a full one, so that every inspected home has a judgement to show.
    if not is_last and PAUSE <= day < ROUTINE_AGAIN:
        yield Visit(one, InspectionKind.ASSURANCE, _later(draws, max(day, ASSURANCE), (0, 120)), _NONE)
        return
    yield Visit(one, InspectionKind.FULL, day, outcome)
    for kind, within, is_due in (
        (InspectionKind.INTERIM, INTERIM_AFTER_DAYS, day <= INTERIM_VISITS_UNTIL),
        (InspectionKind.MONITORING_VISIT, MONITORING_AFTER_DAYS, outcome == _INADEQUATE),
        (InspectionKind.ASSURANCE, INTERIM_AFTER_DAYS, day >= ROUTINE_AGAIN and is_late_assurance),
    ):
        visited_on = _later(draws, day, within)
        if is_due and visited_on <= one.last_day:
            yield Visit(one, kind, visited_on, _NONE)


def _later(draws: np.random.Generator, day: date, days: tuple[int, int]) -> date:
    return day + timedelta(days=int(draws.integers(*days)))
