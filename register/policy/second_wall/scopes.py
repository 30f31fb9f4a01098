"""What each scope means in the second wall, in SQL of its own."""

from collections.abc import Iterable

import sqlalchemy as sa

from register.policy.grants import Grant
from register.tables import ANCHOR_OF, HOME, SCHEMA, SUBJECTS, columns_shown_nowhere, named
from register.tables.anchors import Anchor, Links, Of, OfBody, OfChanges, OfHolder, Part, Subject, With
from register.vocabulary import Agency, Scope

SUBJECT = "nullif(current_setting('register.subject', true), '')"
AREA = "nullif(current_setting('register.area', true), '')"
ORGANISATION = "nullif(current_setting('register.organisation', true), '')"
# What a person gave the caller: the database looks it up itself, once a statement, whatever the opening has set.
# Decision: opened-access-twice
OPENED_HOMES = f"(select {SCHEMA}.opened_homes())::uuid[]"
INSPECTED_AREAS = f"(select {SCHEMA}.inspected_areas())::text[]"
LOOK_UP = (f"{SCHEMA}.opened_homes()", f"{SCHEMA}.inspected_areas()")


def rows_in(scope: Scope, agency: Agency, table: sa.Table) -> str:
    """The rows of a table that a scope reaches, as a condition on them."""
    match scope:
        case Scope.NATIONAL:
            return "true"
        case Scope.OWN_BOUNDARY | Scope.OWN_AUTHORITY | Scope.HOSTED:
            return _linked(table, f"= {AREA}")
        case Scope.INSPECTED_AREA:
            return _linked(table, f"= any({INSPECTED_AREAS})")
        case Scope.OPENED_HOME:
            return _opened(table)
        case Scope.SELF:
            return _own(agency, table)
        case Scope.SUPERVISED:
            return _supervised(agency, table)
        case Scope.ORGANISATION | Scope.KNOWN:
            return "false"


def reported(scope: Scope, agency: Agency, log: sa.Table, *, table: sa.Table) -> str:
    """The entries about a table of which a scope reaches the row: as the row itself is reached, by what an entry names.

    A part of a record is reached by its own links. A link is reached by its own area, whether it lasts or not.
    """
    entries, of = ANCHOR_OF[log], ANCHOR_OF[table]
    if scope is Scope.NATIONAL:
        return "true"
    if not isinstance(entries, OfChanges) or not isinstance(of, Of):
        return "false"
    areas = {
        Scope.OWN_BOUNDARY: f"= {AREA}",
        Scope.OWN_AUTHORITY: f"= {AREA}",
        Scope.HOSTED: f"= {AREA}",
        Scope.INSPECTED_AREA: f"= any({INSPECTED_AREAS})",
    }
    if scope is Scope.SUPERVISED and of.of_holder:
        (own_key,) = (column.name for column in table.primary_key.columns)
        own = f"{_of_own_holder(agency)} and {_appointed(agency)}"
        return f"{entries.row} in (select l.{own_key} from {SCHEMA}.{table.name} l where {own})"
    links, key = of.subject.links, f"{log.name}.{entries.key}"
    if scope in areas and links is not None and (_is_reach(table, of.subject) or of.part is not None):
        return f"{entries.row} = any(array({_parts(links, of.part, areas[scope])}))"
    if scope in areas:
        return _reached(of.subject, key, areas[scope])
    opened = None if _is_reach(table, of.subject) else _opened_subject(of.subject, key)
    return "false" if opened is None else opened


def of_what_is_shown(log: sa.Table) -> str:
    """Changes but those that only moved what no field shows, such as a version.

    A link is written again, without a change, on the day on which it ended by itself.
    """
    entries = ANCHOR_OF[log]
    assert isinstance(entries, OfChanges)
    changed, unseen = entries.columns, ", ".join(f"'{name}'" for name in columns_shown_nowhere())
    links = ", ".join(f"'{name}'" for s in SUBJECTS if s.links for name in (s.links.areas, s.links.reach) if name)
    ended = f"({changed} = array[]::text[] and {entries.entity} in ({links}))"
    return f"({changed} is null or not {changed} <@ array[{unseen}] or {ended})"


def given_by(agency: Agency, grants: Iterable[Grant], table: sa.Table) -> str:
    """Access that may be given: to oneself, for one's own body; or by those appointed, for a joint inspection."""
    ways = {
        Scope.SELF: f"(holder_agency = '{agency}' and holder_subject = {SUBJECT}"
        f" and {_same_body('holder_area', 'holder_organisation')})",
        Scope.SUPERVISED: f"(kind = 'inspection' and issued_agency = '{agency}' and {_supervised(agency, table)})",
    }
    return " or ".join(ways[scope] for scope in sorted({grant.scope for grant in grants}))


def _linked(table: sa.Table, area: str) -> str:
    """Rows of records that a link of the area reaches; of parts, those that are linked themselves.

    Each row is looked up in an index, so that a row costs the same however many the area has.
    """
    anchor = ANCHOR_OF[table]
    if not isinstance(anchor, Of):
        return "false"
    links = anchor.subject.links
    if links is not None and _base(table) == links.reach:
        return f"(area_code {area})"
    if links is not None and anchor.part is not None:
        # Decision: row-policy-probes
        return _probed(links, anchor.part.link, f"{table.name}.{anchor.part.key}", area=area)
    return _reached(anchor.subject, f"{table.name}.{anchor.by}", area)


def _reached(subject: Subject, key: str, area: str) -> str:
    """True if a link of the area reaches the subject of this key."""
    if subject.owner is not None:
        owners = subject.owner
        links = owners.subject.links
        assert links is not None
        return (
            f"exists (select from {SCHEMA}.{owners.table} h where h.{owners.names} = {key}"
            f" and {_probed(links, links.key, f'h.{owners.key}', area=area)})"
        )
    assert subject.links is not None
    return _probed(subject.links, subject.links.key, key, area=area)


def _parts(links: Links, part: Part | None, area: str) -> str:
    """A query of what entries name parts by, or where it is of no part, links: their own keys, as texts."""
    if part is not None:
        return _keys(links, f"{part.link}::text", area)
    (key,) = (column.name for column in named(links.reach).primary_key.columns)
    return f"select r.{key}::text from {SCHEMA}.{links.reach}_history r where r.area_code {area}"


def _keys(links: Links, column: str, area: str) -> str:
    return f"select r.{column} from {SCHEMA}.{links.reach} r where r.area_code {area} and {_lasts(links)}"


def _probed(links: Links, column: str, key: str, *, area: str) -> str:
    return (
        f"exists (select from {SCHEMA}.{links.reach} r"
        f" where r.{column} = {key} and r.area_code {area} and {_lasts(links)})"
    )


def _lasts(links: Links) -> str:
    """Links that have not ended. One may carry its end before it has come."""
    by_day = isinstance(named(links.reach).c.valid_to.type, sa.Date)
    return f"(r.valid_to is null or r.valid_to > {'current_date' if by_day else 'now()'})"


def _opened(table: sa.Table) -> str:
    """Rows of the homes that were opened for the caller. Links say of no home what its own rows would say."""
    anchor = ANCHOR_OF[table]
    if not isinstance(anchor, Of) or _is_reach(table, anchor.subject):
        return "false"
    return _opened_subject(anchor.subject, f"{table.name}.{anchor.by}") or "false"


def _opened_subject(subject: Subject, key: str) -> str | None:
    """True if the subject of this key, or a home that names it, was opened."""
    if subject is HOME:
        return f"({key} = any({OPENED_HOMES}))"
    if subject.owner is not None and subject.owner.subject is HOME:
        owners = subject.owner
        return (
            f"exists (select from {SCHEMA}.{owners.table} h"
            f" where h.{owners.names} = {key} and h.{owners.key} = any({OPENED_HOMES}))"
        )
    return None


def _is_reach(table: sa.Table, subject: Subject) -> bool:
    return subject.links is not None and _base(table) == subject.links.reach


def _held(agency: Agency) -> str:
    """Access that names the caller as its holder, or as one of several."""
    return (
        f"holder_agency = '{agency}' and (holder_subject = {SUBJECT} or {SUBJECT} = any (holder_subjects))"
        f" and (holder_area is null or holder_area = {AREA})"
        f" and (holder_organisation is null or holder_organisation = {ORGANISATION})"
    )


def _own(agency: Agency, table: sa.Table) -> str:
    match ANCHOR_OF[table]:
        case OfHolder():
            return f"({_held(agency)})"
        case OfBody(anyone=True):
            return (
                f"((agency is null or agency = '{agency}') and (subject is null or subject = {SUBJECT})"
                f" and (area is null or area = {AREA}) and (organisation is null or organisation = {ORGANISATION}))"
            )
        case OfBody():
            return f"(agency = '{agency}' and subject = {SUBJECT} and {_same_body('area', 'organisation')})"
    return "false"


def _supervised(agency: Agency, table: sa.Table) -> str:
    appointed = _appointed(agency)
    # A body without an area of its own is the only one of its kind.
    everywhere = f"{AREA} is null and {ORGANISATION} is null"
    anchor: Anchor = ANCHOR_OF[table]
    match anchor:
        case OfBody():
            return f"(agency = '{agency}' and {_same_body('area', 'organisation')} and {appointed})"
        case With():
            (key,) = (column.name for column in named(anchor.table).primary_key.columns)
            return f"({anchor.by} in (select l.{key} from {SCHEMA}.{anchor.table} l))"
        case OfHolder():
            issued = f"issued_agency = '{agency}' and {everywhere}"
            return f"(({_of_own_holder(agency)} or {issued}) and {appointed})"
        case Of(of_holder=True):
            return f"(({_of_own_holder(agency)} or {_linked(table, f'= {AREA}')} or {everywhere}) and {appointed})"
    return "false"


def _appointed(agency: Agency) -> str:
    return (
        "exists (select from register.appointment a"
        f" where a.agency = '{agency}' and a.subject = {SUBJECT} and {_same_body('a.area', 'a.organisation')}"
        " and a.valid_from <= current_date and (a.valid_to is null or a.valid_to > current_date))"
    )


def _of_own_holder(agency: Agency) -> str:
    return f"holder_agency = '{agency}' and {_same_body('holder_area', 'holder_organisation')}"


def _same_body(area: str, organisation: str) -> str:
    return f"{area} is not distinct from {AREA} and {organisation} is not distinct from {ORGANISATION}"


def _base(table: sa.Table) -> str:
    """The name of a table, or of the table whose history it is: what holds for a row holds for its past."""
    return table.name.removesuffix("_history")
