"""The operator's commands on access: appoint people, end appointments, suspend bodies and people at once."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from datetime import UTC, date, datetime
from uuid import UUID

import sqlalchemy as sa
from sqlalchemy.exc import DataError, IntegrityError

from register.errors import SetupError
from register.maintenance.appointments import appoint, dismiss, reinstate, suspend
from register.maintenance.migrate import owner_engine
from register.vocabulary import Agency, AppointedRole


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
        return appoint(owner, **asdict(whom), role=role, valid_from=since, by=by)


def end_appointment(key: UUID) -> None:
    """End an appointment today. Raises: SetupError."""
    with _owner("This appointment cannot end today.") as owner:
        if not dismiss(owner, key, datetime.now(UTC).date()):
            raise SetupError("There is no current appointment with this key.")


def suspend_access(whom: Whom, reason: str) -> UUID:
    """Suspend a body or a person at once: the next request is refused. Raises: SetupError."""
    with _owner("Give an agency or a person to suspend, and a reason.") as owner:
        return suspend(owner, **asdict(whom), reason=reason)


def lift_suspension(key: UUID) -> None:
    """Lift a suspension. Raises: SetupError."""
    with _owner("This suspension cannot be lifted.") as owner:
        if not reinstate(owner, key):
            raise SetupError("There is no current suspension with this key.")


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
