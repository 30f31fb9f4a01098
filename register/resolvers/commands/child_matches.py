"""Decisions about records that may be of one child. The database merges and splits, once two people agree."""

from collections.abc import Sequence

from register.resolvers.commands.acts import carries_out
from register.resolvers.commands.context import CommandContext, key_of
from register.resolvers.commands.frame import Made, Steps, checked
from register.resolvers.commands.input_facts import columns_given
from register.rules.child_match import decides_anew, match_is_not_settled_so, records_fit_together
from register.rules.record import record_exists
from register.schema.commands.child_match import DECIDE_MATCH
from register.sql.write.rows import Overlaps, Row
from register.tables import child_match, match_decision
from register.vocabulary import MatchDecision, MatchStatus


@carries_out(DECIDE_MATCH)
async def decide_match(context: CommandContext) -> Steps:
    """Write down what one person decided."""
    key, decision = key_of(context.input["match"]), MatchDecision(context.input["decision"])
    found = await context.rows.find_to_write(child_match, match_decision, id=key) if key is not None else None
    yield record_exists(found, "match")
    assert found is not None
    said = await context.rows.find_all(match_decision, match_id=found["id"], person=context.caller.subject)
    yield checked(
        match_is_not_settled_so(MatchStatus(found["status"]), decision),
        decides_anew(_latest(said, found), decision),
    )
    try:
        await context.rows.insert(
            match_decision, match_id=found["id"], child_id=found["child_id"], **columns_given(context, match_decision)
        )
    except Overlaps:
        yield records_fit_together(False)
    yield Made(str(found["id"]))


def _latest(said: Sequence[Row], found: Row) -> MatchDecision | None:
    """What a person decided last, since two people last agreed."""
    settled_at = found["settled_at"]
    counted = [row for row in said if settled_at is None or row["decided_at"] > settled_at]
    last = max(counted, key=lambda row: row["decided_at"], default=None)
    return None if last is None else MatchDecision(last["decision"])
