"""What a command says of a fault that it did not foresee: one line, without a statement or a library's own words."""

import errno
import traceback
from collections.abc import Mapping
from pathlib import Path

import asyncpg
from sqlalchemy.exc import DBAPIError, OperationalError

from register.errors import RegisterError

DISK_FULL = "53100"
# A table, a column or a type that this version of the register has and the database has not.
MISSING = frozenset({"42P01", "42703", "42704"})
# What the operating system refuses, and what an operator does about it. {name}: the file.
FILES: Mapping[int, str] = {
    errno.ENOENT: "there is no file or folder {name}.",
    errno.EACCES: "{name} may not be read or written by you.",
    errno.EPERM: "{name} may not be read or written by you.",
    errno.EISDIR: "{name} is a folder; name a file.",
    errno.ENOTDIR: "{name} is not in a folder.",
    errno.EEXIST: "{name} exists already; name a new file.",
    errno.ENOSPC: "the disk is full. Free some space, then run the command again.",
    errno.EROFS: "{name} is on a disk that cannot be written.",
}


def line_about(fault: Exception) -> str:
    """The line about a fault: of the database, of a file, or of the register itself."""
    if isinstance(fault, DBAPIError) and getattr(fault.orig, "sqlstate", None) == DISK_FULL:
        return "the disk of the database is full. Nothing was written. Free some space, then run the command again."
    if isinstance(fault, DBAPIError) and getattr(fault.orig, "sqlstate", None) in MISSING:
        return "the database is of another version of the register. Run register migrate."
    if isinstance(fault, OperationalError):
        # The driver's first line says where and why, and repeats no statement.
        return f"the database does not answer: {str(fault.orig).splitlines()[0]}"
    if isinstance(fault, (ConnectionError, TimeoutError, asyncpg.PostgresError)):
        return "the database does not answer. Check REGISTER_DATABASE_URL, and that the database is running."
    if isinstance(fault, OSError) and (line := FILES.get(fault.errno or 0)):
        return line.format(name=fault.filename or "a file")
    if isinstance(fault, RegisterError):
        return f"{fault.message} {fault.extensions['hint']}"
    return f"fault of the register itself. Report this line: {_where(fault)}."


def _where(fault: Exception) -> str:
    """The kind of a fault and the places that it came through; its own words may hold a stored value."""
    frames = traceback.extract_tb(fault.__traceback__)[-6:]
    places = [f"{Path(frame.filename).name}:{frame.lineno}" for frame in frames]
    return " ".join([type(fault).__name__, *places])
