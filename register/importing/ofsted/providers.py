"""Who runs the homes of a file: one provider for each owner that it names, however it spells the name."""

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from hashlib import sha256
from typing import NamedTuple

import sqlalchemy as sa

from register.importing.files.report import Written
from register.importing.ofsted.owner_names import (
    KnownProviders,
    Named,
    OwnerName,
    find_owner,
    index_providers,
    read_owner_name,
)
from register.importing.upsert import (
    Compared,
    find_different,
    find_missing,
    given,
    insert_missing,
    kept,
    update_different,
)
from register.open_types import Expression
from register.tables import provider, provider_contact
from register.vocabulary import LegalForm, Sector

# Begins the reference of a provider that came from a list.
FROM_LISTS = "OFS-"
NONE_KNOWN = index_providers(())
PERSON = re.compile(r"(mr|mrs|ms|miss|mx|dr|sir|dame|lady|lord|rev|reverend|prof|professor)\b", re.IGNORECASE)
SEVERAL = re.compile(r"&|\band\b", re.IGNORECASE)
COLUMN_TYPES = {
    "reference": sa.Text(),
    "name": sa.Text(),
    "sector": sa.Text(),
    "legal_form": sa.Text(),
    "company_number": sa.Text(),
    "individual_name": sa.Text(),
}


@dataclass(frozen=True, slots=True)
class Owner:
    """A provider as its homes' rows give it: a body by its name and company number, a person by nothing public."""

    reference: str
    name: str | None
    sector: Sector | None
    legal_form: LegalForm
    company_number: str | None = None
    individual_name: str | None = None


class _Row(NamedTuple):
    """An owner as one row of a file writes it."""

    text: str
    owner: OwnerName
    urn: str
    sector: Sector


def find_known(connection: sa.Connection) -> KnownProviders:
    """Every provider of the register that has a public name, those first that were entered by command."""
    from_lists = provider.c.reference.like(f"{FROM_LISTS}%")
    query = (
        sa.select(provider.c.reference, provider.c.name, provider.c.company_number)
        .where(provider.c.name.is_not(None))
        .order_by(from_lists, provider.c.reference)
    )
    return index_providers(
        Named(row.reference, row.name, row.company_number or read_owner_name(row.name).company_number)
        for row in connection.execute(query)
    )


def find_references(connection: sa.Connection) -> frozenset[str]:
    """The reference of every provider of the register."""
    return frozenset(connection.scalars(sa.select(provider.c.reference)))


def gather_owners(rows: Iterable[tuple[str, str, Sector]], known: KnownProviders = NONE_KNOWN) -> dict[str, Owner]:
    """The owners by their names as the rows write them.

    rows: an owner's name, the URN of a home, and the home's sector; known: the providers of the register. An owner is
    the provider with its company number, or else with its name. A name without a number is that of the one owner who
    is written with a number elsewhere.
    """
    seen = [_Row(text, read_owner_name(text), urn, sector) for text, urn, sector in rows]
    numbers: dict[str, set[str]] = defaultdict(set)
    for row in seen:
        if row.owner.company_number:
            numbers[row.owner.key].add(row.owner.company_number)
    groups: dict[str, list[_Row]] = defaultdict(list)
    for row in seen:
        only = next(iter(numbers[row.owner.key])) if len(numbers[row.owner.key]) == 1 else None
        groups[row.owner.company_number or only or row.owner.key].append(row)
    return {row.text: owner for group in groups.values() for owner in (_owner(group, known),) for row in group}


def compare_owners(connection: sa.Connection, owners: Sequence[Owner]) -> Compared:
    """What write_owners would add and change with the same owners; nothing is written."""
    wanted = given(owners, COLUMN_TYPES)
    key = (wanted.c.reference,)
    known = frozenset(
        connection.scalars(sa.select(provider.c.reference).where(provider.c.reference == wanted.c.reference))
    )
    person = {"individual_name": wanted.c.individual_name}
    same = provider_contact.c.provider_id == provider.c.id
    differences = [
        *find_different(connection, provider, _facts(wanted), on=_is_same(wanted), key=key),
        *find_missing(connection, provider_contact, person, source=_people(wanted), same=same, key=key),
        *find_different(
            connection,
            provider_contact,
            kept(provider_contact, wanted, person),
            on=sa.and_(same, _is_same(wanted)),
            key=key,
        ),
    ]
    return Compared(frozenset((o.reference,) for o in owners if o.reference not in known), tuple(differences))


def write_owners(connection: sa.Connection, owners: Sequence[Owner], provenance: Mapping[str, str]) -> Written:
    """Add the providers that are new and change those that differ; a legal form once known is kept."""
    wanted = given(owners, COLUMN_TYPES)
    values = {name: wanted.c[name] for name in ("reference", "name", "sector", "legal_form", "company_number")}
    signed = values | {name: sa.literal(value) for name, value in provenance.items()}
    added = insert_missing(connection, provider, signed, source=wanted, returning=(provider.c.id,))
    changed = update_different(
        connection,
        provider,
        _facts(wanted),
        on=_is_same(wanted),
        provenance=provenance,
        returning=(provider.c.id,),
    )
    _write_people(connection, wanted)
    return Written(len(added), len(changed))


def _facts(wanted: sa.FromClause) -> dict[str, Expression]:
    """The values of a provider on the register after the write."""
    told = sa.func.nullif(wanted.c.legal_form, LegalForm.NOT_KNOWN)
    return {
        **kept(provider, wanted, ("name", "sector", "company_number")),
        "legal_form": sa.func.coalesce(told, provider.c.legal_form),
    }


def _is_same(wanted: sa.FromClause) -> sa.ColumnElement[bool]:
    return provider.c.reference == wanted.c.reference


def _people(wanted: sa.TableValuedAlias) -> sa.FromClause:
    return wanted.join(provider, sa.and_(_is_same(wanted), wanted.c.individual_name.is_not(None)))


def _owner(seen: Sequence[_Row], known: KnownProviders) -> Owner:
    spellings = Counter(row.owner.name for row in seen)
    name = min(spellings, key=lambda spelling: (-spellings[spelling], spelling))
    sectors = {row.sector for row in seen}
    sector = sectors.pop() if len(sectors) == 1 else None
    if PERSON.match(name):
        # A hash of a person's name can be guessed back, so a person is known by the home.
        form = LegalForm.PARTNERSHIP if SEVERAL.search(name) else LegalForm.INDIVIDUAL
        return Owner(_reference(min(row.urn for row in seen)), None, sector, form, individual_name=name)
    form = LegalForm.LOCAL_AUTHORITY if sector is Sector.LOCAL_AUTHORITY else LegalForm.NOT_KNOWN
    number = next((row.owner.company_number for row in seen if row.owner.company_number), None)
    found = find_owner({row.owner.key for row in seen}, number, known)
    if found is None:
        return Owner(_reference(number or seen[0].owner.key), name, sector, form, company_number=number)
    # A name that was entered by command is not changed by a list.
    kept_name = name if found.reference.startswith(FROM_LISTS) else found.name
    return Owner(found.reference, kept_name, sector, form, company_number=number)


def _reference(key: str) -> str:
    return f"{FROM_LISTS}{sha256(key.encode()).hexdigest()[:16]}"


def _write_people(connection: sa.Connection, wanted: sa.TableValuedAlias) -> None:
    values = {"provider_id": provider.c.id, "individual_name": wanted.c.individual_name}
    key = (provider_contact.c.provider_id,)
    insert_missing(connection, provider_contact, values, source=_people(wanted), returning=key)
    update_different(
        connection,
        provider_contact,
        kept(provider_contact, wanted, ("individual_name",)),
        on=sa.and_(provider_contact.c.provider_id == provider.c.id, _is_same(wanted)),
        returning=key,
    )
