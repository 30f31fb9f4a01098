"""Homes as a file gives them, and how they are written: public facts, name, and address."""

from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from datetime import date
from typing import Any
from uuid import UUID

import sqlalchemy as sa

from register.importing.changes import flagged, given, insert_missing, kept, update_different, with_flag
from register.tables import home, home_identity, premises, provider
from register.vocabulary import HomeKind, RegistrationStatus, Sector

SEVERAL_BUILDINGS = "several_buildings"
POSITION_TO_CHECK = "position_to_check"
PUBLIC_FACTS = ("kind", "sector", "registration_status", "registered_on", "places", "short_breaks_only")
ADDRESS = ("paon", "street", "town", "postcode")
COLUMN_TYPES = {
    "urn": sa.Text(),
    "kind": sa.Text(),
    "sector": sa.Text(),
    "registration_status": sa.Text(),
    "registered_on": sa.Date(),
    "places": sa.Integer(),
    "short_breaks_only": sa.Boolean(),
    "several_buildings": sa.Boolean(),
    "provider_reference": sa.Text(),
    "authority_code": sa.Text(),
    "name": sa.Text(),
    **dict.fromkeys(ADDRESS, sa.Text()),
}


@dataclass(frozen=True, slots=True)
class HomeFacts:
    """One home as a file gives it; None where the file is silent or hides it.

    paon, street: the address's two lines as written, the only line being the street.
    """

    urn: str
    kind: HomeKind
    sector: Sector
    registration_status: RegistrationStatus
    registered_on: date | None
    places: int | None
    short_breaks_only: bool | None
    several_buildings: bool | None
    owner: str | None
    authority_code: str
    name: str | None
    paon: str | None
    street: str | None
    town: str | None
    postcode: str | None


@dataclass(frozen=True, slots=True)
class HomesWritten:
    """The keys, by URN, of homes that were added and of homes of which anything changed."""

    added: Mapping[str, UUID]
    changed: Mapping[str, UUID]


def write_homes(
    connection: sa.Connection,
    facts: Sequence[HomeFacts],
    references: Mapping[str, str],
    provenance: Mapping[str, str],
) -> HomesWritten:
    """Add the homes that are new and change those that differ; what the file does not say is left as it is.

    references: owner to the reference of its provider.
    """
    rows = [{**asdict(fact), "provider_reference": references.get(fact.owner or "")} for fact in facts]
    wanted = given(rows, COLUMN_TYPES)
    added = _insert_homes(connection, wanted, provenance)
    told = _write_names(connection, wanted) | _write_premises(connection, wanted, provenance)
    changed = _update_homes(connection, wanted, told - set(added.values()), provenance)
    return HomesWritten(added, changed)


def _insert_homes(
    connection: sa.Connection, wanted: sa.TableValuedAlias, provenance: Mapping[str, str]
) -> dict[str, UUID]:
    values: dict[str, sa.ColumnElement[Any]] = {name: wanted.c[name] for name in ("urn", *PUBLIC_FACTS)}
    values |= {
        "short_breaks_only": sa.func.coalesce(wanted.c.short_breaks_only, False),
        "provider_id": provider.c.id,
        "authority_code": wanted.c.authority_code,
        "quality_flags": flagged(SEVERAL_BUILDINGS, wanted.c.several_buildings),
    }
    values |= {name: sa.literal(value) for name, value in provenance.items()}
    source = wanted.outerjoin(provider, provider.c.reference == wanted.c.provider_reference)
    added = insert_missing(connection, home, values, source=source, returning=(home.c.urn, home.c.id))
    return {row.urn: row.id for row in added}


def _update_homes(
    connection: sa.Connection, wanted: sa.TableValuedAlias, told: set[UUID], provenance: Mapping[str, str]
) -> dict[str, UUID]:
    """Change the homes that differ; told: homes whose name or address changed, which is a change of the home."""
    chosen = (
        sa.select(*(wanted.c[name] for name in ("urn", *PUBLIC_FACTS, "several_buildings", "authority_code")))
        .add_columns(provider.c.id.label("provider_id"))
        .select_from(wanted.outerjoin(provider, provider.c.reference == wanted.c.provider_reference))
        .subquery("chosen")
    )
    # Where a home's point is known, its authority follows from the point and not from the file.
    placed = sa.exists().where(
        premises.c.home_id == home.c.id,
        premises.c.is_main,
        premises.c.valid_to.is_(None),
        premises.c.point_27700.is_not(None),
    )
    values = kept(home, chosen, (*PUBLIC_FACTS, "provider_id", "authority_code"))
    values["authority_code"] = sa.case((placed, home.c.authority_code), else_=values["authority_code"])
    values["quality_flags"] = with_flag(home.c.quality_flags, SEVERAL_BUILDINGS, chosen.c.several_buildings)
    changed = update_different(
        connection,
        home,
        values,
        on=home.c.urn == chosen.c.urn,
        also=home.c.id.in_(told),
        provenance=provenance,
        returning=(home.c.urn, home.c.id),
    )
    return {row.urn: row.id for row in changed}


def _write_names(connection: sa.Connection, wanted: sa.TableValuedAlias) -> set[UUID]:
    named = wanted.join(home, sa.and_(home.c.urn == wanted.c.urn, wanted.c.name.is_not(None)))
    key = (home_identity.c.home_id,)
    added = insert_missing(
        connection, home_identity, {"home_id": home.c.id, "name": wanted.c.name}, source=named, returning=key
    )
    changed = update_different(
        connection,
        home_identity,
        kept(home_identity, wanted, ("name",)),
        on=sa.and_(home_identity.c.home_id == home.c.id, home.c.urn == wanted.c.urn),
        returning=key,
    )
    return {row.home_id for row in (*added, *changed)}


def _write_premises(connection: sa.Connection, wanted: sa.TableValuedAlias, provenance: Mapping[str, str]) -> set[UUID]:
    key = (premises.c.home_id,)
    addressed = sa.or_(*(wanted.c[name].is_not(None) for name in ADDRESS))
    values: dict[str, sa.ColumnElement[Any]] = {name: wanted.c[name] for name in ADDRESS}
    values |= {"home_id": home.c.id} | {name: sa.literal(value) for name, value in provenance.items()}
    source = wanted.join(home, sa.and_(home.c.urn == wanted.c.urn, addressed))
    added = insert_missing(connection, premises, values, source=source, returning=key)
    changed = update_different(
        connection,
        premises,
        _address(wanted),
        on=sa.and_(
            premises.c.home_id == home.c.id,
            home.c.urn == wanted.c.urn,
            premises.c.is_main,
            premises.c.valid_to.is_(None),
        ),
        provenance=provenance,
        returning=key,
    )
    return {row.home_id for row in (*added, *changed)}


def _address(wanted: sa.TableValuedAlias) -> dict[str, sa.ColumnElement[Any]]:
    """The address's lines change together; a point that stood by another postcode is to be checked."""
    moved = sa.and_(premises.c.point_27700.is_not(None), premises.c.postcode.is_distinct_from(wanted.c.postcode))
    doubtful = sa.case((sa.and_(moved, wanted.c.postcode.is_not(None)), sa.true()), else_=sa.null())
    return {
        **kept(premises, wanted, ("street", "town", "postcode")),
        "paon": sa.case((wanted.c.street.is_not(None), wanted.c.paon), else_=premises.c.paon),
        "quality_flags": with_flag(premises.c.quality_flags, POSITION_TO_CHECK, doubtful),
    }
