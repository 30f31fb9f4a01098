"""Invented returns: the rows of an authority's file, made of its own children's episodes, and how one is accepted."""

from collections.abc import Iterator, Mapping
from datetime import date, timedelta
from typing import Final

import sqlalchemy as sa

from register.open_types import Value, Values
from register.tables import (
    authority_return,
    child,
    child_identity,
    child_minimum,
    episode_child,
    missing_episode,
    return_sign_off,
)
from register.vocabulary import MissingKind, ReturnStatus, SignOffAct

# In a return with mistakes, one row in so many begins on a day on which the register knows of nothing.
ONE_WRONG_IN = 12
SUBMITS, SIGNS_OFF = "demonstration clerk", "demonstration director"
ENGLAND: Final = "Europe/London"


def rows_of(
    connection: sa.Connection, authority: str, start: date, *, with_mistakes: bool
) -> Iterator[tuple[int, Mapping[str, Value]]]:
    """The rows of an authority's file, each with its line: its children's episodes of a year, by day."""
    day = sa.cast(sa.func.timezone(ENGLAND, missing_episode.c.started_at), sa.Date)
    ended = sa.cast(sa.func.timezone(ENGLAND, missing_episode.c.ended_at), sa.Date)
    after = date(start.year + 1, start.month, start.day)
    found = connection.execute(
        sa.select(
            child_identity.c.authority_reference,
            child_minimum.c.date_of_birth,
            missing_episode.c.kind,
            day.label("starts_on"),
            ended.label("ends_on"),
        )
        .join(episode_child, episode_child.c.episode_id == missing_episode.c.id)
        .join(child, child.c.id == episode_child.c.child_id)
        .join(child_identity, child_identity.c.child_id == child.c.id)
        .join(child_minimum, child_minimum.c.child_id == child.c.id)
        .where(child.c.responsible_authority_code == authority, day >= start, day < after)
        .order_by(child_identity.c.authority_reference, missing_episode.c.started_at)
    ).mappings()
    until: dict[str, date] = {}
    apart = (dict(row) for row in found if _is_apart(dict(row), until))
    for line, row in enumerate(apart, start=2):
        is_wrong = with_mistakes and line % ONE_WRONG_IN == 0
        yield line, _row(row, after, moved=timedelta(days=400) if is_wrong else timedelta())


def _row(row: Values, after: date, *, moved: timedelta) -> Mapping[str, Value]:
    return {
        "child_number": row["authority_reference"],
        "born_on": row["date_of_birth"],
        "missing_kind": MissingKind(row["kind"]).value,
        "starts_on": row["starts_on"] - moved,
        "ends_on": row["ends_on"] if row["ends_on"] is not None and row["ends_on"] < after else None,
    }


def _is_apart(row: Values, until: dict[str, date]) -> bool:
    """True if an episode begins after the day on which the child's last one ended: by the day, others overlap."""
    number = row["authority_reference"]
    before = until.get(number, date.min)
    until[number] = max(before, row["ends_on"] or date.max)
    return bool(row["starts_on"] > before)


def accept(connection: sa.Connection, authority: str, return_id: object) -> None:
    """Submit a return by one person and sign it off by another; the transaction is signed for the authority."""
    held, version = authority_return.c.id == return_id, authority_return.c.version + 1
    steps = (
        (SUBMITS, SignOffAct.SUBMITTED, {"status": ReturnStatus.SUBMITTED, "submitted_at": sa.func.now()}),
        (SIGNS_OFF, SignOffAct.SIGNED_OFF, {"status": ReturnStatus.ACCEPTED, "accepted_at": sa.func.now()}),
    )
    for person, act, values in steps:
        connection.execute(sa.select(sa.func.set_config("register.subject", person, True)))
        connection.execute(authority_return.update().where(held).values(**values, version=version))
        of_return = {"return_id": return_id, "authority_code": authority}
        connection.execute(return_sign_off.insert().values(**of_return, act=act))
