"""What children say, encrypted again under the first key of the settings."""

from collections.abc import Callable

import sqlalchemy as sa

from register.encrypted_text import Unopened, decrypt, encrypt, first_key
from register.errors import SetupError
from register.open_types import Select
from register.tables import interview_narrative, police_extract
from register.vocabulary import Agency

TABLES = (interview_narrative, police_extract)
# So many rows are read and written at a time.
AT_A_TIME = 500
Progress = Callable[[str, int, int], None]


def count_old(connection: sa.Connection) -> int:
    """How many texts are under another key than the first. Raises: SetupError if there is no key."""
    return sum(
        connection.scalar(sa.select(sa.func.count()).select_from(_old(table).subquery())) or 0 for table in TABLES
    )


def encrypt_again(connection: sa.Connection, progress: Progress) -> int:
    """Encrypt every text that is under an older key, in the transaction of the connection. Returns how many.

    Earlier versions in the history stay as they were: to read them, keep the older keys behind the first.
    Raises: SetupError if a text opens with none of the keys; nothing is to be kept then.
    """
    signed = {"register.subject": "register reencrypt", "register.agency": Agency.OFSTED, "register.reason": "new key"}
    connection.execute(sa.select(*(sa.func.set_config(name, str(value), True) for name, value in signed.items())))
    total, done = count_old(connection), 0
    for table in TABLES:
        while rows := connection.execute(_old(table).limit(AT_A_TIME)).all():
            for row in rows:
                written = table.update().where(table.c.interview_id == row.interview_id)
                connection.execute(written.values(ciphertext=encrypt(_opened(row.ciphertext), row.interview_id)))
            done += len(rows)
            progress("texts", done, total)
    return done


def _old(table: sa.Table) -> Select:
    name = first_key()
    if name is None:
        raise SetupError("Set REGISTER_NARRATIVE_KEYS: the first key is the one to encrypt with.")
    under_it = sa.func.starts_with(table.c.ciphertext, f"{name}.")
    return sa.select(table.c.interview_id, table.c.ciphertext).where(sa.not_(under_it)).order_by(table.c.interview_id)


def _opened(ciphertext: str) -> str:
    try:
        return decrypt(ciphertext)
    except Unopened:
        name, row, _ = ciphertext.split(".")
        raise SetupError(f"The text of interview {row} needs the key {name}. Nothing was written.") from None
