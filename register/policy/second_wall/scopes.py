"""What each scope means in the second wall, in SQL of its own."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

import sqlalchemy as sa

from register.policy.grants import Grant
from register.tables import ANCHOR_OF, HOME, SCHEMA, SUBJECTS, columns_shown_nowhere, named
from register.tables.anchors import (
    Anchor,
    Links,
    Named,
    Of,
    OfArea,
    OfBody,
    OfChanges,
    OfHolder,
    Part,
    Subject,
    With,
    tables_of,
)
from register.tables.declare import Writes
from register.vocabulary import Agency, Scope

SUBJECT = "nullif(current_setting('register.subject', true), '')"
AREA = "nullif(current_setting('register.area', true), '')"
ORGANISATION = "nullif(current_setting('register.organisation', true), '')"
# What a person gave the caller: the database looks it up itself, once a statement, whatever the opening has set.
# Decision: opened-access-twice
OPENED_HOMES = f"(select {SCHEMA}.opened_homes())::uuid[]"
INSPECTED_AREAS = f"(select {SCHEMA}.inspected_areas())::text[]"
# So many links cost about as much to gather as one page of rows costs to look up one by one. Of children, most pages
# hold a few rows, and to count as far as this costs more than to look those up.
FEW, FEW_OF_CHILDREN = 1000, 100
LOOK_UP = (f"{SCHEMA}.opened_homes()", f"{SCHEMA}.inspected_areas()")

# Scopes that are looked up at once.
Scopes = tuple[Scope, ...]

# The areas whose links a scope means, as a condition on the column that names them; None for links of any area.
AREAS: Mapping[Scope, str | None] = {
    **dict.fromkeys((Scope.OWN_BOUNDARY, Scope.OWN_AUTHORITY, Scope.HOSTED), f"= {AREA}"),
    **dict.fromkeys((Scope.OWNED, Scope.OFFERED, Scope.INTEREST), f"= {AREA}"),
    Scope.INSPECTED_AREA: f"= any({INSPECTED_AREAS})",
    Scope.LONG_MISSING: None,
    Scope.CASE: f"= {ORGANISATION}",
}
# Those that reach the rows of an authority by its code alone.
OF_AREAS = (Scope.OWN_AUTHORITY, Scope.INSPECTED_AREA)
# The column of a link that says whose it is, if it is not that of the area.
NAMED_BY: Mapping[Scope, str] = {Scope.CASE: "organisation"}
# Those that mean every link of their areas, of a subject that does not say which of its links each scope means.
AREAS_OF_HOMES = (Scope.OWN_BOUNDARY, Scope.OWN_AUTHORITY, Scope.HOSTED, Scope.INSPECTED_AREA)


def looked_up_by(scope: Scope) -> object:
    """What scopes have in common that are looked up at once: whose links they mean. Any other is by itself."""
    return ("links", AREAS[scope]) if scope in AREAS else scope


def rows_in(scopes: Scopes, agency: Agency, table: sa.Table, *, is_new: bool = False) -> str:
    """The rows of a table that scopes reach, as a condition on them. is_new: those that are being added.

    scopes: one, or several that are looked up at once.
    """
    scope = scopes[0]
    writes: Writes | None = table.info.get("writes")
    anchor = writes.new if is_new and writes is not None and writes.new is not None else ANCHOR_OF[table]
    if isinstance(anchor, Named):
        return " or ".join(f"({anchor.by[each]} = {AREA})" for each in scopes if each in anchor.by) or "false"
    if isinstance(anchor, OfArea) and any(each in OF_AREAS for each in scopes):
        return f"({table.name}.{anchor.by} {AREAS[scope]})"
    if scope in AREAS:
        return _linked(table, scopes, anchor)
    match scope:
        case Scope.NATIONAL:
            return "true"
        case Scope.OPENED_HOME:
            return _opened(table)
        case Scope.SELF:
            return _own(agency, table)
        case Scope.SUPERVISED:
            return _supervised(agency, table)
        case Scope.ORGANISATION if isinstance(anchor, OfBody):
            return f"(agency = '{agency}' and {SUBJECT} is not null and {_same_body('area', 'organisation')})"
    return "false"


def reported(scopes: Scopes, agency: Agency, log: sa.Table, *, table: sa.Table) -> str:
    """The entries about a table of which scopes reach the row: as the row itself is reached, by what an entry names.

    A part of a record is reached by its own links. A link is reached by its own area, whether it lasts or not.
    """
    entries, of, scope = ANCHOR_OF[log], ANCHOR_OF[table], scopes[0]
    if scope is Scope.NATIONAL:
        return "true"
    if isinstance(entries, OfChanges) and isinstance(of, OfArea) and any(each in OF_AREAS for each in scopes):
        (own_key,) = (column.name for column in table.primary_key.columns)
        own = f"select l.{own_key}::text from {SCHEMA}.{table.name} l where l.{of.by} {AREAS[scope]}"
        return f"{entries.row} in ({own})"
    if isinstance(entries, OfChanges) and isinstance(of, OfBody) and scope is Scope.ORGANISATION:
        return _named_own(agency, log, table)
    if not isinstance(entries, OfChanges) or not isinstance(of, Of):
        return "false"
    if scope is Scope.SUPERVISED and of.of_holder:
        (own_key,) = (column.name for column in table.primary_key.columns)
        own = f"{_of_own_holder(agency)} and {_appointed(agency)}"
        return f"{entries.row} in (select l.{own_key}::text from {SCHEMA}.{table.name} l where {own})"
    links, key = of.subject.links, f"{log.name}.{entries.key}"
    if scope in AREAS and links is not None and (_is_reach(table, of.subject) or of.part is not None):
        guarded = f"{log.name}.{entries.entity} = '{table.name}'"
        return f"case when {guarded} then {_named(links, of.part, entries.row, scopes=scopes)} end"
    if scope in AREAS:
        return _reached(of.subject, key, scopes)
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


def _linked(table: sa.Table, scopes: Scopes, anchor: Anchor) -> str:
    """Rows of records that a link of the scopes reaches; of parts, those that are linked themselves."""
    if not isinstance(anchor, Of):
        return "false"
    links = anchor.subject.links
    if links is not None and _base(table) in tables_of(links):
        whose = _whose(scopes, links, "")
        return "false" if whose is None else f"({whose})"
    if links is not None and anchor.part is not None:
        # Decision: row-policy-probes
        return _probed(links, anchor.part.link, f"{table.name}.{anchor.part.key}", scopes=scopes)
    return _reached(anchor.subject, f"{table.name}.{anchor.by}", scopes)


def _whose(scopes: Scopes, links: Links, row: str) -> str | None:
    """The links that scopes mean: of its areas, and of the kinds that they mean of this subject; None if of none."""
    scope = scopes[0]
    if not links.kinds:
        return f"{row}area_code {AREAS[scope]}" if any(each in AREAS_OF_HOMES for each in scopes) else None
    meant = dict.fromkeys(kind for each in scopes for kind in links.kinds.get(each, ()))
    if not meant:
        return None
    listed = ", ".join(f"'{kind}'" for kind in meant)
    kinds = f"{row}how in ({listed})"
    # A link of no area is still somebody's: nobody reaches it for whom the opening of the request was forgotten.
    return (
        f"{kinds} and {SUBJECT} is not null"
        if AREAS[scope] is None
        else f"{row}{NAMED_BY.get(scope, 'area_code')} {AREAS[scope]} and {kinds}"
    )


def _reached(subject: Subject, key: str, scopes: Scopes) -> str:
    """True if a link of the scopes reaches the subject of this key."""
    if subject.owner is not None:
        owners = subject.owner
        links = owners.subject.links
        assert links is not None
        return (
            f"exists (select from {SCHEMA}.{owners.table} h where h.{owners.names} = {key}"
            f" and {_probed(links, links.key, f'h.{owners.key}', scopes=scopes)})"
        )
    assert subject.links is not None
    return _probed(subject.links, subject.links.key, key, scopes=scopes)


def _named(links: Links, part: Part | None, key: str, *, scopes: Scopes) -> str:
    """True on entries that name a part, or where it is of no part, a link: by its own key, as a text."""
    whose = _whose(scopes, links, "r.")
    if whose is None:
        return "false"
    if part is not None:
        return _looked_up(_Links(links.reach, part.link, whose, _few(links), _lasts(links)), key, as_text=True)
    (own,) = (column.name for column in named(links.reach).primary_key.columns)
    return _looked_up(_Links(f"{links.reach}_history", own, whose, _few(links)), key, as_text=True)


def _named_own(agency: Agency, log: sa.Table, table: sa.Table) -> str:
    """True on entries that name a row of the caller's own body, by the row's key as a text."""
    entries = ANCHOR_OF[log]
    assert isinstance(entries, OfChanges)
    (key,) = table.primary_key.columns
    whose = f"l.agency = '{agency}' and {SUBJECT} is not null and {_same_body('l.area', 'l.organisation')}"
    own = f"select from {SCHEMA}.{table.name} l where l.{key.name} = {log.name}.{entries.row}::uuid and {whose}"
    return f"case when {log.name}.{entries.entity} = '{table.name}' then exists ({own}) end"


def _probed(links: Links, column: str, key: str, *, scopes: Scopes) -> str:
    whose = _whose(scopes, links, "r.")
    return "false" if whose is None else _looked_up(_Links(links.reach, column, whose, _few(links), _lasts(links)), key)


def _few(links: Links) -> int:
    return FEW_OF_CHILDREN if links.kinds else FEW


@dataclass(frozen=True, slots=True)
class _Links:
    """Links of a scope, by the column that names what they are of.

    few: so many are gathered at most; lasts: those that count, if not all do.
    """

    table: str
    column: str
    whose: str
    few: int
    lasts: str | None = None

    def select(self, what: str = "1", *held: str | None) -> str:
        """A query of links of the scope, of those for which all this holds."""
        conditions = [self.whose, *(each for each in held if each is not None)]
        return f"select {what} from {SCHEMA}.{self.table} r where {' and '.join(conditions)}"


def _looked_up(links: _Links, key: str, *, as_text: bool = False) -> str:
    """True if a link of the area names this key, at the same cost for each row however many links the area has.

    Few links are gathered once a statement and hashed; of many, each row looks up its own in an index.
    """
    as_stored, as_named = (f"{key}::uuid", f"r.{links.column}::text") if as_text else (key, f"r.{links.column}")
    return (
        f"case when exists ({links.select()} offset {links.few})"
        f" then exists ({links.select('1', f'r.{links.column} = {as_stored}', links.lasts)})"
        f" else {key} in ({links.select(as_named, links.lasts)} limit {links.few}) end"
    )


def _lasts(links: Links) -> str:
    """Links that hold. One may carry its end before it has come, and one by the instant its beginning."""
    if isinstance(named(links.reach).c.valid_to.type, sa.Date):
        return "(r.valid_to is null or r.valid_to > current_date)"
    return "(r.valid_from <= now() and (r.valid_to is null or r.valid_to > now()))"


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
    return subject.links is not None and _base(table) in tables_of(subject.links)


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
            of_area = _linked(table, (Scope.OWN_BOUNDARY,), anchor)
            return f"(({_of_own_holder(agency)} or {of_area} or {everywhere}) and {appointed})"
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
