"""Commands about the logs: seal them, and compare them with what was sealed."""

import signal
from collections.abc import Sequence
from pathlib import Path

import typer
from sqlalchemy.exc import DataError

from register.cli.progress import progress
from register.database.state_folder import state_dir
from register.errors import SetupError
from register.http.logging import configure_logging
from register.maintenance.migrate import owner_engine
from register.sealing.heads import Head
from register.sealing.holders import HEADS_FILE, open_holder, read_heads
from register.sealing.keys import KEY_FILE, open_key
from register.sealing.sealer import Sealer
from register.sealing.store import sealer_engine
from register.sealing.verify import Verified, verify
from register.sealing.verify_heads import Witness
from register.settings import Settings, settings
from register.vocabulary import Log


def open_sealer() -> Sealer:
    """The sealer of the settings. Raises: SetupError."""
    given = settings()
    folder = _state(given)
    return Sealer(sealer_engine(given), open_key(given, folder), open_holder(given, folder), given=given)


def seal_once() -> None:
    """Seal what the logs have gained, and have it held. Raises: SetupError if the holder does not take it."""
    configure_logging()
    made = open_sealer().once()
    if not made.alone:
        raise SetupError("Another sealer is already running.")
    if not made.held:
        raise SetupError(f"{made.sealed:,} rows were sealed, but the outside holder did not accept the head.")
    typer.echo(f"{made.sealed:,} rows were sealed.", err=True)


def seal_until_stopped() -> None:
    """Seal until told to stop by Ctrl-C or SIGTERM. Raises: SetupError."""
    configure_logging()
    sealer = open_sealer()
    for number in (signal.SIGINT, signal.SIGTERM):
        signal.signal(number, lambda *_: sealer.stop())
    typer.echo("Sealing the logs.", err=True)
    sealer.run()


def verify_logs(heads: Path | None) -> None:
    """Compare the logs with their seals and the heads outside. Raises: SetupError, which names the first fault."""
    witness = _witness(settings(), heads)
    engine = owner_engine().execution_options(isolation_level="REPEATABLE READ", postgresql_readonly=True)
    try:
        with engine.connect() as connection, progress() as tell:
            verified = verify(connection, witness, tell)
    except DataError:
        raise SetupError("A log or a history has a value that no entry can have: it was altered.") from None
    typer.echo(_said(verified, witness))


def _witness(given: Settings, file: Path | None) -> Witness:
    """What is known outside the database: the sealer's own key, and the heads of the holder's file."""
    # The heads are read before the database: one that is signed in between is then not missed there.
    name = file or _own_file(given)
    held: Sequence[Head] = read_heads(name) if name is not None else ()
    keys = {head.public_key for head in held}
    if given.sealing_key_file is not None or (_is_private(given) and (_state(given) / KEY_FILE).exists()):
        keys.add(open_key(given, _state(given)).public_key)
    if not keys:
        raise SetupError("There is no key to check heads with: set REGISTER_SEALING_KEY_FILE, or use --heads.")
    # The state folder may have seen many databases; a holder's file has seen one.
    return Witness(frozenset(keys), held, name.name if name else "", strict=bool(file or given.head_holder))


def _own_file(given: Settings) -> Path | None:
    """The holder's file, if the settings name one that exists."""
    if given.head_holder.startswith("file:"):
        return Path(given.head_holder.removeprefix("file:"))
    own = _state(given) / HEADS_FILE if _is_private(given) and not given.head_holder else None
    return own if own is not None and own.exists() else None


def _is_private(given: Settings) -> bool:
    return given.environment != "production"


def _state(given: Settings) -> Path:
    return given.state_dir or state_dir()


def _said(verified: Verified, witness: Witness) -> str:
    outside = (
        f"{verified.held:,} of them also in {witness.name}" if witness.name else "not compared with an outside holder"
    )
    consultations, changes = verified.leaves[Log.ACCESS], verified.leaves[Log.ENTRY]
    return (
        f"Everything matches its seals: {consultations:,} consultations, {changes:,} changes, "
        f"{verified.versions:,} versions; {verified.heads:,} heads, {outside}."
    )
