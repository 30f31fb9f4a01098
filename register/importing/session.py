"""The transaction of an import: one at a time, signed, and refused in words that disclose nothing about a row."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date

import sqlalchemy as sa

from register.errors import SetupError
from register.vocabulary import Agency


def begin_import(connection: sa.Connection, reason: str) -> date:
    """Let one import run at a time and sign its changes. Returns the day in England by the database's clock."""
    sign_import(connection, "register import", reason)
    return day_in_england(connection)


def day_in_england(connection: sa.Connection) -> date:
    """The day in England by the database's clock."""
    now = sa.func.timezone("Europe/London", sa.func.clock_timestamp())
    today: date = connection.execute(sa.select(sa.cast(now, sa.Date))).scalar_one()
    return today


def sign_import(connection: sa.Connection, subject: str, reason: str) -> None:
    """Let one import run at a time, and record who imports as the author of its changes."""
    connection.execute(sa.select(sa.func.register.take_import_turn()))
    signed = {"register.subject": subject, "register.agency": Agency.OFSTED, "register.reason": reason}
    # Compiling the statements that place a first list of homes took five seconds, running them one.
    local = {**signed, "jit": "off"}
    connection.execute(sa.select(*(sa.func.set_config(name, value, True) for name, value in local.items())))


@contextmanager
def refusals_told() -> Iterator[None]:
    """Report a row that the database refuses by the name of the constraint, without the row's values."""
    try:
        yield
    except sa.exc.IntegrityError as error:
        diagnosis = getattr(error.orig, "diag", None)
        name = getattr(diagnosis, "constraint_name", None) or "of the database"
        raise SetupError(f"The database refused a row by its constraint {name}; nothing was written.") from None
