"""Deliberate faults, one at a time: each is a mistake that somebody could make, and some test must find it.

`python -m tests.hostile.faults` copies the checkout, shows that the tests pass on the copy as it is, then puts in one
fault after the other and runs the tests that are to find it. A fault that nothing finds is a hole in the tests.
"""

import argparse
import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

CHECKOUT = Path(__file__).resolve().parents[2]
TESTS_FAILED = 1


@dataclass(frozen=True)
class Fault:
    """One mistake: in this file, what is right is replaced by what is wrong; found_by: the tests that must fail."""

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
        ("tests/policy/test_authority.py", "tests/resolvers/test_live_access.py"),
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
        "register/sql/choosing.py",
        "            held.append(self._narrowed(table, through, reach, stored))",
        "            held.append(sa.true())",
        ("tests/hostile/test_hidden_values.py", "tests/sql/test_matching.py"),
    ),
    Fault(
        "a cell that is out of scope is shown",
        "register/sql/page.py",
        "        if reach.everywhere or table is self.entity.table:\n            return list(write())",
        "        if reach is not None:\n            return list(write())",
        ("tests/hostile/test_oracle.py", "tests/requests"),
    ),
    Fault(
        "the first wall takes every area for the caller's own",
        "register/sql/scope.py",
        "_linked(key, links, lambda area: area == CALLER_AREA)",
        "_linked(key, links, lambda area: area.is_not(None))",
        ("tests/hostile/test_oracle.py", "tests/sql/test_scope.py", "tests/requests"),
    ),
    Fault(
        "of a past row only the present scope is asked",
        "register/sql/scope.py",
        "(NOW, links.clock) if links.clock.is_past else (NOW,)",
        "(NOW,)",
        ("tests/sql/test_scope.py", "tests/requests"),
    ),
    Fault(
        "nearness is measured to every home, in scope or not",
        "register/sql/choosing.py",
        "            held.append(scoped_rows(reach, premises, places, self.clock))",
        "            held.append(sa.true())",
        ("tests/sql/test_choosing.py", "tests/requests", "tests/hostile/test_hidden_homes.py"),
    ),
    Fault(
        "the second wall lets an area's role meet every row",
        "register/policy/walls.py",
        '    links = f"from register.home_reach r where r.area_code {area} and r.valid_to is null"',
        '    links = "from register.home_reach r where r.valid_to is null"',
        ("tests/hostile/test_walls.py",),
    ),
    Fault(
        "the second wall grants a group to whoever may read another",
        "register/policy/walls.py",
        "if g.agency is agency and g.group is group and use in g.uses",
        "if g.agency is agency and use in g.uses",
        ("tests/policy/test_walls.py", "tests/hostile/test_walls.py"),
    ),
    Fault(
        "row security is switched on, and the owner goes past it",
        "register/migrating.py",
        '        yield f"alter table {table.fullname} force row level security"\n',
        "",
        ("tests/policy/test_walls.py",),
    ),
    Fault(
        "what a role may do is granted to everyone",
        "register/migrating.py",
        "on {SCHEMA}.{name} to {role}",
        "on {SCHEMA}.{name} to public",
        ("tests/policy/test_walls.py",),
    ),
    Fault(
        "the role of one request is left on the connection for the next",
        "register/database.py",
        "; set local role {role}",
        "; set role {role}",
        ("tests/test_database.py", "tests/hostile/test_bleed.py", "tests/hostile/test_pool.py"),
    ),
    Fault(
        "the area of one request is left on the connection for the next",
        "register/sql/opening.py",
        "set_config('register.area', coalesce($3, ''), true)",
        "set_config('register.area', coalesce($3, ''), false)",
        ("tests/hostile/test_bleed.py", "tests/hostile/test_pool.py", "tests/sql/test_opening.py"),
    ),
    Fault(
        "a body that is suspended is answered",
        "register/sql/opening.py",
        ' and not row["suspended"]',
        "",
        ("tests/sql/test_opening.py", "tests/hostile/test_tokens.py"),
    ),
    Fault(
        "access that a person gave does not end",
        "register/sql/opening.py",
        "g.starts_at <= now() and g.ends_at > now()",
        "g.starts_at <= now()",
        ("tests/sql/test_opening.py", "tests/resolvers/test_live_access.py"),
    ),
    Fault(
        "a server goes on with the wall of another policy",
        "register/resolvers/answer.py",
        "    if opened.unsealed or opened.policy_version != POLICY_VERSION:",
        "    if opened.unsealed:",
        ("tests/hostile/test_running.py",),
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
        ("tests/test_audit.py", "tests/requests"),
    ),
    Fault(
        "callers with other grants are given the plan that was kept",
        "register/resolvers/plans.py",
        "        kept = (authority, caller.purpose is None)",
        "        kept = (authority_of(Agency.OFSTED, [caller.today]), caller.purpose is None)",
        ("tests/hostile/test_plans.py", "tests/resolvers/test_plans.py"),
    ),
    Fault(
        "a cursor of one caller answers another",
        "register/sql/cursor.py",
        "    body = (caller.agency.value, caller.area, caller.organisation)",
        "    body = ()",
        ("tests/sql/test_cursor.py", "tests/hostile/test_reads.py"),
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
        "register/sql/opening.py",
        "g.kind <> 'administration' or g.approved_by is not null",
        "true",
        ("tests/resolvers/test_live_access.py",),
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
        "register/sql/feed.py",
        "rows.c.transaction < HORIZON",
        "rows.c.transaction > 0",
        ("tests/hostile/test_feed.py",),
    ),
    Fault(
        "a home that has left an area is told as if it stood there still",
        "register/sql/page.py",
        "            visible = sa.and_(visible, link.c.id.is_not(None))",
        "            visible = sa.and_(visible, sa.true())",
        ("tests/hostile/test_feed.py", "tests/requests"),
    ),
    Fault(
        "the second wall tells of every change of a table some of which may be read",
        "register/policy/walls.py",
        """f"({of} and {where})")""",
        """f"({of})")""",
        ("tests/hostile/test_walls.py",),
    ),
    Fault(
        "the first wall tells of every change of a table some of which may be read",
        "register/sql/scope.py",
        "            held.append(sa.and_(_among(rows, of_homes), within))",
        "            held.append(_among(rows, of_homes))",
        ("tests/hostile/test_one_wall.py",),
    ),
)


def main() -> int:
    """Put in each fault, run its tests, and say which were found. Fails where one was not."""
    asked = _arguments()
    chosen = [fault for fault in FAULTS if not asked.only or asked.only in fault.name]
    with _copied() as copy:
        everything = tuple(dict.fromkeys(test for fault in chosen for test in fault.found_by))
        if _run(copy, everything) != 0:
            sys.stderr.write("The tests do not pass without any fault: mend them first.\n")
            return 1
        missed = [fault.name for fault in chosen if not _is_found(copy, fault)]
    sys.stdout.write(f"{len(chosen) - len(missed)} of {len(chosen)} faults were found.\n")
    return 1 if missed else 0


def spoiled(fault: Fault, text: str) -> str:
    """The file's text with the fault in it. Raises: ValueError where what is right does not stand there once."""
    if text.count(fault.right) != 1:
        raise ValueError(f"{fault.file} holds what is right {text.count(fault.right)} times: {fault.name}")
    return text.replace(fault.right, fault.wrong)


def _is_found(copy: Path, fault: Fault) -> bool:
    file = copy / fault.file
    kept = file.read_text(encoding="utf-8")
    file.write_text(spoiled(fault, kept), encoding="utf-8")
    try:
        # One process: where several share the tests, the first failure is told as an interruption.
        found = _run(copy, fault.found_by, "-x", "-n", "0") == TESTS_FAILED
    finally:
        file.write_text(kept, encoding="utf-8")
    sys.stdout.write(f"{'found ' if found else 'MISSED'}  {fault.name}\n")
    sys.stdout.flush()
    return found


def _run(copy: Path, tests: Sequence[str], *options: str) -> int:
    command = [sys.executable, "-m", "pytest", "-q", "-p", "no:cacheprovider", "-n", "2", "--dist", "loadfile"]
    environment = os.environ | {"PYTHONPATH": str(copy), "PYTHONDONTWRITEBYTECODE": "1"}
    run = subprocess.run(  # noqa: S603
        [*command, *options, *tests], cwd=copy, env=environment, capture_output=True, text=True, check=False
    )
    if run.returncode not in (0, TESTS_FAILED) or (run.returncode and not options):
        sys.stderr.write(run.stdout[-2_000:] + run.stderr[-2_000:])
    return run.returncode


@contextmanager
def _copied() -> Iterator[Path]:
    """A copy of what git knows of, so that no fault ever stands in the checkout itself."""
    git = ["git", "-c", "safe.directory=*", "ls-files", "-z", "--cached", "--others", "--exclude-standard"]
    listed = subprocess.run(git, cwd=CHECKOUT, capture_output=True, check=True)  # noqa: S603
    with tempfile.TemporaryDirectory(prefix="faults-") as folder:
        for name in listed.stdout.decode().split("\0"):
            if name and (CHECKOUT / name).is_file():
                (Path(folder) / name).parent.mkdir(parents=True, exist_ok=True)
                shutil.copy2(CHECKOUT / name, Path(folder) / name)
        yield Path(folder)


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m tests.hostile.faults", description=__doc__)
    parser.add_argument("--only", default="", help="only the faults whose name holds this")
    return parser.parse_args()


if __name__ == "__main__":
    sys.exit(main())
