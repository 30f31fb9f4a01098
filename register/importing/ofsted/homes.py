"""Homes as a file gives them, and how they are written: public facts, name, and address."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

import sqlalchemy as sa

from register.importing.ofsted.providers import Owner
from register.importing.upsert import (
    Compared,
    Difference,
    difference,
    find_different,
    find_missing,
    flagged,
    given,
    insert_missing,
    kept,
    update_different,
    with_flag,
)
from register.open_types import Expression
from register.rules.premises import FAR_FROM_POSTCODE, POSTCODE_WITHIN_M
from register.tables import home, home_identity, home_version, postcode, premises, provider
from register.vocabulary import HomeKind, RegistrationStatus, Sector

SEVERAL_BUILDINGS = "several_buildings"
POSITION_TO_CHECK = "position_to_check"
# Set on a home that was closed because a later file leaves it out: why it left is not told.
LEFT_THE_LIST = "left_the_list"
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
    "provider_name": sa.Text(),
    "authority_code": sa.Text(),
    "name": sa.Text(),
    **dict.fromkeys(ADDRESS, sa.Text()),
}


@dataclass(frozen=True, slots=True)
class HomeFacts:
    """One home as a file describes it; None if the file leaves a fact out or hides it.

    paon, street: the address's two lines as written, the only line being the street.
    """

    urn: str
    kind: HomeKind | None
    sector: Sector | None
    registration_status: RegistrationStatus | None
    registered_on: date | None
    places: int | None
    short_breaks_only: bool | None
    several_buildings: bool | None
    owner: str | None
    authority_code: str | None
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


def compare_homes(
    connection: sa.Connection, facts: Sequence[HomeFacts], owners: Mapping[str, Owner], *, as_at: date
) -> Compared:
    """What write_homes would add and change with the same facts; nothing is written."""
    wanted = _wanted(facts, owners)
    known = frozenset(connection.scalars(sa.select(home.c.urn).where(home.c.urn == wanted.c.urn)))
    differences = [
        *find_different(
            connection, home, _public_facts(wanted, as_at), on=home.c.urn == wanted.c.urn, key=(home.c.urn,)
        ),
        *_other_providers(connection, wanted),
        *_compare_names(connection, wanted),
        *_compare_premises(connection, wanted),
    ]
    return Compared(frozenset((fact.urn,) for fact in facts if fact.urn not in known), tuple(differences))


def write_homes(
    connection: sa.Connection,
    facts: Sequence[HomeFacts],
    owners: Mapping[str, Owner],
    *,
    provenance: Mapping[str, str],
    as_at: date,
) -> HomesWritten:
    """Add new homes and change those that differ; facts that the file leaves out are not changed.

    A home that had ceased by the day of the file is reopened. owners: by their names as the facts write them.
    """
    wanted = _wanted(facts, owners)
    added = _insert_homes(connection, wanted, provenance)
    told = _write_names(connection, wanted) | _write_premises(connection, wanted, provenance)
    changed = _update_homes(connection, wanted, provenance=provenance, as_at=as_at)
    changed |= _count_changes_beside(connection, told - {*added.values(), *changed.values()})
    return HomesWritten(added, changed)


def _wanted(facts: Sequence[HomeFacts], owners: Mapping[str, Owner]) -> sa.TableValuedAlias:
    rows = []
    for fact in facts:
        owner = owners.get(fact.owner or "")
        known = {"provider_reference": owner.reference, "provider_name": owner.name} if owner else {}
        rows.append({name: getattr(fact, name) for name in fact.__slots__} | known)
    return given(rows, COLUMN_TYPES)


def _insert_homes(
    connection: sa.Connection, wanted: sa.TableValuedAlias, provenance: Mapping[str, str]
) -> dict[str, UUID]:
    # A home of which a later list told the kind is on the register.
    new = sa.select(wanted).where(wanted.c.kind.is_not(None)).subquery("new")
    values: dict[str, Expression] = {name: new.c[name] for name in ("urn", *PUBLIC_FACTS)}
    values |= {
        "short_breaks_only": sa.func.coalesce(new.c.short_breaks_only, False),
        "provider_id": provider.c.id,
        "authority_code": new.c.authority_code,
        "quality_flags": flagged(SEVERAL_BUILDINGS, new.c.several_buildings),
    }
    values |= {name: sa.literal(value) for name, value in provenance.items()}
    source = new.outerjoin(provider, provider.c.reference == new.c.provider_reference)
    added = insert_missing(connection, home, values, source=source, returning=(home.c.urn, home.c.id))
    return {row.urn: row.id for row in added}


def _update_homes(
    connection: sa.Connection, wanted: sa.TableValuedAlias, *, provenance: Mapping[str, str], as_at: date
) -> dict[str, UUID]:
    """Change the homes of which a public fact differs."""
    chosen = (
        sa.select(*(wanted.c[name] for name in ("urn", *PUBLIC_FACTS, "several_buildings", "authority_code")))
        .add_columns(provider.c.id.label("provider_id"))
        .select_from(wanted.outerjoin(provider, provider.c.reference == wanted.c.provider_reference))
        .subquery("chosen")
    )
    changed = update_different(
        connection,
        home,
        _public_facts(chosen, as_at) | kept(home, chosen, ("provider_id",)),
        on=home.c.urn == chosen.c.urn,
        provenance=provenance,
        returning=(home.c.urn, home.c.id),
    )
    return {row.urn: row.id for row in changed}


def _count_changes_beside(connection: sa.Connection, homes: Collection[UUID]) -> dict[str, UUID]:
    """Raise the versions of homes of which only the name or the address changed: their own rows tell nothing of it."""
    counted = home_version.c.home_id
    raised = (
        sa.update(home_version)
        .where(counted == home.c.id, counted.in_(homes))
        .values(version=home_version.c.version + 1)
        .returning(home.c.urn, home.c.id)
    )
    return {row.urn: row.id for row in connection.execute(raised)}


def _public_facts(wanted: sa.FromClause, as_at: date) -> dict[str, Expression]:
    """The values of a home on the register after the write, without its provider."""
    # Where a home's point is known, its authority follows from the point and not from the file.
    placed = sa.exists().where(
        premises.c.home_id == home.c.id,
        premises.c.is_main,
        premises.c.valid_to.is_(None),
        premises.c.point_27700.is_not(None),
    )
    # A file that is older than a home's end cannot bring it back, nor one that says nothing of its status.
    is_untold = wanted.c.registration_status.is_(None)
    ended_since = sa.or_(is_untold, sa.func.coalesce(home.c.ceased_on > as_at, sa.false()))
    values = kept(home, wanted, (*PUBLIC_FACTS, "authority_code"))
    values["authority_code"] = sa.case((placed, home.c.authority_code), else_=values["authority_code"])
    values["registration_status"] = sa.case(
        (ended_since, home.c.registration_status), else_=values["registration_status"]
    )
    values["ceased_on"] = sa.case((ended_since, home.c.ceased_on), else_=sa.null())
    flags = with_flag(home.c.quality_flags, SEVERAL_BUILDINGS, wanted.c.several_buildings)
    values["quality_flags"] = with_flag(flags, LEFT_THE_LIST, sa.case((ended_since, sa.null()), else_=sa.false()))
    return values


def _other_providers(connection: sa.Connection, wanted: sa.TableValuedAlias) -> list[Difference]:
    """The homes whose provider is another than the file's, each provider by its name or else its reference."""
    query = (
        sa.select(
            home.c.urn,
            sa.func.coalesce(provider.c.name, provider.c.reference).label("before"),
            sa.func.coalesce(wanted.c.provider_name, wanted.c.provider_reference).label("after"),
        )
        .select_from(
            wanted.join(home, home.c.urn == wanted.c.urn).outerjoin(provider, provider.c.id == home.c.provider_id)
        )
        .where(
            wanted.c.provider_reference.is_not(None),
            wanted.c.provider_reference.is_distinct_from(provider.c.reference),
        )
        .order_by(home.c.urn)
    )
    return [
        difference(home, (row.urn,), "provider", before=row.before, after=row.after)
        for row in connection.execute(query)
    ]


def _compare_names(connection: sa.Connection, wanted: sa.TableValuedAlias) -> list[Difference]:
    same = home_identity.c.home_id == home.c.id
    key = (home.c.urn,)
    missing = find_missing(
        connection, home_identity, {"name": wanted.c.name}, source=_named(wanted), same=same, key=key
    )
    names = kept(home_identity, wanted, ("name",))
    on = sa.and_(same, home.c.urn == wanted.c.urn)
    return [*missing, *find_different(connection, home_identity, names, on=on, key=key)]


def _write_names(connection: sa.Connection, wanted: sa.TableValuedAlias) -> set[UUID]:
    key = (home_identity.c.home_id,)
    values = {"home_id": home.c.id, "name": wanted.c.name}
    added = insert_missing(connection, home_identity, values, source=_named(wanted), returning=key)
    changed = update_different(
        connection,
        home_identity,
        kept(home_identity, wanted, ("name",)),
        on=sa.and_(home_identity.c.home_id == home.c.id, home.c.urn == wanted.c.urn),
        returning=key,
    )
    return {row.home_id for row in (*added, *changed)}


def _compare_premises(connection: sa.Connection, wanted: sa.TableValuedAlias) -> list[Difference]:
    key = (home.c.urn,)
    lines = {name: wanted.c[name] for name in ADDRESS}
    missing = find_missing(connection, premises, lines, source=_addressed(wanted), same=_main_premises(), key=key)
    on = sa.and_(_main_premises(), home.c.urn == wanted.c.urn)
    return [*missing, *find_different(connection, premises, _address(wanted), on=on, key=key)]


def _write_premises(connection: sa.Connection, wanted: sa.TableValuedAlias, provenance: Mapping[str, str]) -> set[UUID]:
    key = (premises.c.home_id,)
    values: dict[str, Expression] = {name: wanted.c[name] for name in ADDRESS}
    values |= {"home_id": home.c.id} | {name: sa.literal(value) for name, value in provenance.items()}
    added = insert_missing(connection, premises, values, source=_addressed(wanted), returning=key)
    changed = update_different(
        connection,
        premises,
        _address(wanted),
        on=sa.and_(_main_premises(), home.c.urn == wanted.c.urn),
        provenance=provenance,
        returning=key,
    )
    return {row.home_id for row in (*added, *changed)}


def _named(wanted: sa.TableValuedAlias) -> sa.FromClause:
    return wanted.join(home, sa.and_(home.c.urn == wanted.c.urn, wanted.c.name.is_not(None)))


def _addressed(wanted: sa.TableValuedAlias) -> sa.FromClause:
    given_some = sa.or_(*(wanted.c[name].is_not(None) for name in ADDRESS))
    return wanted.join(home, sa.and_(home.c.urn == wanted.c.urn, given_some))


def _main_premises() -> sa.ColumnElement[bool]:
    return sa.and_(premises.c.home_id == home.c.id, premises.c.is_main, premises.c.valid_to.is_(None))


def _address(wanted: sa.TableValuedAlias) -> dict[str, Expression]:
    """The address's lines change together; a point recorded with another postcode is flagged for checking.

    If the postcode's own point is known, a point far from it is flagged, and one near it loses the flag.
    """
    moved = sa.and_(premises.c.point_27700.is_not(None), premises.c.postcode.is_distinct_from(wanted.c.postcode))
    doubtful = sa.case((sa.and_(moved, wanted.c.postcode.is_not(None)), sa.true()), else_=sa.null())
    return {
        **kept(premises, wanted, ("street", "town", "postcode")),
        "paon": sa.case((wanted.c.street.is_not(None), wanted.c.paon), else_=premises.c.paon),
        "quality_flags": with_flag(
            with_flag(premises.c.quality_flags, POSITION_TO_CHECK, doubtful), FAR_FROM_POSTCODE, _is_far(wanted)
        ),
    }


def _is_far(wanted: sa.TableValuedAlias) -> sa.ColumnElement[bool | None]:
    """True if a point is far from its postcode; null if either place is not known."""
    east, north = premises.c.easting - postcode.c.easting, premises.c.northing - postcode.c.northing
    far = sa.func.sqrt(east * east + north * north) > POSTCODE_WITHIN_M
    is_its_own = postcode.c.postcode == sa.func.coalesce(wanted.c.postcode, premises.c.postcode)
    return sa.select(far).where(is_its_own).correlate(premises, wanted).scalar_subquery()
