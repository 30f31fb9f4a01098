"""When agency keys were last used, as the access log has it, read with the owner's login."""

from collections.abc import Mapping, Sequence
from datetime import datetime

import sqlalchemy as sa

from register.tables import access_log


def last_used(connection: sa.Connection, subjects: Sequence[str]) -> Mapping[str, datetime]:
    """For each of these subjects, when they last consulted the register; those who never did are not there."""
    asked = (
        sa.select(access_log.c.subject, sa.func.max(access_log.c.at))
        .where(access_log.c.subject == sa.any_(sa.literal(list(subjects), sa.ARRAY(sa.Text))))
        .group_by(access_log.c.subject)
        .order_by(access_log.c.subject)
    )
    return {row.subject: row.max for row in connection.execute(asked)}
