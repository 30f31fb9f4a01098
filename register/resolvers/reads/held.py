"""All that is held about one child, for the authority that answers the child: by group, with who keeps it."""

import hashlib
from collections.abc import Iterator, Mapping, Sequence
from datetime import date, datetime
from typing import Protocol
from uuid import UUID

import orjson
from graphql import FragmentDefinitionNode

from register.audit import Consultation, Writer, record_given
from register.catalogue import CATALOGUE, Entity
from register.open_types import Values
from register.plan.held import MERGED, POINTED_AT, ROOT, leads, pointers, told_columns
from register.plan.selection import Selected, collect
from register.policy.authority import Authority
from register.policy.grants.owners import OWNERS
from register.policy.roles import role_of
from register.rules.access_exemption import (
    CONSULTATIONS,
    UNTOLD,
    holds_on,
    said_of_what_is_left_out,
    without_exempt,
)
from register.rules.missing_episode import LONDON
from register.sql.read.given import Given
from register.sql.read.statement import BETWEEN_KEYS
from register.sql.subject_access import consulted, returned_rows, spoken
from register.vocabulary import Agency, Group, Use

NULL = "null"
OF_RETURNS = "ReturnRow"
Records = dict[Group, dict[str, list[dict[str, object]]]]


class Connection(Writer, Protocol):
    """The part of a driver's connection that reading this needs."""

    async def fetch(self, query: str, *args: object) -> Sequence[Values]:
        """The rows of a statement."""


async def held_text(
    connection: Connection, asked: Consultation, authority: Authority, *, child: str, at: datetime
) -> str:
    """The whole answer as JSON. child: the child's record with all that it leads to, and with
    those that were merged into it, as it was read; at: as of when."""
    row = orjson.loads(child)
    if row is None:
        return NULL
    records, rows = Records(), [row, *row[MERGED]]
    for each in rows:
        _gather(records, CATALOGUE["Child"], each, above=frozenset())
    children = [UUID(each["id"]) for each in rows]
    returned = await _returned(connection, asked, authority, children=children, at=at)
    if returned:
        records.setdefault(Group.RETURN_ROWS, {})[OF_RETURNS] = returned
    exempt = tuple(_exempt(records.pop(Group.SUBJECT_ACCESS, {}), at.astimezone(LONDON).date()))
    groups, is_anything_exempt = _told(records, exempt)
    is_untold = (CONSULTATIONS, None) in exempt
    held: dict[str, object] = {
        "child": row["id"],
        "asRecordedAt": at.isoformat(),
        "groups": groups,
        "consultedBy": [] if is_untold else await _consulted(connection, authority, children=children, at=at),
        "leftOut": said_of_what_is_left_out(is_anything_exempt or is_untold),
    }
    digest = hashlib.sha256(orjson.dumps(held, option=orjson.OPT_SORT_KEYS)).hexdigest()
    return orjson.dumps(held | {"digest": digest}).decode()


def selected_text(
    whole: str, selected: Selected, *, fragments: Mapping[str, FragmentDefinitionNode], variables: Mapping[str, object]
) -> str:
    """What of a whole answer was selected, as JSON."""

    def shown(value: object, part: Selected, kind: str) -> object:
        if isinstance(value, list):
            return [shown(each, part, kind) for each in value]
        if not isinstance(value, dict):
            return value
        fields = collect(part.sets, fragments, variables)
        told = {"__typename": kind, **value}
        return {each.key: shown(told[each.name], each, _KINDS.get(each.name, "")) for each in fields}

    return orjson.dumps(shown(orjson.loads(whole), selected, "SubjectAccess")).decode()


_KINDS = {"groups": "HeldGroup", "consultedBy": "ConsultingBody"}


def _gather(records: Records, entity: Entity, row: Values, *, above: frozenset[str]) -> None:
    """Sort a record and all below it by field group; what is empty is left out."""
    parts: dict[Group, dict[str, object]] = {}
    for column in told_columns(entity):
        _put(parts, column.group, name=column.name, value=row.get(column.name))
    for name, structure in entity.structures.items():
        _put(parts, next(iter(structure.columns.values())).group, name=name, value=row.get(name))
    for pointer in pointers(entity):
        to = row.get(pointer.name)
        shown = None if to is None else to[POINTED_AT[pointer.to]]
        _put(parts, entity.group, name=pointer.name, value=shown)
    for group, part in parts.items():
        records.setdefault(group, {}).setdefault(entity.name, []).append({"id": row.get("id"), **part})
    for lead in leads(entity, above):
        for below in _rows(row.get(lead.name)):
            _gather(records, CATALOGUE[lead.to], below, above=above | {entity.name})


def _put(parts: dict[Group, dict[str, object]], group: Group, *, name: str, value: object) -> None:
    if value is not None and value != []:
        parts.setdefault(group, {})[name] = value


def _rows(found: object) -> Sequence[Values]:
    """The rows of a page, a list or a single record."""
    match found:
        case None:
            return ()
        case {"nodes": list(nodes)}:
            return nodes
        case list(rows):
            return rows
        case dict(row):
            return (row,)
    raise TypeError("neither a page nor a list nor a record")


def _exempt(found: Mapping[str, Sequence[Values]], day: date) -> Iterator[tuple[str, str | None]]:
    for each in found.get("AccessExemption", ()):
        days = [None if each.get(name) is None else date.fromisoformat(each[name]) for name in ("decidedOn", "endsOn")]
        ended_on = None if each.get("endedOn") is None else date.fromisoformat(each["endedOn"])
        decided_on, ends_on = days
        assert decided_on is not None
        assert ends_on is not None
        if holds_on(day, decided_on, ends_on, ended_on=ended_on):
            yield each["group"], each.get("record")


def _told(records: Records, exempt: Sequence[tuple[str, str | None]]) -> tuple[list[dict[str, object]], bool]:
    """The groups that are shown, in order, and whether an exemption leaves something out."""
    groups, is_anything_exempt = list[dict[str, object]](), False
    for group in sorted(set(records) - set(UNTOLD)):
        told = {name: list(without_exempt(group.value, rows, exempt)) for name, rows in records[group].items()}
        is_anything_exempt |= sum(map(len, told.values())) < sum(map(len, records[group].values()))
        shown = {name: rows for name, rows in told.items() if rows}
        if shown:
            text = orjson.dumps(shown, option=orjson.OPT_SORT_KEYS).decode()
            groups.append({"group": group.value, "keptBy": OWNERS[group].name, "records": text})
    return groups, is_anything_exempt


async def _returned(
    connection: Connection, asked: Consultation, authority: Authority, *, children: Sequence[UUID], at: datetime
) -> list[dict[str, object]]:
    """The rows about the child in the caller's own returns, which are logged by their keys."""
    caller = asked.caller
    if any(authority.reach(group, Use.READ).nowhere for group in (Group.RETURN_ROWS, Group.RETURN)):
        return []
    text, values = spoken(returned_rows(children, at, authority=caller.area or ""), role_of(caller.agency))
    rows = [dict(row) for row in await connection.fetch(text, *values)]
    if rows:
        node = f"{ROOT}.returnRows"
        keys = BETWEEN_KEYS.join(str(row["id"]) for row in rows)
        given = Given(keys={node: keys}, sizes={node: len(rows)})
        await record_given(connection, asked, ROOT, groups=frozenset({Group.RETURN_ROWS, Group.RETURN}), given=given)
    return [{name: _plain(value) for name, value in row.items() if value is not None} for row in rows]


def _plain(value: object) -> object:
    return str(value) if isinstance(value, UUID | date) else value


async def _consulted(
    connection: Connection, authority: Authority, *, children: Sequence[UUID], at: datetime
) -> list[dict[str, object]]:
    text, values = spoken(consulted(children, at), role_of(authority.agency))
    return [
        {
            "agency": Agency(row["agency"]).name,
            "area": row["area"],
            "organisation": row["organisation"],
            "times": row["times"],
            "firstAt": row["first_at"].isoformat(),
            "lastAt": row["last_at"].isoformat(),
        }
        for row in await connection.fetch(text, *values)
    ]
