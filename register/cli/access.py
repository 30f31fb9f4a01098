"""The operator's commands on access: appoint people, end appointments, suspend bodies and people at once."""

import json
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from datetime import UTC, date, datetime
from uuid import UUID

import sqlalchemy as sa
from sqlalchemy.exc import DataError, IntegrityError

from register.errors import SetupError
from register.maintenance.appointments import (
    appoint,
    dismiss,
    given_access,
    has_met,
    is_current_area,
    is_organisation,
    reinstate,
    suspend,
)
from register.maintenance.migrate import owner_engine
from register.vocabulary import BODIES, Agency, AppointedRole

NOT_MET = "Nobody of this name has used the register, was appointed or was given access."
COLUMNS = ("kind", "id", "agency", "area", "organisation", "subject", "role", "since", "until", "reason")


@dataclass(frozen=True, slots=True)
class Whom:
    """A body, or one person of it; what is left open holds for all."""

    agency: Agency | None
    area: str | None
    organisation: str | None
    subject: str | None


def appoint_person(whom: Whom, role: AppointedRole, valid_from: date | None, by: str) -> UUID:
    """Appoint a person of a body to a role, from a day on. Raises: SetupError."""
    with _owner("Give the person as tokens name them by sub, and the organisation by its agency and area.") as owner:
        since = valid_from or datetime.now(UTC).date()
        _confirm_body(owner, whom)
        return appoint(owner, **asdict(whom), role=role, valid_from=since, by=by)


def end_appointment(key: UUID) -> None:
    """End an appointment today. Raises: SetupError."""
    with _owner("This appointment cannot end today.") as owner:
        if not dismiss(owner, key, datetime.now(UTC).date()):
            raise SetupError("There is no current appointment with this key.")


def suspend_access(whom: Whom, reason: str, *, even_if_unknown: bool = False) -> UUID:
    """Suspend a body or a person at once: the next request is refused. Raises: SetupError.

    even_if_unknown: true to suspend a person whom the register has not met before.
    """
    with _owner("Give an agency or a person to suspend, and a reason.") as owner:
        _confirm_body(owner, whom)
        if whom.subject is not None and not even_if_unknown and not has_met(owner, whom.subject):
            raise SetupError(f"{NOT_MET} Check the spelling, or use --unknown to suspend the person all the same.")
        return suspend(owner, **asdict(whom), reason=reason)


def lift_suspension(key: UUID) -> None:
    """Lift a suspension. Raises: SetupError."""
    with _owner("This suspension cannot be lifted.") as owner:
        if not reinstate(owner, key):
            raise SetupError("There is no current suspension with this key.")


def listing(*, ended: bool) -> str:
    """Appointments and suspensions as lines of a table. Raises: SetupError."""
    rows = _given(ended=ended)
    if not rows:
        return "There are no appointments and no suspensions."
    lines = [COLUMNS, *([_cell(row[column]) for column in COLUMNS] for row in rows)]
    widths = [max(map(len, column)) for column in zip(*lines, strict=True)]
    return "\n".join("  ".join(map(str.ljust, line, widths)).rstrip() for line in lines)


def listing_json(*, ended: bool) -> str:
    """The same as JSON. Raises: SetupError."""
    return json.dumps(
        [{column: row[column] for column in COLUMNS} for row in _given(ended=ended)], indent=2, default=str
    )


def _given(*, ended: bool) -> list[Mapping[str, object]]:
    with _owner("The appointments and suspensions cannot be read.") as owner:
        return [row for row in given_access(owner) if ended or not row["has_ended"]]


def _cell(value: object) -> str:
    return "-" if value is None else str(value)


def _confirm_body(owner: sa.Connection, whom: Whom) -> None:
    """Refuse a body that the register does not know: nobody would be suspended or appointed. Raises: SetupError."""
    if whom.agency is None:
        return
    body = BODIES[whom.agency]
    if whom.area is not None and body.area_kind is None:
        raise SetupError(f"{body.name}: there are no areas of this agency. Leave --area out.")
    if whom.area is not None and body.area_kind and not is_current_area(owner, whom.area, body.area_kind):
        raise SetupError(f"{body.name}: no current one has this area. The API's areas(kind:) lists their codes.")
    if whom.organisation is not None and not is_organisation(owner, whom.organisation, whom.agency):
        raise SetupError(f"{body.name}: none on the register has this organisation's code. Check the code.")


@contextmanager
def _owner(complaint: str) -> Iterator[sa.Connection]:
    engine = owner_engine()
    try:
        with engine.begin() as connection:
            yield connection
    except (IntegrityError, DataError):
        raise SetupError(complaint) from None
    finally:
        engine.dispose()
