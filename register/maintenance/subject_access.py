"""What the register holds about one child, as it was recorded at an instant: for the child who asks for it.

Source: UK GDPR Art 15 and Data Protection Act 2018 s.45. Which tables hold something of a child follows from their
declarations, so that no table is forgotten. Other people are left out: other children, officers, who decided what.
So is what a person recorded as exempt.
"""

import hashlib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

import orjson
import sqlalchemy as sa

from register.encrypted_text import Unopened, decrypt
from register.errors import SetupError
from register.policy.grants import POLICY_VERSION
from register.policy.grants.owners import OWNERS
from register.rules.access_exemption import (
    CONSULTATIONS,
    OTHER_PEOPLE,
    UNTOLD,
    holds_on,
    said_of_what_is_left_out,
    without_exempt,
)
from register.rules.missing_episode import LONDON
from register.sql.subject_access import returned_rows
from register.tables import ANCHOR_OF, CHILD, EPISODE, GROUP_OF, HISTORY_OF, PLACEMENT, access_log, return_row
from register.tables.anchors import Of, Subject
from register.vocabulary import Agency, Group, Outcome

# What says of the child nothing but how the register keeps it.
KEPT_FOR_ITSELF = frozenset(
    {
        "history_id", "recorded_to", "version", "source_system", "source_ref", "quality_flags", "protective_marking",
        "child_pseudonym", "copied_kind", "copied_start", "copied_end",
    }
)  # fmt: skip
CONSULTED = """
select a.agency, a.area, a.organisation, count(*) as times, min(a.at) as first_at, max(a.at) as last_at
  from register.access_log a
 where a.outcome = 'allowed' and a.at <= :at and a.keys && cast(:keys as text[]) and a.root <> :own
 group by a.agency, a.area, a.organisation
 order by a.agency, a.area, a.organisation
"""
OWN_ROOT = "subjectAccess"


@dataclass(frozen=True, slots=True)
class Exemption:
    """That a group is left out, or what is said about consultations; by which law, and which person decided it."""

    group: str
    law: str
    decided_by: str


def held_about(
    connection: sa.Connection, child: UUID, at: datetime, *, exemptions: Sequence[Exemption] = ()
) -> Mapping[str, Any]:
    """All that is held about a child, by group and its owner. Raises: SetupError if the register knew no such child."""
    children = _children(connection, child, at)
    keys = {CHILD: children, PLACEMENT: _named(connection, "placement", "id", children=children, at=at)}
    keys[EPISODE] = _named(connection, "episode_child", "episode_id", children=children, at=at)
    every = [str(key) for found in keys.values() for key in found]
    recorded = _recorded_exemptions(connection, children, at)
    groups, is_anything_exempt = _groups(connection, keys, at=at, recorded=recorded, named=exemptions)
    is_untold = (CONSULTATIONS, None) in recorded
    held: dict[str, Any] = {
        "child": str(child),
        "asRecordedAt": at.isoformat(),
        "groups": dict(sorted(groups.items())),
        "consultedBy": [] if is_untold else _consulted(connection, every, at=at, named=exemptions),
        "leftOut": said_of_what_is_left_out(is_anything_exempt or is_untold),
        "exemptions": [{"of": e.group, "law": e.law, "decidedBy": e.decided_by} for e in exemptions],
    }
    held["digest"] = hashlib.sha256(orjson.dumps(held, option=orjson.OPT_SORT_KEYS, default=str)).hexdigest()
    return held


def _groups(
    connection: sa.Connection,
    keys: Mapping[Subject, Sequence[UUID]],
    *,
    at: datetime,
    recorded: Sequence[tuple[str, str | None]],
    named: Sequence[Exemption],
) -> tuple[dict[str, dict[str, Any]], bool]:
    """What is held by group, and whether an exemption that a person recorded leaves something out.

    named: those that are named in the answer.
    """
    groups: dict[str, dict[str, Any]] = {}
    is_anything_exempt, exempt = False, {each.group for each in named}
    for table, rows in _records(connection, keys, at=at):
        group = GROUP_OF[table]
        told = list(without_exempt(group.value, rows, recorded))
        is_anything_exempt |= len(told) < len(rows)
        if not told:
            continue
        part = groups.setdefault(group.value, {"keptBy": OWNERS[group].value, "records": {}})
        if group.value in exempt:
            part["records"] = "exempt"
        else:
            part["records"][str(table.name)] = told
    return groups, is_anything_exempt


def _consulted(
    connection: sa.Connection, keys: Sequence[str], *, at: datetime, named: Sequence[Exemption]
) -> list[dict[str, Any]] | str:
    return "exempt" if CONSULTATIONS in {each.group for each in named} else _consultations(connection, keys, at)


def _recorded_exemptions(
    connection: sa.Connection, children: Sequence[UUID], at: datetime
) -> list[tuple[str, str | None]]:
    """What people had recorded, at an instant, as left out on its day in England: each a group, or a record of it."""
    past, day = _then("access_exemption", at), at.astimezone(LONDON).date()
    rows = connection.execute(sa.select(past).where(past.c.child_id.in_(children)).order_by(past.c.id)).mappings()
    return [
        (row["held_group"], None if row["record_id"] is None else str(row["record_id"]))
        for row in rows
        if holds_on(day, row["decided_on"], row["ends_on"], ended_on=row["ended_on"])
    ]


def log_access(connection: sa.Connection, held: Mapping[str, Any], person: str) -> None:
    """Write into the log of consultations that the operator took this out, for whom it was decided by name."""
    groups = sorted(held["groups"])
    said = [f"exempt {each['of']} by {each['decidedBy']}: {each['law']}" for each in held["exemptions"]]
    connection.execute(
        access_log.insert().values(
            request=held["digest"][:32],
            subject=person,
            agency=Agency.ADMIN.value,
            document=held["digest"],
            root=OWN_ROOT,
            outcome=Outcome.ALLOWED.value,
            groups=groups,
            row_count=1,
            nodes=[OWN_ROOT, *said],
            node_sizes=[1, *(0 for _ in said)],
            keys=[held["child"]],
            policy_version=POLICY_VERSION,
        )
    )


def known_groups() -> frozenset[str]:
    """What an exemption can be of."""
    return frozenset({CONSULTATIONS, *(group.value for group in Group)})


def _children(connection: sa.Connection, child: UUID, at: datetime) -> list[UUID]:
    """The record and those that were merged into it then."""
    past = _then("child", at)
    which = sa.or_(past.c.id == child, past.c.merged_into_id == child)
    found = list(connection.scalars(sa.select(past.c.id).where(which).order_by(past.c.id)))
    if child not in found:
        raise SetupError("The register did not hold this child at that time.")
    return found


def _named(connection: sa.Connection, table: str, key: str, *, children: Sequence[UUID], at: datetime) -> list[UUID]:
    past = _then(table, at)
    found = sa.select(past.c[key]).where(past.c.child_id.in_(children)).order_by(past.c[key])
    return list(connection.scalars(found))


def _records(
    connection: sa.Connection, keys: Mapping[Subject, Sequence[UUID]], *, at: datetime
) -> Iterator[tuple[sa.Table, list[dict[str, Any]]]]:
    """The rows of every table that is of the child, its placements or its episodes, and those of returns.

    Who may reach them is left out.
    """
    for table in sorted(HISTORY_OF, key=lambda each: each.name):
        anchor = ANCHOR_OF[table]
        if not isinstance(anchor, Of) or anchor.subject not in keys or table.name.endswith("_reach"):
            continue
        if GROUP_OF[table] in UNTOLD:
            continue
        past = _then(table.name, at)
        own = sa.select(past).where(past.c[anchor.by].in_(keys[anchor.subject]))
        rows = connection.execute(own.order_by(past.c.recorded_from, past.c.history_id)).mappings()
        shown = [_shown(table, dict(row)) for row in rows]
        if shown:
            yield table, shown
    returned = [_shown(return_row, dict(row)) for row in connection.execute(returned_rows(keys[CHILD], at)).mappings()]
    if returned:
        yield return_row, returned


def _shown(table: sa.Table, row: Mapping[str, Any]) -> dict[str, Any]:
    left_out = KEPT_FOR_ITSELF | OTHER_PEOPLE.get(table.name, frozenset())
    shown = {str(name): value for name, value in row.items() if value is not None and name not in left_out}
    if "ciphertext" in shown:
        shown["text"] = _opened(shown.pop("ciphertext"))
    return {name: str(value) if isinstance(value, UUID) else value for name, value in shown.items()}


def _opened(ciphertext: str) -> str:
    try:
        return decrypt(ciphertext)
    except Unopened:
        return "cannot be opened without its key"


def _then(name: str, at: datetime) -> sa.Subquery:
    """The rows of a table as they were recorded at an instant."""
    (past,) = (history for table, history in HISTORY_OF.items() if table.name == name)
    held = (past.c.recorded_from <= at, sa.or_(past.c.recorded_to.is_(None), past.c.recorded_to > at))
    plain = [column for column in past.columns if column.name != "point_27700"]
    return sa.select(*plain).where(*held).subquery()


def _consultations(connection: sa.Connection, keys: Sequence[str], at: datetime) -> list[dict[str, Any]]:
    """Which bodies were shown the child, how often and when; never which person."""
    rows = connection.execute(sa.text(CONSULTED), {"at": at, "keys": list(keys), "own": OWN_ROOT}).mappings()
    return [{str(name): value for name, value in row.items() if value is not None} for row in rows]
