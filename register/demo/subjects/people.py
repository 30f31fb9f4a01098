"""Invented people: who manages each home and who answers for it, with those who went before and posts left empty."""

from collections.abc import Sequence
from datetime import date, timedelta

import numpy as np

from register.demo.batch import Batch, Row
from register.demo.invented_names import person_names
from register.demo.random_draws import chance, happens, keys
from register.demo.subjects.homes import Home
from register.demo.subjects.providers import SOURCE
from register.tables import home_person
from register.vocabulary import PersonRole

WITHOUT_MANAGER = 0.08
MANAGER_STAYS_DAYS = (400, 2_400)
CHANGED_INDIVIDUAL = 0.25
LONGEST_VACANCY_DAYS = 240

Span = tuple[date, date | None]


def people_batch(homes: Sequence[Home], seed: int) -> Batch:
    """The rows of managers and responsible individuals, in the order in which they came."""
    draws = chance(seed, "people")
    vacant, changed = (happens(draws, len(homes), share) for share in (WITHOUT_MANAGER, CHANGED_INDIVIDUAL))
    posts: list[tuple[Home, PersonRole, Span, str | None]] = []
    individuals = dict(zip([one.provider.key for one in homes], person_names(draws, len(homes)), strict=True))
    for one, is_vacant, is_changed in zip(homes, vacant, changed, strict=True):
        posts += [(one, PersonRole.REGISTERED_MANAGER, span, None) for span in _managers(draws, one, is_vacant)]
        if one.has_responsible_individual:
            *before, last = _individuals(draws, one, is_changed)
            posts += [(one, PersonRole.RESPONSIBLE_INDIVIDUAL, span, None) for span in before]
            # A provider's homes share the person who answers for them now.
            posts.append((one, PersonRole.RESPONSIBLE_INDIVIDUAL, last, individuals[one.provider.key]))
    names = person_names(draws, len(posts))
    rows: list[Row] = [
        (key, one.key, role, known or name, *_while_registered(one, span), SOURCE)
        for key, name, (one, role, span, known) in zip(keys(draws, len(posts)), names, posts, strict=True)
    ]
    columns = ("id", "home_id", "role", "name", "valid_from", "valid_to", "source_system")
    return Batch(home_person, columns, tuple(rows))


def _while_registered(one: Home, span: Span) -> Span:
    # Whoever is in a post on the last day of a registration leaves it with the home.
    if one.ceased_on is None or span[1] is not None:
        return span
    return span[0], one.ceased_on + timedelta(days=1)


def _managers(draws: np.random.Generator, one: Home, is_vacant: bool) -> list[Span]:
    starts = [one.registered_on]
    while True:
        following = starts[-1] + timedelta(days=int(draws.integers(*MANAGER_STAYS_DAYS)))
        if following > one.last_day - timedelta(days=LONGEST_VACANCY_DAYS):
            break
        starts.append(following)
    spans: list[Span] = list(zip(starts, [*starts[1:], None], strict=True))
    if is_vacant:
        since = max(starts[-1], one.last_day - timedelta(days=LONGEST_VACANCY_DAYS))
        left_on = since + (one.last_day - since) * float(draws.uniform(0.1, 1.0))
        spans[-1] = (starts[-1], max(left_on, starts[-1] + timedelta(days=1)))
    return spans


def _individuals(draws: np.random.Generator, one: Home, is_changed: bool) -> list[Span]:
    days = (one.last_day - one.registered_on).days
    if not is_changed or days < LONGEST_VACANCY_DAYS:
        return [(one.registered_on, None)]
    changed_on = one.registered_on + timedelta(days=int(days * draws.uniform(0.2, 0.9)))
    return [(one.registered_on, changed_on), (changed_on, None)]
