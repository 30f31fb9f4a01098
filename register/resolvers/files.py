"""Bring in whole files that Ofsted sends: compared and applied by the same steps as from the command line."""

import asyncio
from collections.abc import Mapping
from datetime import date
from typing import Any

import sqlalchemy as sa

from register.database import api_url, with_driver
from register.errors import SetupError
from register.importing.changes import sign_import
from register.importing.comparison import Comparison, refusal_of
from register.importing.monthly import apply, compare
from register.importing.rows import PublishedFile
from register.policy.walls import role_of
from register.resolvers.acting import Acting, Done, Outcome, Refused
from register.rules.problem import Problem, problems_of
from register.rules.text import text_is_plain
from register.sql.change import take_on
from register.vocabulary import Caller

LONGEST_NAME = 200


async def import_homes(acting: Acting) -> Outcome:
    """Compare Ofsted's list with the register, and write what differs, all of it or none.

    It runs on a connection of its own, under the caller's role, in a transaction of its own: where that is committed
    and the command's own record is not, the same file sent again changes nothing.
    """
    broken = problems_of(text_is_plain(acting.text("name"), "name", LONGEST_NAME))
    if broken:
        return Refused(broken)
    await acting.writing.wait_long()
    try:
        comparison, refusal = await asyncio.to_thread(_bring_in, acting.caller, acting.given, acting.today)
    except SetupError as fault:
        return Refused((Problem("RULE_FILE_REFUSED", str(fault), "file"),))
    told = _told(comparison)
    if refusal is not None:
        return Refused((Problem("RULE_FILE_REFUSED", str(refusal), "file"),), told)
    return Done(comparison.file, told)


def _bring_in(caller: Caller, given: Mapping[str, Any], today: date) -> tuple[Comparison, SetupError | None]:
    engine = sa.create_engine(with_driver(api_url(), "postgresql+psycopg"), poolclass=sa.pool.NullPool)
    how = {"partial": bool(given["partial"]), "allow_large_change": bool(given["allowLargeChange"])}
    source = PublishedFile(str(given["name"]).strip(), str(given["file"]))
    as_at = given.get("asAt")
    with engine.execution_options(postgresql_readonly=bool(given["dryRun"])).begin() as connection:
        take_on(connection, role_of(caller.agency))
        sign_import(connection, caller.subject, f"upload of {source.name}")
        comparison = compare(connection, source, as_at=as_at, today=today)
        refusal = refusal_of(comparison, **how)
        if refusal is None and not given["dryRun"]:
            apply(connection, comparison, **how, progress=lambda done, total: None)
    return comparison, refusal


def _told(comparison: Comparison) -> Mapping[str, Any]:
    report = comparison.report
    return {
        "report": {
            "__typename": "FileReport",
            "asAt": comparison.as_at.isoformat(),
            "read": report.read,
            "added": report.added,
            "changed": report.changed,
            "unchanged": report.unchanged,
            "refused": report.refused,
            "closed": len(comparison.closing),
            "standing": comparison.standing,
            "lines": comparison.lines(),
        }
    }
