"""Bring in whole files that Ofsted sends: compared and applied by the same steps as from the command line."""

import asyncio
from collections.abc import Mapping
from typing import Any

import sqlalchemy as sa
from sqlalchemy.exc import IntegrityError

from register.database import UNREADABLE, api_url, with_driver
from register.errors import SetupError
from register.importing.changes import sign_import
from register.importing.comparison import Comparison, refusal_of
from register.importing.monthly import apply, compare
from register.importing.rows import PublishedFile
from register.policy.walls import role_of
from register.resolvers.acting import Acting, Done, Outcome, Overtaken, Refused
from register.rules.problem import Problem, problems_of
from register.rules.text import text_is_plain
from register.sql.change import remember, take_on

LONGEST_NAME = 200


async def import_homes(acting: Acting) -> Outcome:
    """Compare Ofsted's list with the register, and write what differs, all of it or none.

    It runs on a connection of its own, under the caller's role, in a transaction of its own, which keeps the memory of
    the command too: cut off before its answer, it is answered when it is sent again.
    """
    broken = problems_of(text_is_plain(acting.text("name"), "name", LONGEST_NAME))
    if broken:
        return Refused(broken)
    await acting.writing.wait_long()
    try:
        return await asyncio.to_thread(_bring_in, acting)
    except SetupError as fault:
        return Refused((Problem("RULE_FILE_REFUSED", str(fault), "file"),))


def _bring_in(acting: Acting) -> Outcome:
    given = acting.given
    engine = sa.create_engine(with_driver(api_url(), "postgresql+psycopg"), poolclass=sa.pool.NullPool)
    how = {"partial": bool(given["partial"]), "allow_large_change": bool(given["allowLargeChange"])}
    source = PublishedFile(str(given["name"]).strip(), str(given["file"]))
    with engine.execution_options(postgresql_readonly=bool(given["dryRun"])).begin() as connection:
        take_on(connection, role_of(acting.caller.agency))
        sign_import(connection, acting.caller.subject, f"upload of {source.name}")
        comparison = compare(connection, source, as_at=given.get("asAt"), today=acting.today)
        told = _told(comparison)
        refusal = refusal_of(comparison, **how)
        if refusal is not None:
            return Refused((Problem("RULE_FILE_REFUSED", str(refusal), "file"),), told)
        if given["dryRun"]:
            return Done(comparison.file, told)
        apply(connection, comparison, **how, progress=lambda done, total: None)
        done = Done(comparison.file, told)
        try:
            remember(connection, acting.memory(done))
        except IntegrityError as fault:
            raise Overtaken(UNREADABLE) from fault
    return done


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
