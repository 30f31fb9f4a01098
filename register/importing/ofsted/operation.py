"""The state of operation of homes whose registration a file has ended or suspended: the file itself tells none."""

from datetime import date

import sqlalchemy as sa

from register.importing.ofsted.former_facts import IDENTIFIED, keep
from register.rules.registration import OPERATIONS
from register.tables import home, home_identity
from register.vocabulary import OperationalStatus, RegistrationStatus

ALLOWED = sa.or_(
    *(
        sa.and_(home.c.registration_status == status, home_identity.c.operational_status.in_(sorted(allowed)))
        for status, allowed in OPERATIONS.items()
    )
)


def let_operation_follow(connection: sa.Connection, day: date) -> int:
    """Write the state of operation that goes with each registration where the two contradict each other.

    day: of the file, until which the state was another. Returns how many homes had another.
    """
    contradicted = home_identity.c.operational_status.is_not(None), ~ALLOWED
    keep(connection, home_identity.c.operational_status, IDENTIFIED, *contradicted, until=day)
    suspended = home.c.registration_status == RegistrationStatus.SUSPENDED
    after = sa.case((suspended, sa.literal(OperationalStatus.TEMPORARILY_CLOSED)), else_=sa.null())
    following = (
        sa.update(home_identity)
        .where(home_identity.c.home_id == home.c.id, *contradicted)
        .values(operational_status=after)
    )
    return connection.execute(following).rowcount
