"""The second wall: the same grants as rights and row policies of PostgreSQL, so that one bug in Python is not enough.

Each kind of body has a role that cannot log in; a request takes it on for one transaction. What a role may touch is
granted column by column, and which rows, by one policy for each table and verb. This repeats in its own words what
sql/scope.py says, and shares no line with it: a wall that leans on the other would fall with it. What both lean on is
the opening of the request, which says who asks and what a person opened to the caller.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date

import sqlalchemy as sa

from register.policy.grants import GRANTS, Grant
from register.tables import (
    GROUP_OF,
    HISTORY_OF,
    access_log,
    entry,
    home_area,
    home_reach,
    live_grant,
    metadata,
    provider_contact,
    seal_head,
    seal_held,
    seal_node,
    seal_state,
)
from register.vocabulary import Agency, Scope, Use

SUBJECT = "nullif(current_setting('register.subject', true), '')"
AREA = "nullif(current_setting('register.area', true), '')"
ORGANISATION = "nullif(current_setting('register.organisation', true), '')"
# What a person gave the caller: the opening of the request looks it up and sets it, for this transaction alone.
OPENED_HOMES = "nullif(current_setting('register.opened_homes', true), '')::uuid[]"
INSPECTED_AREAS = "nullif(current_setting('register.inspected_areas', true), '')::text[]"

# Signed heads and the trees below them are hashes alone, and are shown to anyone who wants to check a log.
SEALS_ROLE = "register_sealer"
SEALS = frozenset({seal_head, seal_held, seal_node, seal_state})

# What stands in another table because it is worked out: a change of it takes away as well as adds.
DERIVED = frozenset({home_area, home_reach})

# Of access that a person gives, who gave it and who ended it is signed by the database, and what it gives is fixed.
INSERTED: Mapping[sa.Table, tuple[str, ...]] = {
    live_grant: (
        "id", "kind", "holder_agency", "holder_area", "holder_organisation", "holder_subject", "home_id", "area_code",
        "purpose", "incident", "reason", "starts_at", "ends_at",
    ),
}  # fmt: skip
UPDATED: Mapping[tuple[sa.Table, Agency], tuple[str, ...]] = {
    (live_grant, Agency.POLICE): ("ended_at",),
    (live_grant, Agency.OFSTED): ("ended_at",),
    (live_grant, Agency.ADMIN): ("ended_at", "approved_at"),
}
# The log's own numbers and times are the database's.
NOT_LOGGED_BY_HAND = frozenset({"id", "at", "transaction"})


@dataclass(frozen=True, slots=True, order=True)
class Right:
    """One verb on one column that a role is granted; without a column, the whole table."""

    role: str
    table: str
    verb: str
    column: str | None


@dataclass(frozen=True, slots=True, order=True)
class RowPolicy:
    """Which rows of a table a role meets with a verb. using: rows that are there; check: rows that it leaves."""

    role: str
    table: str
    verb: str
    using: str | None
    check: str | None

    @property
    def name(self) -> str:
        """The policy's name in the database."""
        return f"{self.role}_{self.verb}"


def role_of(agency: Agency) -> str:
    """The role that a request of this kind of body takes on."""
    return f"register_{agency.value}"


def rights() -> Iterator[Right]:
    """Every right that the grants give, and the one to write down a consultation."""
    for table in metadata.sorted_tables:
        for agency in Agency:
            yield from _rights(agency, table)
        if table in SEALS:
            yield from (Right(SEALS_ROLE, table.name, "select", column.name) for column in table.columns)


def row_policies(today: date) -> Iterator[RowPolicy]:
    """Every row policy that the grants give. today: from when a basis needs no date beside it any more."""
    for table in metadata.sorted_tables:
        for agency in Agency:
            yield from _row_policies(agency, table, today)
        if table in SEALS:
            yield RowPolicy(SEALS_ROLE, table.name, "select", "true", None)


def _rights(agency: Agency, table: sa.Table) -> Iterator[Right]:
    role = role_of(agency)
    if _granted(agency, table, Use.READ):
        yield from (Right(role, table.name, "select", column.name) for column in table.columns)
    if table is access_log:
        logged = (column.name for column in table.columns if column.name not in NOT_LOGGED_BY_HAND)
        yield from (Right(role, table.name, "insert", name) for name in logged)
    elif _granted(agency, table, Use.CHANGE) and not table.info.get("history"):
        written = [column.name for column in table.columns if column.computed is None]
        keys = {column.name for column in table.primary_key.columns}
        updated = UPDATED.get((table, agency), tuple(name for name in written if name not in keys))
        yield from (Right(role, table.name, "insert", name) for name in INSERTED.get(table, written))
        yield from (Right(role, table.name, "update", name) for name in updated)
        if table in DERIVED:
            yield Right(role, table.name, "delete", None)


def _row_policies(agency: Agency, table: sa.Table, today: date) -> Iterator[RowPolicy]:
    role = role_of(agency)
    read = _granted(agency, table, Use.READ)
    if read:
        yield RowPolicy(role, table.name, "select", _rows(agency, table, read, today), None)
    if table is access_log:
        own = f"agency = '{agency}' and subject = {SUBJECT} and {_same_body('area', 'organisation')}"
        yield RowPolicy(role, table.name, "insert", None, own)
    changed = _granted(agency, table, Use.CHANGE)
    if changed and table is not access_log and not table.info.get("history"):
        rows = _rows(agency, table, changed, today)
        left = _given(agency, changed) if table is live_grant else rows
        yield RowPolicy(role, table.name, "insert", None, left)
        yield RowPolicy(role, table.name, "update", rows, rows)
        if table in DERIVED:
            yield RowPolicy(role, table.name, "delete", rows, None)


def _granted(agency: Agency, table: sa.Table, use: Use) -> list[Grant]:
    group = GROUP_OF[table]
    return [g for g in GRANTS if g.agency is agency and g.group is group and use in g.uses]


def _rows(agency: Agency, table: sa.Table, grants: Iterable[Grant], today: date) -> str:
    """The rows that any of these grants reaches, each from the day on which its law begins."""
    held = dict.fromkeys(_dated(grant, _reached(grant.scope, agency, table, today), today) for grant in grants)
    if "true" in held:
        return "true"
    # In the order of the grants: what most rows are reached by is asked first.
    return " or ".join(rows for rows in held if rows != "false") or "false"


def _dated(grant: Grant, rows: str, today: date) -> str:
    if rows == "false" or grant.basis.in_force_from <= today:
        return rows
    return f"(current_date >= date '{grant.basis.in_force_from}' and {rows})"


def _reached(scope: Scope, agency: Agency, table: sa.Table, today: date) -> str:
    match scope:
        case Scope.NATIONAL:
            return "true"
        case Scope.OWN_BOUNDARY | Scope.OWN_AUTHORITY | Scope.HOSTED:
            return _linked(table, f"= {AREA}")
        case Scope.INSPECTED_AREA:
            return _linked(table, f"= any({INSPECTED_AREAS})")
        case Scope.OPENED_HOME:
            return _of_homes(table, OPENED_HOMES)
        case Scope.ORGANISATION:
            return "false"
        case Scope.SELF:
            return _own(agency, table)
        case Scope.SUPERVISED:
            return _supervised(agency, table)
        case Scope.KNOWN:
            return _known(agency, today) if table is entry else "false"


# The changes of these are told by the rows themselves: whom they were given to, and by whom.
TOLD_BY_ROW = frozenset({Scope.SELF, Scope.SUPERVISED, Scope.ORGANISATION})


def _known(agency: Agency, today: date) -> str:
    """Changes of what the same kind of body may read: of some tables all, of others those of the homes it reaches."""
    named: dict[str, list[str]] = {}
    for table in HISTORY_OF:
        for grant in _granted(agency, table, Use.READ):
            if grant.scope not in TOLD_BY_ROW and grant.scope is not Scope.KNOWN:
                where = _dated(grant, _of_whom(grant.scope, table), today)
                named.setdefault(where, []).append(f"'{table.name}'")
    everywhere = set(named.get("true", ()))
    held = []
    for where, names in named.items():
        left = sorted(set(names) if where == "true" else set(names) - everywhere)
        if left:
            of = f"entity in ({', '.join(left)})"
            held.append(f"({of})" if where == "true" else f"({of} and {where})")
    return " or ".join(held) or "false"


def _of_whom(scope: Scope, table: sa.Table) -> str:
    """Whose records a scope reaches, told of the home or the provider that a change names."""
    if scope is Scope.NATIONAL:
        return "true"
    links = "in (select r.home_id from register.home_reach r where r.valid_to is null and r.area_code"
    own = f"{links} = {AREA})"
    homes = {
        Scope.OWN_BOUNDARY: own,
        Scope.OWN_AUTHORITY: own,
        Scope.HOSTED: own,
        Scope.INSPECTED_AREA: f"{links} = any({INSPECTED_AREAS}))",
        Scope.OPENED_HOME: f"= any({OPENED_HOMES})",
    }
    if table is provider_contact:
        return f"provider_id in (select h.provider_id from register.home h where h.id {homes[scope]})"
    return f"home_id {homes[scope]}"


def _linked(table: sa.Table, area: str) -> str:
    """Rows of homes that a link of the area reaches; of premises, those that are linked themselves.

    The keys are gathered first, as one array, by an index and without a spatial function.
    """
    if _named(table) == "home_reach":
        return f"(area_code {area})"
    links = f"from register.home_reach r where r.area_code {area} and r.valid_to is null"
    if _named(table) == "premises":
        # Decision: row-policy-keys
        return f"(id = any(array(select r.premises_id {links})))"
    return _of_homes(table, f"array(select r.home_id {links})")


def _of_homes(table: sa.Table, homes: str) -> str:
    name = _named(table)
    if name == "provider_contact":
        return f"(provider_id in (select h.provider_id from register.home h where h.id = any({homes})))"
    if name == "home":
        return f"(id = any({homes}))"
    return f"(home_id = any({homes}))" if "home_id" in table.c and name != "home_reach" else "false"


def _held(agency: Agency, of: str = "") -> str:
    """Access that the caller holds: by name, or as one of the body it was given to."""
    return (
        f"{of}holder_agency = '{agency}' and ({of}holder_subject is null or {of}holder_subject = {SUBJECT})"
        f" and ({of}holder_area is null or {of}holder_area = {AREA})"
        f" and ({of}holder_organisation is null or {of}holder_organisation = {ORGANISATION})"
    )


def _own(agency: Agency, table: sa.Table) -> str:
    match _named(table):
        case "live_grant":
            return f"({_held(agency)})"
        case "appointment" | "change_request":
            return f"(agency = '{agency}' and subject = {SUBJECT} and {_same_body('area', 'organisation')})"
        case "suspension":
            return (
                f"((agency is null or agency = '{agency}') and (subject is null or subject = {SUBJECT})"
                f" and (area is null or area = {AREA}) and (organisation is null or organisation = {ORGANISATION}))"
            )
        case _:
            return "false"


def _supervised(agency: Agency, table: sa.Table) -> str:
    appointed = (
        "exists (select from register.appointment a"
        f" where a.agency = '{agency}' and a.subject = {SUBJECT} and {_same_body('a.area', 'a.organisation')}"
        " and a.valid_from <= current_date and (a.valid_to is null or a.valid_to > current_date))"
    )
    match _named(table):
        case "access_log":
            return f"(agency = '{agency}' and {_same_body('area', 'organisation')} and {appointed})"
        case "access_key":
            return "(access_id in (select l.id from register.access_log l))"
        case "live_grant":
            held = f"holder_agency = '{agency}' and {_same_body('holder_area', 'holder_organisation')}"
            # A body without an area of its own gives access to others as the one body of its kind.
            issued = f"issued_agency = '{agency}' and {AREA} is null and {ORGANISATION} is null"
            return f"(({held} or {issued}) and {appointed})"
        case _:
            return "false"


def _given(agency: Agency, grants: Iterable[Grant]) -> str:
    """Access that may be given: to oneself, for one's own body; or by those appointed, for a joint inspection."""
    ways = {
        Scope.SELF: f"(holder_agency = '{agency}' and holder_subject = {SUBJECT}"
        f" and {_same_body('holder_area', 'holder_organisation')})",
        Scope.SUPERVISED: f"(kind = 'inspection' and issued_agency = '{agency}' and {_supervised(agency, live_grant)})",
    }
    return " or ".join(ways[scope] for scope in sorted({grant.scope for grant in grants}))


def _same_body(area: str, organisation: str) -> str:
    return f"{area} is not distinct from {AREA} and {organisation} is not distinct from {ORGANISATION}"


def _named(table: sa.Table) -> str:
    """The name of a table, or of the table whose history it is: what holds for a row holds for its past."""
    return table.name.removesuffix("_history")
