"""Import whole files that Ofsted sends: compared and applied by the same steps as from the command line."""

import asyncio

import sqlalchemy as sa
from sqlalchemy.exc import IntegrityError

from register.database.connections import UNREADABLE, api_url, with_driver
from register.errors import SetupError
from register.importing.files.csv_table import PublishedFile
from register.importing.ofsted.comparison import Comparison, refusal_of
from register.importing.ofsted.monthly_update import apply, compare
from register.importing.session import sign_import
from register.open_types import Values
from register.policy.roles import role_of
from register.resolvers.commands.acts import carries_out_whole
from register.resolvers.commands.context import CommandContext, ConcurrentChange, Outcome, Refused, Succeeded
from register.resolvers.commands.file_changes import changes_of
from register.resolvers.commands.input_facts import text_problems
from register.rules.command import file_refused
from register.schema.commands.upload import IMPORT_HOMES
from register.sql.write.rows import remember, take_on


@carries_out_whole(IMPORT_HOMES)
async def import_homes(context: CommandContext) -> Outcome:
    """Compare Ofsted's list with the register, and write what differs, all of it or none.

    It runs on a connection of its own, under the caller's role, in a transaction of its own, which keeps the memory of
    the command too: cut off before its answer, it is answered when it is sent again.
    """
    broken = tuple(text_problems(context.command.input, context.input))
    if broken:
        return Refused(broken)
    await context.rows.allow_long_wait()
    try:
        return await asyncio.to_thread(_bring_in, context)
    except SetupError as fault:
        return Refused((file_refused(str(fault)),))


def _bring_in(context: CommandContext) -> Outcome:
    given = context.input
    engine = sa.create_engine(with_driver(api_url(), "postgresql+psycopg"), poolclass=sa.pool.NullPool)
    how = {"partial": bool(given["partial"]), "allow_large_change": bool(given["allowLargeChange"])}
    source = PublishedFile(str(given["name"]).strip(), str(given["file"]))
    with engine.execution_options(postgresql_readonly=bool(given["dryRun"])).begin() as connection:
        take_on(connection, role_of(context.caller.agency))
        sign_import(connection, context.caller.subject, f"upload of {source.name}")
        comparison = compare(connection, source, as_at=given.get("asAt"), today=context.today)
        extra = _extra(comparison, is_trial=bool(given["dryRun"]))
        refusal = refusal_of(comparison, **how)
        if refusal is not None:
            return Refused((file_refused(str(refusal)),), {**extra, "changes": [] if given["dryRun"] else None})
        if given["dryRun"]:
            return Succeeded(comparison.file, extra)
        apply(connection, comparison, **how, progress=lambda done, total: None)
        done = Succeeded(comparison.file, extra)
        try:
            remember(connection, context.memory(done))
        except IntegrityError as fault:
            raise ConcurrentChange(UNREADABLE) from fault
    return done


def _extra(comparison: Comparison, *, is_trial: bool) -> Values:
    report = comparison.report
    return {
        "changes": [change._asdict() for change in changes_of(comparison)] if is_trial else None,
        "report": {
            "__typename": "FileReport",
            "asAt": comparison.as_at.isoformat(),
            "read": report.read,
            "added": report.added,
            "changed": report.changed,
            "unchanged": report.unchanged,
            "skipped": sum(report.skipped.values()),
            "refused": report.refused,
            "closed": len(comparison.closing),
            "standing": comparison.standing,
            "lines": comparison.lines(),
        },
    }
