"""Deliberate faults, one at a time: each is a mistake that somebody could make, and some test must find it.

`python -m tests.hostile.faults` copies the checkout, shows that the tests pass on the copy as it is, then puts in one
fault after the other and runs the tests that are to find it. A fault that nothing finds is a hole in the tests.
"""

import argparse
import os
import re
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from register.database import private_server
from tests.hostile.fault_list import FAULTS, Fault

CHECKOUT = Path(__file__).resolve().parents[2]
TESTS_PASSED, TESTS_FAILED = 0, 1
LONGEST_S = 1_800
# Which package the tests of the copy test, and where they keep their server.
WHOSE = (
    "import register; from register.database.state_folder import state_dir; "
    "print(register.__file__); print(state_dir())"
)
FIRST_FAILED = re.compile(r"^FAILED ([^\s\[]+)", re.MULTILINE)


@dataclass(frozen=True, slots=True)
class Copy:
    """A copy of the checkout that may be spoilt. state: where its tests keep their server."""

    folder: Path
    state: Path


def main() -> int:
    """Put in each fault, run its tests, and say which were found. Fails where one was not."""
    only = _arguments().only
    chosen = [fault for fault in FAULTS if not only or any(part in fault.name for part in only)]
    if not chosen:
        sys.stderr.write("No fault has such a name.\n")
        return 1
    for fault in chosen:
        spoiled(fault, (CHECKOUT / fault.file).read_text(encoding="utf-8"))
    with _copied() as copy:
        if not _passes(copy, tuple(dict.fromkeys(test for fault in chosen for test in fault.found_by))):
            sys.stderr.write("The tests do not pass without any fault: mend them first.\n")
            return 1
        found = [_is_found(copy, fault) for fault in chosen]
    sys.stdout.write(f"{sum(found)} of {len(found)} faults were found.\n")
    return 0 if all(found) else 1


def spoiled(fault: Fault, text: str) -> str:
    """The file's text with the fault in it. Raises: ValueError where what is right does not stand there once."""
    if text.count(fault.right) != 1:
        raise ValueError(f"{fault.file} holds what is right {text.count(fault.right)} times: {fault.name}")
    return text.replace(fault.right, fault.wrong)


def first_failed(code: int, told: str) -> str | None:
    """The first test that failed, of what pytest said; none where tests could only not begin, which finds nothing."""
    failed = FIRST_FAILED.search(told) if code == TESTS_FAILED else None
    return None if failed is None else failed[1]


def _passes(copy: Copy, tests: Sequence[str]) -> bool:
    """Whether the tests pass without any fault. Their compiled files are kept for the runs that follow."""
    began = time.monotonic()
    code, told = _run(copy, tests, "-n", "2", "--dist", "loadfile", keep_compiled=True)
    if code != TESTS_PASSED:
        sys.stderr.write(told[-4_000:])
    _tell("passed" if code == TESTS_PASSED else "FAILED", began, "without any fault", f"{len(tests)} files of tests")
    return code == TESTS_PASSED


def _is_found(copy: Copy, fault: Fault) -> bool:
    began = time.monotonic()
    file = copy.folder / fault.file
    kept, times = file.read_text(encoding="utf-8"), file.stat()
    file.write_text(spoiled(fault, kept), encoding="utf-8")
    try:
        # One process: where several share the tests, the first failure is told as an interruption.
        code, told = _run(copy, fault.found_by, "-x", "-n", "0")
    finally:
        file.write_text(kept, encoding="utf-8")
        os.utime(file, ns=(times.st_atime_ns, times.st_mtime_ns))
    finder = first_failed(code, told)
    if finder is None and code != TESTS_PASSED:
        sys.stderr.write(told[-4_000:])
    _tell("found" if finder else "MISSED", began, fault.name, finder or ", ".join(fault.found_by))
    return finder is not None


def _tell(word: str, began: float, name: str, by: str) -> None:
    sys.stdout.write(f"{word:6} {time.monotonic() - began:5.0f} s  {name}: {by}\n")
    sys.stdout.flush()


def _run(copy: Copy, tests: Sequence[str], *options: str, keep_compiled: bool = False) -> tuple[int, str]:
    """Run tests of the copy on a server of their own. pytest's code, and what it said."""
    command = [sys.executable, "-m", "pytest", "-q", "-p", "no:cacheprovider", *options, *tests]
    environment = _environment(copy.folder) | ({} if keep_compiled else {"PYTHONDONTWRITEBYTECODE": "1"})
    try:
        # What one fault leaves in a server, roles above all, must not be what finds the next.
        with private_server.running(copy.state, durable=False):
            run = subprocess.run(  # noqa: S603
                command,
                cwd=copy.folder,
                env=environment,
                capture_output=True,
                text=True,
                check=False,
                timeout=LONGEST_S,
            )
    except subprocess.TimeoutExpired:
        return -1, f"The tests took longer than {LONGEST_S} s.\n"
    finally:
        shutil.rmtree(copy.state, ignore_errors=True)
    return run.returncode, run.stdout + run.stderr


def _environment(folder: Path) -> dict[str, str]:
    """That of the shell, without settings of the register or of pytest, and with the copy's code before any other."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith(("REGISTER_", "PYTEST_"))}
    return kept | {"PYTHONPATH": str(folder)}


@contextmanager
def _copied() -> Iterator[Copy]:
    """A copy of what git knows of, so that no fault ever stands in the checkout itself."""
    git = ["git", "-c", "safe.directory=*", "ls-files", "-z", "--cached", "--others", "--exclude-standard"]
    listed = subprocess.run(git, cwd=CHECKOUT, capture_output=True, check=True)  # noqa: S603
    with tempfile.TemporaryDirectory(prefix="faults-") as made:
        folder = Path(made).resolve()
        for name in listed.stdout.decode().split("\0"):
            if name and (CHECKOUT / name).is_file():
                (folder / name).parent.mkdir(parents=True, exist_ok=True)
                shutil.copy2(CHECKOUT / name, folder / name)
        yield Copy(folder, _state_of(folder))


def _state_of(folder: Path) -> Path:
    """Where the tests of a copy keep their server. Raises: RuntimeError where they would test another checkout."""
    asked = [sys.executable, "-c", WHOSE]
    told = subprocess.run(  # noqa: S603
        asked, cwd=folder, env=_environment(folder), capture_output=True, text=True, check=True
    )
    package, state = told.stdout.splitlines()
    if not Path(package).is_relative_to(folder):
        raise RuntimeError(f"The tests of the copy would test {package}.")
    return Path(state)


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m tests.hostile.faults", description=__doc__)
    parser.add_argument("--only", action="append", help="only the faults whose name holds this, or another --only")
    return parser.parse_args()


if __name__ == "__main__":
    sys.exit(main())
