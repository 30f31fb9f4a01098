"""Names of owners as files write them: company numbers apart, a key for each name, and names that are nearly equal."""

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence, Set
from dataclasses import dataclass
from typing import Final

# Companies House numbers have eight characters. Shorter ones are charities', or have lost a nought in a spreadsheet:
# they identify nobody, and are no part of a name either.
COMPANY_NUMBER: Final = re.compile(r"\b([0-9]{8}|(?:CE|IP|NI|OC|R[0-9S]|S[CO])[0-9]{6})\b")
ANY_NUMBER: Final = re.compile(rf"[(\[]?\s*(?:{COMPANY_NUMBER.pattern}|\b[0-9]{{7}}\b)\s*[)\]]?")
LOOSE_ENDS: Final = " ,;:-/\u00a0"
TRADES_AS: Final = re.compile(r"\b(t a|trading as)\b.*")
ARTICLES_AND_FORMS: Final = re.compile(r"^the\b|\b(limited|llp|plc|cic|cio|c i c|c i o)\b")


@dataclass(frozen=True, slots=True)
class OwnerName:
    """An owner as a row names it. name: as written, without numbers; key: the same for every spelling of the name."""

    name: str
    key: str
    company_number: str | None


@dataclass(frozen=True, slots=True)
class Named:
    """A provider by its reference, its name, and its number at Companies House."""

    reference: str
    name: str
    company_number: str | None


@dataclass(frozen=True, slots=True)
class KnownProviders:
    """The providers of the register, by number at Companies House and by key of the name."""

    named: Sequence[Named]
    by_number: Mapping[str, Named]
    by_key: Mapping[str, Sequence[Named]]


def read_owner_name(text: str) -> OwnerName:
    """The name and the company number of an owner. A text without anything but numbers is the name."""
    number = COMPANY_NUMBER.search(text)
    name = ANY_NUMBER.sub(" ", text)
    name = re.sub(r"\s+", " ", name).strip(LOOSE_ENDS) or text.strip()
    return OwnerName(name, owner_key(name), number[1] if number else None)


def owner_key(name: str) -> str:
    """An owner's name without case, punctuation and the choice between Ltd and Limited."""
    words = re.sub(r"['\u2019]", "", name.casefold().replace("&", " and "))
    return re.sub(r"\bltd\b", "limited", " ".join(re.findall(r"\w+", words)))


def find_owner(keys: Set[str], number: str | None, among: KnownProviders) -> Named | None:
    """The provider that an owner is: by its number, or else by its name if no number speaks against it.

    keys: of the names that the owner is written with.
    """
    if number is not None and number in among.by_number:
        return among.by_number[number]
    named = (each for key in sorted(keys) for each in among.by_key.get(key, ()))
    return next((each for each in named if number is None or each.company_number is None), None)


def index_providers(named: Iterable[Named]) -> KnownProviders:
    """Providers by number and by name; of several with one number, the first is found."""
    providers = tuple(named)
    by_key: dict[str, list[Named]] = defaultdict(list)
    for each in providers:
        by_key[read_owner_name(each.name).key].append(each)
    by_number = {each.company_number: each for each in reversed(providers) if each.company_number}
    return KnownProviders(providers, by_number, by_key)


def nearly_equal(named: Iterable[Named]) -> list[tuple[Named, ...]]:
    """Providers that may be one: their names differ in an article, a legal form, a trading name or in spaces only.

    Those whose company numbers all differ are different companies.
    """
    groups: dict[str, list[Named]] = defaultdict(list)
    for each in named:
        groups[_loose_key(each.name)].append(each)
    return [tuple(group) for key, group in sorted(groups.items()) if key and _may_be_one(group)]


def _loose_key(name: str) -> str:
    key = TRADES_AS.sub("", owner_key(read_owner_name(name).name)).strip()
    return re.sub(r"\s+", "", ARTICLES_AND_FORMS.sub("", key))


def _may_be_one(group: list[Named]) -> bool:
    numbers = [each.company_number for each in group if each.company_number]
    return len(group) > 1 and (len(numbers) < len(group) or len(set(numbers)) < len(numbers))
