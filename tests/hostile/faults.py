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

CHECKOUT = Path(__file__).resolve().parents[2]
TESTS_PASSED, TESTS_FAILED = 0, 1
LONGEST_S = 1_800
# Which package the tests of the copy test, and where they keep their server.
WHOSE = (
    "import register; from register.database.state_folder import state_dir; "
    "print(register.__file__); print(state_dir())"
)
FIRST_FAILED = re.compile(r"^FAILED ([^\s\[]+)", re.MULTILINE)


@dataclass(frozen=True)
class Fault:
    """One mistake: in this file, what is right is replaced by what is wrong; found_by: the tests that must fail.

    Stories that show the SQL of a request are no such tests: they fail with any change of it, harmful or not.
    """

    name: str
    file: str
    right: str
    wrong: str
    found_by: tuple[str, ...]


FAULTS: tuple[Fault, ...] = (
    Fault(
        "a law that is not yet in force is taken for one that is",
        "register/policy/authority.py",
        "tuple(g for g in grants if g.basis.in_force_from <= day)",
        "tuple(grants)",
        ("tests/policy/test_authority.py",),
    ),
    Fault(
        "a time-boxed grant is a grant without anything live",
        "register/policy/authority.py",
        "if g.scope not in TIME_BOXED or g.scope in live.scopes",
        "if g.scope is not None",
        ("tests/policy/test_authority.py", "tests/resolvers/commands/test_access_grants.py"),
    ),
    Fault(
        "a field may be searched by where it may be read nowhere",
        "register/policy/decide.py",
        "    refused = sorted(set(_refused(read, authority)))",
        "    refused: list[str] = []",
        ("tests/policy/test_decide.py", "tests/hostile/test_hidden_homes.py"),
    ),
    Fault(
        "a search is not narrowed to where its field may be read",
        "register/sql/read/row_selection.py",
        "            held.append(self._narrowed(table, through, reach, stored))",
        "            held.append(sa.true())",
        ("tests/hostile/test_hidden_values.py", "tests/sql/read/test_filters.py"),
    ),
    Fault(
        "a cell that is out of scope is shown",
        "register/sql/read/row_json.py",
        "        if reach.everywhere or table is self.entity.table:\n            return list(write())",
        "        if reach is not None:\n            return list(write())",
        ("tests/hostile/test_one_wall.py",),
    ),
    Fault(
        "a count is of every row that fits, where its field may be read or not",
        "register/sql/read/statement.py",
        "        page, _, held = self._chosen()\n",
        """        from dataclasses import replace
        anywhere = _NodeBuilder(replace(self.granted, narrowed={}), self.clock, self.role, self.relation)
        anywhere.parent = self.parent
        page, _, held = anywhere._chosen()
""",
        ("tests/sql/read/test_filters.py", "tests/hostile/test_reads.py"),
    ),
    Fault(
        "whoever may read a group may count it",
        "register/policy/decide.py",
        "authority.reach(read.entity.group, Use.COUNT).nowhere",
        "authority.reach(read.entity.group, Use.READ).nowhere",
        ("tests/policy/test_decide.py",),
    ),
    Fault(
        "the first wall takes every area for the caller's own",
        "register/sql/scope.py",
        "_linked(asked, lambda area: area == CALLER_AREA)",
        "_linked(asked, lambda area: area.is_not(None))",
        ("tests/hostile/test_oracle.py", "tests/sql/test_scope.py"),
    ),
    Fault(
        "a question about the past is decided as if it were about today",
        "register/resolvers/reads/plan_cache.py",
        "    return [today, *(day.date() if isinstance(day, datetime) else day for day in named)]",
        "    return [today, *(day for day in () if named)]",
        ("tests/resolvers/reads/test_plan_cache.py", "tests/sql/test_as_of.py", "tests/hostile/test_oracle.py"),
    ),
    Fault(
        "of a past row only the present scope is asked",
        "register/sql/scope.py",
        "(NOW, asked.clock) if asked.clock.is_past else (NOW,)",
        "(NOW,)",
        ("tests/sql/test_scope.py",),
    ),
    Fault(
        "nearness is measured to every home, in scope or not",
        "register/sql/read/row_selection.py",
        "            held.append(scoped_rows(reach, table, places, self.clock))",
        "            held.append(sa.true())",
        ("tests/hostile/test_one_wall.py",),
    ),
    Fault(
        "the second wall lets an area's role meet every row",
        "register/policy/second_wall/scopes.py",
        "r where r.area_code {area} and {_lasts(links)}",
        "r where {_lasts(links)}",
        ("tests/hostile/test_walls.py",),
    ),
    Fault(
        "the second wall grants a group to whoever may read another",
        "register/policy/second_wall/rights.py",
        "if g.agency is agency and g.group is group and use in g.uses",
        "if g.agency is agency and (use is Use.READ or g.group is group) and use in g.uses",
        ("tests/policy/test_walls.py", "tests/hostile/test_walls.py"),
    ),
    Fault(
        "the second wall takes a law that is not yet in force for one that is",
        "register/policy/second_wall/row_policies.py",
        '    if rows == "false" or grant.basis.in_force_from <= today:',
        '    if rows == "false" or today:',
        ("tests/policy/second_wall/test_row_policies.py", "tests/policy/test_walls.py"),
    ),
    Fault(
        "the second wall lets whoever holds access rewrite any column of it",
        "register/policy/second_wall/rights.py",
        "        return writes.updated[agency]",
        "        return writes.inserted",
        ("tests/hostile/test_wall_changes.py",),
    ),
    Fault(
        "row security is switched on, and the owner goes past it",
        "register/maintenance/migrate.py",
        '        yield f"alter table {table.fullname} force row level security"\n',
        "",
        ("tests/policy/test_walls.py",),
    ),
    Fault(
        "what a role may do is granted to everyone",
        "register/maintenance/migrate.py",
        "on {SCHEMA}.{name} to {role}",
        "on {SCHEMA}.{name} to public",
        ("tests/policy/test_walls.py",),
    ),
    Fault(
        "the role of one request is left on the connection for the next",
        "register/database/connections.py",
        "; set local role {role}",
        "; set role {role}",
        ("tests/database/test_connections.py", "tests/hostile/test_bleed.py", "tests/hostile/test_pool.py"),
    ),
    Fault(
        "the area of one request is left on the connection for the next",
        "register/sql/session/open_request.py",
        "set_config('register.area', coalesce($3, ''), true)",
        "set_config('register.area', coalesce($3, ''), false)",
        ("tests/hostile/test_bleed.py", "tests/hostile/test_pool.py", "tests/sql/session/test_open_request.py"),
    ),
    Fault(
        "a body that is suspended is answered",
        "register/sql/session/open_request.py",
        ' and not row["suspended"]',
        "",
        ("tests/sql/session/test_open_request.py", "tests/hostile/test_tokens.py"),
    ),
    Fault(
        "access that a person gave does not end",
        "register/sql/session/open_request.py",
        "g.starts_at <= now() and g.ends_at > now()",
        "g.starts_at <= now()",
        ("tests/sql/session/test_open_request.py", "tests/resolvers/commands/test_access_grants.py"),
    ),
    Fault(
        "a server goes on with the wall of another policy",
        "register/resolvers/reads/answer.py",
        "    if opened.unsealed or opened.policy_version != POLICY_VERSION:",
        "    if opened.unsealed:",
        ("tests/hostile/test_running.py",),
    ),
    Fault(
        "a log that nobody has sealed for longer than may be is answered from",
        "register/resolvers/reads/answer.py",
        "    if opened.unsealed or opened.policy_version != POLICY_VERSION:",
        "    if opened.policy_version != POLICY_VERSION:",
        ("tests/resolvers/reads/test_answer.py",),
    ),
    Fault(
        "what policy refused is not written down",
        "register/resolvers/reads/answer.py",
        "                refused.append((each.root, refusal))",
        "                continue",
        ("tests/test_audit.py", "tests/hostile/test_audit.py"),
    ),
    Fault(
        "a consultation that cannot be written down is answered",
        "register/audit.py",
        "        raise Unavailable(UNREADABLE) from cause",
        "        del cause",
        ("tests/test_audit.py", "tests/hostile/test_audit.py"),
    ),
    Fault(
        "the log does not say which rows were given",
        "register/audit.py",
        "    keys = BETWEEN_KEYS.join(text for text in given.keys.values() if text)",
        '    keys = ""',
        ("tests/test_audit.py",),
    ),
    Fault(
        "callers with other grants are given the plan that was kept",
        "register/resolvers/reads/plan_cache.py",
        "        kept = (authority, caller.purpose is not None)",
        """        from register.vocabulary import Agency
        kept = (authority_of(Agency.OFSTED, [caller.today]), caller.purpose is not None)""",
        ("tests/hostile/test_plans.py", "tests/resolvers/reads/test_plan_cache.py"),
    ),
    Fault(
        "a refusal is kept as the error that was raised, and with it every request that met it",
        "register/errors.py",
        """        return self.kind(self.message, **self.details)
""",
        """        if "kept" not in self.details:
            object.__setattr__(self, "details", {**self.details, "kept": self.kind(self.message, **self.details)})
        kept: RegisterError = self.details["kept"]  # type: ignore[assignment]
        return kept
""",
        ("tests/hostile/test_remembered.py", "tests/test_errors.py"),
    ),
    Fault(
        "a cursor of one caller answers another",
        "register/sql/read/cursor.py",
        "    body = (caller.agency.value, caller.area, caller.organisation)",
        "    body = ()",
        ("tests/sql/read/test_cursor.py", "tests/hostile/test_reads.py"),
    ),
    Fault(
        "of two agencies in one token the last one counts",
        "register/identity/strict_json.py",
        "    if len(members) != len(pairs):",
        "    if len(members) > len(pairs):",
        ("tests/identity", "tests/hostile/test_tokens.py"),
    ),
    Fault(
        "one person alone opens a home to an administrator",
        "register/sql/session/open_request.py",
        "g.kind <> 'administration' or g.approved_by is not null",
        "true",
        ("tests/resolvers/commands/test_access_grants.py",),
    ),
    Fault(
        "a row is sealed by its number, and one that commits late never is",
        "register/sealing/store.py",
        "txid_snapshot_xmin",
        "txid_snapshot_xmax",
        ("tests/sealing",),
    ),
    Fault(
        "changes are told of transactions before all that began earlier have ended",
        "register/sql/read/change_feed.py",
        "rows.c.transaction < HORIZON",
        "rows.c.transaction > 0",
        ("tests/hostile/test_feed.py",),
    ),
    Fault(
        "a home that has left an area is told as if it stood there still",
        "register/sql/read/row_json.py",
        "            visible = sa.and_(visible, link.c.id.is_not(None))",
        "            visible = sa.and_(visible, sa.true())",
        ("tests/hostile/test_feed.py",),
    ),
    Fault(
        "the first wall lets a link that has ended by itself reach a home",
        "register/sql/as_of.py",
        "return sa.or_(ends.is_(None), ends > (",
        "return sa.or_(ends.is_not(None), ends.is_(None), ends > (",
        ("tests/hostile/test_ended_links.py",),
    ),
    Fault(
        "the second wall lets a link that has ended by itself reach a home",
        "register/policy/second_wall/scopes.py",
        """return f"(r.valid_to is null or r.valid_to > {'current_date' if by_day else 'now()'})\"""",
        """return f"(r.valid_to is null or r.valid_to > {'current_date' if by_day else 'now()'} - 400)\"""",
        ("tests/hostile/test_ended_links.py",),
    ),
    Fault(
        "the second wall tells of every change of a table some of which may be read",
        "register/policy/second_wall/row_policies.py",
        """f"({of} and {where})")""",
        """f"({of})")""",
        ("tests/hostile/test_walls.py",),
    ),
    Fault(
        "the first wall tells of every change of a table some of which may be read",
        "register/sql/scope.py",
        "held.append(sa.and_(_among(rows.c[log.entity], of_subject), _anywhere(every, asked)))",
        "held.append(_among(rows.c[log.entity], of_subject))",
        ("tests/hostile/test_one_wall.py",),
    ),
    Fault(
        "a command's key may be used for another input",
        "register/rules/command.py",
        "    if remembered != digest:",
        "    if remembered is None:",
        ("tests/resolvers/commands/test_execute.py",),
    ),
    Fault(
        "a command goes past what another has changed meanwhile",
        "register/resolvers/commands/record_lock.py",
        '    if target.version is None or found["version"] == context.input[target.version]:',
        '    if target.version is None or found["version"] >= context.input[target.version]:',
        ("tests/resolvers/commands/test_execute.py", "tests/resolvers/commands/test_changed_fields.py"),
    ),
    Fault(
        "a command that is only tried is carried out",
        "register/resolvers/commands/execute.py",
        "        if request.dry_run:\n            await rows.roll_back()",
        "        if request.dry_run and isinstance(outcome, Refused):\n            await rows.roll_back()",
        ("tests/resolvers/commands/test_execute.py",),
    ),
    Fault(
        "a subscription goes on for whoever was shut out after it began",
        "register/resolvers/reads/change_feed.py",
        "            opened = await open_known(connection, asked.caller, bound.area_codes)",
        """            from register.sql.session.open_request import open_request
            opened = await open_request(connection, asked.caller, bound.area_codes)""",
        ("tests/http/subscriptions/test_websocket.py", "tests/http/subscriptions/test_server_sent_events.py"),
    ),
    Fault(
        "a subscription asks for its token once and never again",
        "register/http/subscriptions/subscriber.py",
        "subscription.read(await bearer.caller(), since)",
        "subscription.read(subscription.asked.caller, since)",
        ("tests/http/subscriptions/test_subscriber.py",),
    ),
)


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
