"""Who runs the homes of a file: one provider for each owner that it names, however it spells the name."""

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from hashlib import sha256

import sqlalchemy as sa

from register.importing.files.report import Written
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

PERSON = re.compile(r"(mr|mrs|ms|miss|mx|dr|sir|dame|lady|lord|rev|reverend|prof|professor)\b", re.IGNORECASE)
SEVERAL = re.compile(r"&|\band\b", re.IGNORECASE)
COLUMN_TYPES = {
    "reference": sa.Text(),
    "name": sa.Text(),
    "sector": sa.Text(),
    "legal_form": sa.Text(),
    "individual_name": sa.Text(),
}


@dataclass(frozen=True, slots=True)
class Owner:
    """A provider as its homes' rows give it: a body by its name, a person by nothing public."""

    reference: str
    name: str | None
    sector: Sector | None
    legal_form: LegalForm
    individual_name: str | None


def owner_key(name: str) -> str:
    """An owner's name without case, punctuation and the choice between Ltd and Limited."""
    words = re.sub(r"['\u2019]", "", name.casefold().replace("&", " and "))
    return re.sub(r"\bltd\b", "limited", " ".join(re.findall(r"\w+", words)))


def gather_owners(rows: Iterable[tuple[str, str, Sector]]) -> dict[str, Owner]:
    """The owners by owner_key of their names.

    rows: an owner's name, the URN of a home, and the home's sector.
    """
    named: dict[str, list[tuple[str, str, Sector]]] = defaultdict(list)
    for row in rows:
        named[owner_key(row[0])].append(row)
    return {key: _owner(key, seen) for key, seen in named.items()}


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
    values = {name: wanted.c[name] for name in ("reference", "name", "sector", "legal_form")}
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
    return kept(provider, wanted, ("name", "sector")) | {"legal_form": sa.func.coalesce(told, provider.c.legal_form)}


def _is_same(wanted: sa.FromClause) -> sa.ColumnElement[bool]:
    return provider.c.reference == wanted.c.reference


def _people(wanted: sa.TableValuedAlias) -> sa.FromClause:
    return wanted.join(provider, sa.and_(_is_same(wanted), wanted.c.individual_name.is_not(None)))


def _owner(key: str, seen: Sequence[tuple[str, str, Sector]]) -> Owner:
    spellings = Counter(name for name, _, _ in seen)
    name = min(spellings, key=lambda spelling: (-spellings[spelling], spelling))
    sectors = {sector for _, _, sector in seen}
    sector = sectors.pop() if len(sectors) == 1 else None
    if PERSON.match(name):
        # A hash of a person's name can be guessed back, so a person is known by the home.
        form = LegalForm.PARTNERSHIP if SEVERAL.search(name) else LegalForm.INDIVIDUAL
        return Owner(_reference(min(urn for _, urn, _ in seen)), None, sector, form, name)
    form = LegalForm.LOCAL_AUTHORITY if sector is Sector.LOCAL_AUTHORITY else LegalForm.NOT_KNOWN
    return Owner(_reference(key), name, sector, form, None)


def _reference(key: str) -> str:
    return f"OFS-{sha256(key.encode()).hexdigest()[:16]}"


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
