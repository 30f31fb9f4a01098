"""Keeps what facts of a home were before they changed in the world, and moves the days on which they did."""

from datetime import date, timedelta

from register.open_types import TableColumn, Value
from register.resolvers.commands.context import CommandContext
from register.rules.registration import CEASED
from register.sql.write.rows import Row
from register.tables import FORMER_OF, home, home_identity, notice
from register.vocabulary import NoticeKind, RegistrationStatus

STATUS, OPERATION = home.c.registration_status, home_identity.c.operational_status


def first_day_after(status: str, ceased_on: date | None) -> date | None:
    """The first day on which a registration that has ended no longer held; None if it has not ended."""
    if status not in CEASED or ceased_on is None:
        return None
    # On the day on which a home passes to another provider it is that provider's.
    return ceased_on if status == RegistrationStatus.LAPSED else ceased_on + timedelta(days=1)


async def keep_former(context: CommandContext, fact: TableColumn, *, before: Value, now: Value, since: date) -> None:
    """Keep what a fact of the command's home was until the day since which it is what it is now.

    What was kept of changes after that day no longer counts: the fact is what the register now says it is.
    """
    registered_on = context.record["registered_on"]
    if before == now or (registered_on is not None and since <= registered_on):
        return
    kept = sorted(await _kept(context, fact), key=lambda row: row["held_until"])
    later = [row for row in kept if row["held_until"] >= since]
    was = later[0]["value"] if later else before
    for row in later:
        if row["held_until"] > since:
            await context.rows.remove(FORMER_OF[fact], row["id"])
    if not (later and later[0]["held_until"] == since):
        value = None if was is None else str(was)
        home_id = context.record["id"]
        await context.rows.insert(FORMER_OF[fact], home_id=home_id, fact=fact.name, held_until=since, value=value)


async def move_former(context: CommandContext, fact: TableColumn, was: date | None, *, now: date | None) -> None:
    """Correct the day on which a fact changed; None: it did not change on one."""
    if was == now:
        return
    kept = {row["held_until"]: row for row in await _kept(context, fact)}
    if was not in kept:
        return
    if now is None or now in kept:
        await context.rows.remove(FORMER_OF[fact], kept[was]["id"])
    else:
        await context.rows.update(FORMER_OF[fact], kept[was]["id"], held_until=now)


async def former_value(context: CommandContext, fact: TableColumn, *, until: date | None) -> Value:
    """What a fact was until a day on which it changed; None if nothing is kept of that."""
    return next((row["value"] for row in await _kept(context, fact) if row["held_until"] == until), None)


async def move_end(context: CommandContext, status: str, ceased_on: date | None) -> None:
    """Correct the day from which the command's registration no longer held. status: as it is now."""
    was = first_day_after(context.record["registration_status"], context.record["ceased_on"])
    for fact in (STATUS, OPERATION):
        await move_former(context, fact, was, now=first_day_after(status, ceased_on))


async def move_suspension(context: CommandContext, before: Row, now: Row | None) -> None:
    """Correct the days of a suspension by those of its notice; None: there was no suspension."""
    if before["kind"] != NoticeKind.SUSPENSION:
        return
    for day in (notice.c.served_on.name, notice.c.lifted_on.name):
        for fact in (STATUS, OPERATION):
            await move_former(context, fact, before[day], now=None if now is None else now[day])


async def _kept(context: CommandContext, fact: TableColumn) -> list[Row]:
    return list(await context.rows.find_all(FORMER_OF[fact], home_id=context.record["id"], fact=fact.name))
