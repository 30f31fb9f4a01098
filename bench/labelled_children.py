"""Invented children of whom it is known which records are of one child: with twins, siblings, namesakes, mistakes.

Made of a seed, and the same for the same seed. Names are as unevenly spread as people's are: a few are borne by many.
"""

import uuid
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta

import numpy as np

from register.demo.subjects.children import nhs_number

AUTHORITIES = tuple(f"E0600{number:04}" for number in range(1, 21))
# Of the records, so many are second records of a child that is on the register already.
SECOND_RECORDS = 0.05
TWINS, SIBLINGS, NAMESAKES = 0.01, 0.02, 0.005
# So many days of birth are not known, and are given as the first of January.
UNKNOWN_BIRTHDAYS = 0.02
# Of the records, so many have a number.
NHS_NUMBERS, UPNS = 0.6, 0.5
# Two lists of names are spread as people's are: the first names are borne by many, most by few.
FLATTENED = 25
ONSETS = (
    "b",
    "br",
    "c",
    "ch",
    "d",
    "dr",
    "f",
    "fl",
    "g",
    "h",
    "j",
    "k",
    "l",
    "m",
    "n",
    "p",
    "qu",
    "r",
    "s",
    "st",
    "t",
    "v",
    "w",
    "z",
)
VOWELS = ("a", "e", "i", "o", "u", "ea", "oo", "y")
CODAS = ("", "", "l", "n", "r", "s", "t", "ck", "m", "nd", "x")
BORN_FROM = date(2008, 9, 1)
DAYS = 17 * 365


@dataclass(frozen=True)
class Record:
    """A record. child: who it is of, which the register does not know."""

    child: int
    key: uuid.UUID
    authority: str
    name: str
    born: date
    sex: str
    aliases: tuple[str, ...] = ()
    nhs_number: str | None = None
    upn: str | None = None


def records(count: int, seed: int) -> list[Record]:
    """So many records, of fewer children."""
    draws = np.random.default_rng(seed)
    forenames, surnames = _words(draws, 800, (2, 2)), _words(draws, 8_000, (2, 3))
    children = round(count * (1 - SECOND_RECORDS))
    made: list[Record] = []
    for number in range(children):
        made.append(_child(draws, number, made, forenames=forenames, surnames=surnames))
    twice = draws.choice(children, count - children, replace=False)
    return [*made, *(_second_record(draws, made[each], forenames=forenames, surnames=surnames) for each in twice)]


def pairs_of(made: Sequence[Record]) -> Iterator[frozenset[uuid.UUID]]:
    """Each two records that are of one child."""
    first: dict[int, Record] = {}
    for each in made:
        if each.child in first:
            yield frozenset({first[each.child].key, each.key})
        else:
            first[each.child] = each


def _words(draws: np.random.Generator, count: int, syllables: tuple[int, int]) -> list[str]:
    """So many names that nobody has, of so many syllables at least and at most, each once."""
    made: dict[str, None] = {}
    while len(made) < count:
        parts = (
            str(draws.choice(ONSETS)) + str(draws.choice(VOWELS)) + str(draws.choice(CODAS))
            for _ in range(int(draws.integers(*syllables, endpoint=True)))
        )
        made["".join(parts).capitalize()] = None
    return list(made)


def _uneven(draws: np.random.Generator, among: Sequence[str]) -> str:
    """One of these: the first is borne by about one in a hundred, the last by hardly any."""
    first, last = np.log(FLATTENED), np.log(FLATTENED + len(among))
    return among[int(np.exp(draws.uniform(first, last)) - FLATTENED)]


def _child(
    draws: np.random.Generator,
    number: int,
    before: Sequence[Record],
    *,
    forenames: Sequence[str],
    surnames: Sequence[str],
) -> Record:
    """A child of its own, or a twin, a sibling or a namesake of one before."""
    fresh = Record(
        child=number,
        key=uuid.UUID(bytes=draws.bytes(16), version=4),
        authority=str(draws.choice(AUTHORITIES)),
        name=f"{_uneven(draws, forenames)} {_uneven(draws, surnames)}",
        born=BORN_FROM + timedelta(days=int(draws.integers(DAYS))),
        sex=str(draws.choice(["male", "female"])),
        nhs_number=nhs_number(number) if draws.random() < NHS_NUMBERS and number < 100_000 else None,
        upn=f"A{number:011}9" if draws.random() < UPNS else None,
    )
    if draws.random() < UNKNOWN_BIRTHDAYS:
        fresh = replace(fresh, born=fresh.born.replace(month=1, day=1))
    if not before:
        return fresh
    other, kind = before[int(draws.integers(len(before)))], draws.random()
    family = other.name.split()[-1]
    if kind < TWINS:
        return replace(fresh, name=f"{fresh.name.split()[0]} {family}", born=other.born, authority=other.authority)
    if kind < TWINS + SIBLINGS:
        return replace(fresh, name=f"{fresh.name.split()[0]} {family}", authority=other.authority)
    if kind < TWINS + SIBLINGS + NAMESAKES:
        return replace(fresh, name=other.name)
    return fresh


def _second_record(
    draws: np.random.Generator, of: Record, *, forenames: Sequence[str], surnames: Sequence[str]
) -> Record:
    """A second record of a child, written down by other people: with one mistake or two, or another name."""
    made = replace(
        of,
        key=uuid.UUID(bytes=draws.bytes(16), version=4),
        authority=str(draws.choice(AUTHORITIES)) if draws.random() < 0.7 else of.authority,
        nhs_number=of.nhs_number if draws.random() < 0.6 else None,
        upn=of.upn if draws.random() < 0.6 else None,
    )
    for _ in range(1 if draws.random() < 0.8 else 2):
        made = _with_mistake(draws, made, forenames=forenames, surnames=surnames)
    return made


def _with_mistake(
    draws: np.random.Generator, of: Record, *, forenames: Sequence[str], surnames: Sequence[str]
) -> Record:
    first, last = of.name.split()[0], of.name.split()[-1]
    match int(draws.integers(10)):
        case 0 | 1:
            return replace(of, name=f"{_mistyped(draws, first)} {last}")
        case 2 | 3:
            return replace(of, name=f"{first} {_mistyped(draws, last)}")
        case 4:
            return replace(of, name=f"{last} {first}")
        case 5:
            other = f"{first} {_uneven(draws, surnames)}"
            return replace(of, name=other, aliases=(of.name,) if draws.random() < 0.5 else ())
        case 6 if of.born.day <= 12:
            return replace(of, born=date(of.born.year, of.born.day, of.born.month))
        case 7:
            return replace(of, born=of.born.replace(day=max(1, of.born.day - 1)))
        case 8:
            return replace(of, sex="unknown")
        case 9 if draws.random() < 0.5:
            return replace(of, name=f"{_uneven(draws, forenames)} {last}", aliases=())
        case _:
            return replace(of, name=of.name.upper())


def _mistyped(draws: np.random.Generator, word: str) -> str:
    """A word with one letter left out, doubled, or exchanged with the next."""
    place = 1 + int(draws.integers(len(word) - 2))
    match int(draws.integers(3)):
        case 0:
            return word[:place] + word[place + 1 :]
        case 1:
            return word[:place] + word[place] + word[place:]
        case _:
            return word[:place] + word[place + 1] + word[place] + word[place + 2 :]
