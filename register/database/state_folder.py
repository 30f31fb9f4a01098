"""The folder of this checkout's state, and who may enter it: PostgreSQL's account, which root lends it."""

import hashlib
import os
import pwd
import secrets
import shutil
import stat
from contextlib import suppress
from pathlib import Path

from register.errors import SetupError
from register.settings import settings

MB = 1_000_000
CHECKOUT = Path(__file__).resolve().parents[2]


def state_dir() -> Path:
    """The folder of this checkout's private server and development key, made if it is missing.

    For root it is a system folder, because the unprivileged account that runs PostgreSQL has to enter it.
    Raises: SetupError.
    """
    return make_enterable(default_state_dir(), account_of_postgres())


def default_state_dir() -> Path:
    """The folder to use if none is named: the setting, or else a folder for this checkout."""
    if (chosen := settings().state_dir) is not None:
        return chosen.absolute()
    own = Path(os.environ.get("XDG_STATE_HOME") or Path.home() / ".local" / "state")
    return (Path("/var/lib") if os.geteuid() == 0 else own) / f"register-{digest(str(CHECKOUT))}"


def digest(text: str) -> str:
    """A short name for a long path."""
    return hashlib.sha256(text.encode()).hexdigest()[:12]


def account_of_postgres() -> pwd.struct_passwd | None:
    """Whom PostgreSQL runs as: it refuses root, so root lends it an account without rights."""
    if os.geteuid() != 0:
        return None
    for account in pwd.getpwall():
        if account.pw_name == "postgres":
            return account
    return pwd.getpwnam("nobody")


def make_enterable(base: Path, account: pwd.struct_passwd | None) -> Path:
    """Make the state folder, for its owner only. If that is root, the account may enter it but not list it."""
    try:
        if not base.exists():
            base.mkdir(mode=0o700, parents=True, exist_ok=True)
            base.chmod(0o711 if account else 0o700)
    except OSError as problem:
        raise SetupError(f"The folder {base} cannot be made ({problem.strerror}): set REGISTER_STATE_DIR.") from None
    for entered in (base, *base.parents) if account else ():
        if not entered.stat().st_mode & stat.S_IXOTH:
            raise SetupError(
                f"PostgreSQL's account cannot enter {entered}: set REGISTER_STATE_DIR to a folder it can use."
            )
    return base


def make_private(folder: Path, account: pwd.struct_passwd | None) -> None:
    """Make a folder that only PostgreSQL's account can enter. Another may have put something there first."""
    owner, group = (account.pw_uid, account.pw_gid) if account else (os.geteuid(), os.getegid())
    with suppress(FileExistsError):
        folder.mkdir(mode=0o700)
    if account is not None and folder.lstat().st_uid == 0:
        os.chown(folder, owner, group, follow_symlinks=False)
    found = folder.lstat()
    if not stat.S_ISDIR(found.st_mode) or found.st_uid != owner or stat.S_IMODE(found.st_mode) & 0o077:
        raise SetupError(f"{folder} must belong only to the account that runs PostgreSQL. Delete it.")


def write_private(path: Path, text: str) -> None:
    """Write a file that only its owner can read, in one step. Raises: SetupError."""
    draft = path.with_name(f".{path.name}.{secrets.token_hex(8)}")
    try:
        with open(os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w", encoding="utf-8") as file:
            file.write(text)
        draft.replace(path)
    except OSError as problem:
        raise SetupError(f"{path} cannot be written: {problem.strerror}.") from None


def confirm_room(folder: Path, needed_bytes: int) -> None:
    """Check that the disk of a folder has so much room. Raises: SetupError."""
    free = shutil.disk_usage(folder).free
    if free < needed_bytes:
        raise SetupError(
            f"The disk of {folder} is full: {free // MB:,} MB are free, and {needed_bytes // MB:,} MB are needed. "
            "Free some space, or set REGISTER_STATE_DIR to a folder on another disk."
        )


def size_bytes(folder: Path) -> int:
    """The size of what is below a folder. Files that go while it is counted are passed over."""
    total = 0
    for place, _, names in os.walk(folder):
        for name in names:
            with suppress(FileNotFoundError):
                total += os.lstat(Path(place) / name).st_size
    return total
