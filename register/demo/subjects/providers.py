"""Invented providers: companies of every size, councils, charities, health bodies and private persons."""

import uuid
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np

from register.demo import published_figures
from register.demo.batch import Batch, Row
from register.demo.invented_names import (
    COMPANY_WORDS,
    COUNCIL_WORDS,
    TRUST_WORDS,
    invented_words,
    person_names,
    postcodes,
    streets,
    towns,
)
from register.demo.random_draws import chance, happens, keys, pick, shuffled
from register.tables import provider, provider_contact
from register.vocabulary import LegalForm, Sector

SOURCE = "demonstration"

LARGEST_COMPANIES = 40
SUBSIDIARIES = 60
CHARITIES_INCORPORATED = 0.6

# A few run dozens of homes and most run one: shares fall with rank, as on the published list.
_RANKS_BEFORE_FIRST = 8
_STEEPNESS = 1.3


@dataclass(frozen=True, slots=True)
class Provider:
    """A provider before it becomes rows; may_run is how many homes it can run, or None for no limit."""

    key: uuid.UUID
    legal_form: LegalForm
    sector: Sector
    name: str | None
    may_run: int | None = None


def invent_providers(homes: Sequence[tuple[Sector, str]], seed: int) -> tuple[list[Provider], list[Provider]]:
    """All providers, and the provider of each home in the same order.

    homes: each home's sector and the code of its authority; a council's homes are in its own area.
    """
    areas = sorted({authority for sector, authority in homes if sector is Sector.LOCAL_AUTHORITY})
    everyone = list(_found(seed, len(areas)))
    of_sector: dict[Sector, list[Provider]] = defaultdict(list)
    for one in everyone:
        of_sector[one.sector].append(one)
    council_of = dict(zip(areas, of_sector[Sector.LOCAL_AUTHORITY], strict=True))
    running: dict[Sector, Iterator[Provider]] = {
        sector: iter(_share_out(of_sector[sector], sum(s is sector for s, _ in homes), seed))
        for sector in (Sector.PRIVATE, Sector.VOLUNTARY, Sector.HEALTH_AUTHORITY)
    }
    return everyone, [
        council_of[authority] if sector is Sector.LOCAL_AUTHORITY else next(running[sector])
        for sector, authority in homes
    ]


def provider_batches(everyone: Sequence[Provider], seed: int) -> tuple[Batch, Batch]:
    """The rows of the providers, and of what about them is personal."""
    draws = chance(seed, "provider rows")
    incorporated = happens(draws, len(everyone), CHARITIES_INCORPORATED)
    companies = [one.key for one in everyone if one.legal_form is LegalForm.COMPANY]
    parents = pick(draws, companies[:LARGEST_COMPANIES], SUBSIDIARIES)
    parent_of = dict(zip(shuffled(draws, companies[LARGEST_COMPANIES:])[:SUBSIDIARIES], parents, strict=True))
    rows: list[Row] = []
    for number, (one, has_number) in enumerate(zip(everyone, incorporated, strict=True), start=1):
        is_company = one.legal_form is LegalForm.COMPANY or (one.legal_form is LegalForm.CHARITY and has_number)
        company_number = f"ZZ{number:06d}" if is_company else None
        rows.append(
            (one.key, f"DEMO-{number:05d}", one.name, one.legal_form, one.sector, company_number,
             parent_of.get(one.key), SOURCE)
        )  # fmt: skip
    columns = ("id", "reference", "name", "legal_form", "sector", "company_number", "parent_id", "source_system")
    return Batch(provider, columns, tuple(rows)), _contacts(everyone, seed)


def _contacts(everyone: Sequence[Provider], seed: int) -> Batch:
    draws = chance(seed, "provider contacts")
    count = len(everyone)
    names, roads, places = person_names(draws, count), streets(draws, count), towns(draws, count)
    numbers, codes = draws.integers(1, 200, count), postcodes(draws, draws.integers(0, 90, count).tolist())
    rows = tuple(
        (one.key, name if one.legal_form is LegalForm.INDIVIDUAL else None, f"{number} {road}, {town}", code)
        for one, name, number, road, town, code in zip(everyone, names, numbers, roads, places, codes, strict=True)
    )
    return Batch(provider_contact, ("provider_id", "individual_name", "address", "postcode"), rows)


def _found(seed: int, councils: int) -> Iterator[Provider]:
    draws = chance(seed, "providers")
    companies = (
        published_figures.PRIVATE_PROVIDERS
        - published_figures.OF_THEM_INDIVIDUALS
        - published_figures.OF_THEM_PARTNERSHIPS
    )
    kinds = (
        (companies, LegalForm.COMPANY, Sector.PRIVATE, COMPANY_WORDS, " Ltd", None),
        (
            published_figures.OF_THEM_PARTNERSHIPS,
            LegalForm.PARTNERSHIP,
            Sector.PRIVATE,
            COMPANY_WORDS,
            " Partnership",
            2,
        ),
        (published_figures.OF_THEM_INDIVIDUALS, LegalForm.INDIVIDUAL, Sector.PRIVATE, (), "", 1),
        (published_figures.VOLUNTARY_PROVIDERS, LegalForm.CHARITY, Sector.VOLUNTARY, TRUST_WORDS, "", None),
        (published_figures.HEALTH_PROVIDERS, LegalForm.NHS_BODY, Sector.HEALTH_AUTHORITY, ("Health Trust",), "", None),
        (councils, LegalForm.LOCAL_AUTHORITY, Sector.LOCAL_AUTHORITY, COUNCIL_WORDS, "", None),
    )
    for count, form, sector, second_words, ending, may_run in kinds:
        first_words = shuffled(draws, invented_words())[:count]
        seconds = pick(draws, second_words, count) if second_words else [""] * count
        for key, first, second in zip(keys(draws, count), first_words, seconds, strict=True):
            yield Provider(key, form, sector, f"{first} {second}{ending}" if second else None, may_run)


def _share_out(providers: Sequence[Provider], homes: int, seed: int) -> list[Provider]:
    draws = chance(seed, f"homes of {providers[0].sector}")
    unlimited = [one for one in providers if one.may_run is None]
    shared = [one for one in providers for _ in range(one.may_run or 1)]
    shares = (np.arange(len(unlimited)) + _RANKS_BEFORE_FIRST) ** -_STEEPNESS
    more = draws.multinomial(homes - len(shared), shares / shares.sum())
    shared += [one for one, count in zip(unlimited, more.tolist(), strict=True) for _ in range(count)]
    return shuffled(draws, shared)
