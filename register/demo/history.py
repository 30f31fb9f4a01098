"""What happens to the demonstration after it was first recorded, so that the past has something else to say.

The tables date their history by the transaction: a change shows only if it comes in a later one than the load.
"""

import uuid
from collections.abc import Sequence

import numpy as np
import sqlalchemy as sa

from register.demo.bulk_load import copy_batch, sign
from register.demo.invented_names import home_names
from register.demo.published_figures import HOMES, REGISTER_DAY
from register.demo.random_draws import chance, keys, shuffled
from register.demo.subjects.notices import suspension_batches
from register.errors import SetupError
from register.tables import HISTORY_OF, former_fact, home, home_identity, home_version, notice
from register.vocabulary import NoticeKind, OperationalStatus, RegistrationStatus

RENAMED = 28
EMPTIED = 6
SUSPENSIONS_LIFTED = 3
NEWLY_SUSPENDED = 3
AMENDED = RENAMED + EMPTIED + SUSPENSIONS_LIFTED + NEWLY_SUSPENDED


def amend_demonstration(connection: sa.Connection, *, seed: int) -> int:
    """Rename some homes, empty some, lift some suspensions and impose as many; returns how many homes changed.

    seed: that of the load. A register in which a home has changed since its load is left alone.
    Raises: SetupError in the transaction that loaded the homes.
    """
    recorded = sa.select(sa.func.max(HISTORY_OF[home].c.recorded_from)).scalar_subquery()
    if connection.scalar(sa.select(sa.func.now() <= recorded)):
        raise SetupError("Commit the demonstration before amending it: both would be recorded at the same moment.")
    if connection.scalar(sa.select(sa.exists().where(home_version.c.version > 1))):
        return 0
    sign(connection, "demonstration: later changes")
    draws = chance(seed, "amendments")
    registered = shuffled(draws, _homes(connection, RegistrationStatus.REGISTERED))
    suspended = shuffled(draws, _homes(connection, RegistrationStatus.SUSPENDED))
    _rename(connection, registered[:RENAMED], seed)
    _empty(connection, registered[RENAMED : RENAMED + EMPTIED])
    _suspend(connection, registered[-NEWLY_SUSPENDED:], draws)
    _lift_suspension(connection, suspended[:SUSPENSIONS_LIFTED])
    _keep_suspensions(connection)
    return AMENDED


def _homes(connection: sa.Connection, status: RegistrationStatus) -> Sequence[uuid.UUID]:
    query = sa.select(home.c.id).where(home.c.registration_status == status).order_by(home.c.urn)
    return connection.scalars(query).all()


def _rename(connection: sa.Connection, ids: Sequence[uuid.UUID], seed: int) -> None:
    _next_version(connection, ids)
    names = home_names(chance(seed, "home names"))[HOMES : HOMES + len(ids)]
    renaming = home_identity.update().where(home_identity.c.home_id == sa.bindparam("renamed"))
    connection.execute(
        renaming.values(name=sa.bindparam("new_name")),
        [{"renamed": key, "new_name": name} for key, name in zip(ids, names, strict=True)],
    )


def _empty(connection: sa.Connection, ids: Sequence[uuid.UUID]) -> None:
    _next_version(connection, ids)
    _operate(connection, ids, OperationalStatus.OPEN_NO_CHILDREN)


def _suspend(connection: sa.Connection, ids: Sequence[uuid.UUID], draws: np.random.Generator) -> None:
    _become(connection, ids, RegistrationStatus.SUSPENDED)
    _operate(connection, ids, OperationalStatus.TEMPORARILY_CLOSED)
    for batch in suspension_batches(zip(keys(draws, len(ids)), ids, strict=True), served_on=REGISTER_DAY):
        copy_batch(connection, batch)


def _lift_suspension(connection: sa.Connection, ids: Sequence[uuid.UUID]) -> None:
    _become(connection, ids, RegistrationStatus.REGISTERED)
    _operate(connection, ids, OperationalStatus.OPEN_NO_CHILDREN)
    lifting = notice.update().where(notice.c.home_id.in_(ids), notice.c.kind == NoticeKind.SUSPENSION)
    connection.execute(lifting.values(lifted_on=REGISTER_DAY, version=notice.c.version + 1))


def _keep_suspensions(connection: sa.Connection) -> None:
    """Keep until when each home was not suspended, and until when it was."""
    status = home.c.registration_status.name
    changed = (
        (notice.c.served_on, RegistrationStatus.REGISTERED),
        (notice.c.lifted_on, RegistrationStatus.SUSPENDED),
    )
    for day, before in changed:
        suspended = notice.c.kind == NoticeKind.SUSPENSION, day.is_not(None)
        kept = sa.select(notice.c.home_id, sa.literal(status), day, sa.literal(before.value)).where(*suspended)
        connection.execute(former_fact.insert().from_select(["home_id", "fact", "held_until", "value"], kept))


def _next_version(connection: sa.Connection, ids: Sequence[uuid.UUID]) -> None:
    # A home's version stands for its identity too: whoever edits a name says which version they saw.
    counting = home_version.update().where(home_version.c.home_id.in_(ids))
    connection.execute(counting.values(version=home_version.c.version + 1))


def _become(connection: sa.Connection, ids: Sequence[uuid.UUID], status: RegistrationStatus) -> None:
    changing = home.update().where(home.c.id.in_(ids))
    connection.execute(changing.values(version=home.c.version + 1, registration_status=status))


def _operate(connection: sa.Connection, ids: Sequence[uuid.UUID], status: OperationalStatus) -> None:
    operating = home_identity.update().where(home_identity.c.home_id.in_(ids))
    connection.execute(operating.values(operational_status=status))
