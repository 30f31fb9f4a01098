"""Invented homes beside those that are registered: closed, passed to another provider, refused, or applying."""

import uuid
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta

import numpy as np

from register.demo.invented_names import home_names
from register.demo.locations import Place, Setting, places_beside
from register.demo.published_figures import (
    APPLYING,
    CLOSED_BY_COURT,
    CLOSED_BY_OFSTED,
    CLOSED_BY_PROVIDER,
    CLOSED_SINCE,
    HOMES,
    REFUSED,
    REGISTER_DAY,
)
from register.demo.random_draws import chance, day_since, keys, shuffled
from register.demo.subjects.homes import NEW_URN, OLD_URN, OLD_URN_UNTIL, URNS, Home
from register.demo.terrain import Ground
from register.vocabulary import HomeKind, LegalForm, RegistrationStatus

STATUSES: Mapping[RegistrationStatus, int] = {
    RegistrationStatus.CANCELLED_VOLUNTARY: CLOSED_BY_PROVIDER,
    RegistrationStatus.CANCELLED_OFSTED: CLOSED_BY_OFSTED,
    RegistrationStatus.CANCELLED_COURT: CLOSED_BY_COURT,
    RegistrationStatus.REFUSED: REFUSED,
    RegistrationStatus.APPLICATION_RECEIVED: APPLYING,
}
UNDECIDED = frozenset({RegistrationStatus.REFUSED, RegistrationStatus.APPLICATION_RECEIVED})
# An application is decided within some months; few homes close within their first year.
DECIDED_WITHIN_DAYS = 200
SHORTEST_LIFE_DAYS, USUAL_LIFE_DAYS = 300, 2_200
INSPECTED_AFTER_DAYS = 240
FIRST_DAY = date(2002, 4, 1)
# Names that the homes of the register and those that are renamed do not have.
NAMES_FROM = HOMES + 100


@dataclass(frozen=True, slots=True)
class FormerHome:
    """An invented home that does not count on the register's day.

    beside: the registered home near it, whose provider it has; of a home that passed on, the one it became.
    """

    home: Home
    beside: Home
    name: str | None

    @property
    def registered_on(self) -> date | None:
        """The first day of its registration, if it ever was registered."""
        return None if self.home.status in UNDECIDED else self.home.registered_on

    @property
    def passed_on(self) -> bool:
        """True if it became the home beside it, under another provider."""
        return self.home.status is RegistrationStatus.LAPSED


def invent_former_homes(
    ground: Ground, standing: Sequence[Home], urns_before: Mapping[uuid.UUID, str], *, seed: int
) -> list[FormerHome]:
    """Homes that closed, were refused or apply, each near a registered one; and those that homes were before.

    urns_before: the previous reference number of each home that has one, by its key.
    """
    draws = chance(seed, "former homes")
    settled = [one for one in standing if _is_ordinary(one) and one.place.setting is Setting.SETTLEMENT]
    beside = shuffled(draws, settled)[: sum(STATUSES.values())]
    places = places_beside(ground, [one.place for one in beside], draws)
    used = {one.urn for one in standing} | set(urns_before.values())
    made = zip(beside, places, _lives(draws), keys(draws, len(beside)), strict=True)
    names = home_names(chance(seed, "home names"))[NAMES_FROM:]
    urns = _Urns(draws, used)
    found = [
        FormerHome(_near(neighbour, place, life, key=key, urn=urns.take(life.since)), neighbour, name)
        for (neighbour, place, life, key), name in zip(made, names, strict=False)
    ]
    return found + list(_predecessors(draws, standing, urns_before))


@dataclass(frozen=True, slots=True)
class _Life:
    status: RegistrationStatus
    since: date
    ceased_on: date | None


class _Urns:
    """Reference numbers that nobody has, taken one after another."""

    def __init__(self, draws: np.random.Generator, used: set[str]) -> None:
        self._numbers = iter(draws.permutation(URNS).tolist())
        self._used = used

    def take(self, since: date) -> str:
        """The next number, of the form that was given at the time."""
        form = OLD_URN if since.year <= OLD_URN_UNTIL else NEW_URN
        return next(urn for urn in map(form.format, self._numbers) if urn not in self._used)


def _is_ordinary(one: Home) -> bool:
    return one.kind is HomeKind.CHILDRENS_HOME


def _lives(draws: np.random.Generator) -> list[_Life]:
    return shuffled(draws, [_life(draws, status) for status, count in STATUSES.items() for _ in range(count)])


def _life(draws: np.random.Generator, status: RegistrationStatus) -> _Life:
    if status in UNDECIDED:
        earliest = CLOSED_SINCE if status is RegistrationStatus.REFUSED else REGISTER_DAY - _days(DECIDED_WITHIN_DAYS)
        return _Life(status, day_since(draws, earliest), None)
    ceased_on = day_since(draws, CLOSED_SINCE)
    return _Life(status, _registered_before(draws, ceased_on), ceased_on)


def _registered_before(draws: np.random.Generator, ceased_on: date) -> date:
    return max(FIRST_DAY, ceased_on - _days(SHORTEST_LIFE_DAYS + int(draws.exponential(USUAL_LIFE_DAYS))))


def _days(count: int) -> timedelta:
    return timedelta(days=count)


def _near(neighbour: Home, place: Place, life: _Life, *, key: uuid.UUID, urn: str) -> Home:
    return replace(
        neighbour,
        key=key,
        urn=urn,
        status=life.status,
        registered_on=life.since,
        ceased_on=life.ceased_on,
        inspected=_is_inspected(life.since, life.ceased_on),
        place=place,
    )


def _is_inspected(since: date, ceased_on: date | None) -> bool:
    return ceased_on is not None and (ceased_on - since).days > INSPECTED_AFTER_DAYS


def _predecessors(
    draws: np.random.Generator, standing: Sequence[Home], urns_before: Mapping[uuid.UUID, str]
) -> Iterator[FormerHome]:
    companies = [one.provider for one in standing if one.provider.legal_form is LegalForm.COMPANY]
    became = [
        one for one in standing if one.key in urns_before and _is_ordinary(one) and one.registered_on >= CLOSED_SINCE
    ]
    for successor, key in zip(became, keys(draws, len(became)), strict=True):
        before = next(each for each in shuffled(draws, companies[:50]) if each is not successor.provider)
        ceased_on = successor.registered_on
        since = _registered_before(draws, ceased_on)
        former = replace(
            successor,
            key=key,
            urn=urns_before[successor.key],
            status=RegistrationStatus.LAPSED,
            sector=before.sector,
            provider=before,
            registered_on=since,
            ceased_on=ceased_on,
            inspected=_is_inspected(since, ceased_on),
        )
        yield FormerHome(former, successor, None)
