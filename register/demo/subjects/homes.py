"""Invented homes: their public facts, and their names and what they offer."""

import uuid
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

import numpy as np

from register.demo import published_figures
from register.demo.batch import Batch, Row
from register.demo.invented_names import home_names, telephones
from register.demo.locations import Place
from register.demo.published_figures import REGISTER_DAY
from register.demo.random_draws import chance, happens, keys, pick, shuffled
from register.demo.subjects.providers import SOURCE, Provider, invent_providers
from register.tables import home, home_identity
from register.vocabulary import HomeKind, LegalForm, Need, OperationalStatus, RegistrationStatus, Sector, SexAdmitted

# Ofsted's own begin with SC0 to SC4, 1 or 2: these cannot be mistaken for those of a home that exists.
OLD_URN, NEW_URN = "SC9{:05d}", "99{:05d}"
OLD_URN_UNTIL = 2011
REGISTERED_ANEW = 0.04

URNS = 100_000
_RECENT = timedelta(days=90)
_LONGEST_WAIT_DAYS = 120


@dataclass(frozen=True, slots=True)
class Home:
    """An invented home before it becomes rows; inspected tells whether it has had a full inspection."""

    key: uuid.UUID
    urn: str
    kind: HomeKind
    sector: Sector
    status: RegistrationStatus
    registered_on: date
    places: int
    inspected: bool
    provider: Provider
    place: Place
    ceased_on: date | None = None

    @property
    def last_day(self) -> date:
        """The last day of which anything is known: that of the registration, or of the register."""
        return self.ceased_on or REGISTER_DAY

    @property
    def has_responsible_individual(self) -> bool:
        """True for organisations. A person who provides a home is responsible in person."""
        return self.provider.legal_form is not LegalForm.INDIVIDUAL


def invent_homes(places: Sequence[Place], seed: int) -> tuple[list[Provider], list[Home]]:
    """All providers, and a home for each place."""
    draws = chance(seed, "homes")
    kinds = shuffled(
        draws, [pair for pair, count in published_figures.HOMES_OF_KIND_AND_SECTOR.items() for _ in range(count)]
    )
    days = _registration_days(draws)
    newest = set(
        sorted(range(len(days)), key=lambda index: (days[index], index))[-published_figures.NOT_YET_INSPECTED :]
    )
    inspected = [index not in newest for index in range(len(days))]
    suspended = set(shuffled(draws, [i for i, seen in enumerate(inspected) if seen])[: published_figures.SUSPENDED])
    sectors = [(sector, place.authority) for (_, sector), place in zip(kinds, places, strict=True)]
    everyone, running = invent_providers(sectors, seed)
    sizes = _sizes(draws, [kind for kind, _ in kinds])
    return everyone, [
        Home(
            key=key,
            urn=urn,
            kind=kinds[index][0],
            sector=kinds[index][1],
            status=RegistrationStatus.SUSPENDED if index in suspended else RegistrationStatus.REGISTERED,
            registered_on=days[index],
            places=sizes[index],
            inspected=inspected[index],
            provider=running[index],
            place=places[index],
        )
        for index, (key, urn) in enumerate(zip(keys(draws, len(places)), _urns(draws, days), strict=True))
    ]


def home_batches(homes: Sequence[Home], seed: int) -> tuple[Batch, Batch]:
    """The rows of the homes' public facts, and of their identity."""
    return _public_facts(homes, seed), _identities(homes, seed)


def _public_facts(homes: Sequence[Home], seed: int) -> Batch:
    draws = chance(seed, "home rows")
    ordinary = [index for index, one in enumerate(homes) if one.kind is HomeKind.CHILDRENS_HOME]
    short_breaks = set(shuffled(draws, ordinary)[: published_figures.SHORT_BREAKS])
    anew = happens(draws, len(homes), REGISTERED_ANEW)
    used = {one.urn for one in homes}
    spare = iter([urn for urn in map(NEW_URN.format, draws.permutation(URNS)) if urn not in used])
    rows: list[Row] = [
        (one.key, one.urn, next(spare) if is_anew else None, one.kind, one.sector, one.status, one.registered_on,
         one.places, index in short_breaks, one.provider.key, one.place.authority, SOURCE)
        for index, (one, is_anew) in enumerate(zip(homes, anew, strict=True))
    ]  # fmt: skip
    columns = (
        "id", "urn", "previous_urn", "kind", "sector", "registration_status", "registered_on", "places",
        "short_breaks_only", "provider_id", "authority_code", "source_system",
    )  # fmt: skip
    return Batch(home, columns, tuple(rows))


def _identities(homes: Sequence[Home], seed: int) -> Batch:
    draws, count = chance(seed, "identities"), len(homes)
    names, phones = home_names(chance(seed, "home names")), telephones(draws, count)
    youngest = pick(draws, (0, 5, 6, 7, 8, 9, 10, 11, 12, 13, 16), count, weights=(1, 3, 3, 9, 20, 6, 20, 12, 10, 8, 2))
    oldest = pick(draws, (17, 18), count, weights=(7, 3))
    admitted = pick(draws, tuple(SexAdmitted), count, weights=(80, 12, 8))
    needs = _needs(draws, count)
    rows: list[Row] = []
    for index, one in enumerate(homes):
        status, accommodated_on = _operation(draws, one)
        is_secure = one.kind is HomeKind.SECURE_CHILDRENS_HOME
        rows.append(
            (one.key, names[index], youngest[index], oldest[index], admitted[index], needs[index], status,
             accommodated_on, is_secure, one.places if is_secure else None, phones[index])
        )  # fmt: skip
    columns = (
        "home_id", "name", "age_min", "age_max", "sex_admitted", "needs", "operational_status",
        "first_accommodated_on", "secure_approved", "secure_places", "contact_telephone",
    )  # fmt: skip
    return Batch(home_identity, columns, tuple(rows))


def _operation(draws: np.random.Generator, one: Home) -> tuple[OperationalStatus, date | None]:
    chances = draws.random(2)
    if one.registered_on > REGISTER_DAY - _RECENT and chances[0] < 0.7:
        return OperationalStatus.NOT_YET_ACCOMMODATING, None
    waited = timedelta(days=int(chances[1] * min((REGISTER_DAY - one.registered_on).days, _LONGEST_WAIT_DAYS)))
    if one.status is RegistrationStatus.SUSPENDED:
        return OperationalStatus.TEMPORARILY_CLOSED, one.registered_on + waited
    status = OperationalStatus.OPEN_NO_CHILDREN if chances[0] < 0.06 else OperationalStatus.OPEN
    return status, one.registered_on + waited


def _needs(draws: np.random.Generator, count: int) -> list[list[str]]:
    usual = pick(draws, (Need.EMOTIONAL_BEHAVIOURAL, Need.LEARNING_DISABILITY, Need.PHYSICAL_DISABILITY), count,
                 weights=(80, 16, 4))  # fmt: skip
    others = pick(draws, tuple(Need), count)
    return [
        [str(need) for need in Need if need in (first, second)] for first, second in zip(usual, others, strict=True)
    ]


def _registration_days(draws: np.random.Generator) -> list[date]:
    days: list[date] = []
    for year, count in published_figures.REGISTERED_IN.items():
        first, last = date(year, 1, 2), min(date(year, 12, 30), REGISTER_DAY - timedelta(days=3))
        offsets = draws.integers(0, (last - first).days + 1, count)
        days += [first + timedelta(days=offset) for offset in offsets.tolist()]
    return shuffled(draws, days)


def _sizes(draws: np.random.Generator, kinds: Sequence[HomeKind]) -> list[int]:
    ordinary = iter(
        shuffled(draws, [n for n, homes in published_figures.PLACES_OF_CHILDRENS_HOMES.items() for _ in range(homes)])
    )
    ranges = {
        HomeKind.RESIDENTIAL_SPECIAL_SCHOOL: published_figures.PLACES_OF_SPECIAL_SCHOOLS,
        HomeKind.SECURE_CHILDRENS_HOME: published_figures.PLACES_OF_SECURE_HOMES,
    }
    return [int(draws.integers(*ranges[kind])) if kind in ranges else next(ordinary) for kind in kinds]


def _urns(draws: np.random.Generator, days: Sequence[date]) -> list[str]:
    numbers = draws.permutation(URNS)[: len(days)].tolist()
    return [
        (OLD_URN if day.year <= OLD_URN_UNTIL else NEW_URN).format(number)
        for day, number in zip(days, numbers, strict=True)
    ]
