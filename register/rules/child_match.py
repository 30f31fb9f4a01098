"""What can be decided about two records that may be of one child."""

from collections.abc import Mapping

from register.rules.problem import Meaning, Problem
from register.vocabulary import MatchDecision, MatchStatus

SETTLED = {
    MatchStatus.SAME: (MatchDecision.KEEP_THIS, MatchDecision.KEEP_OTHER),
    MatchStatus.DIFFERENT: (MatchDecision.DIFFERENT,),
}


def match_is_not_settled_so(status: MatchStatus, decision: MatchDecision, field: str = "decision") -> Problem | None:
    """What two people decided is decided again only the other way. Source: UK GDPR Art 5(1)(d)."""
    if decision not in SETTLED.get(status, ()):
        return None
    return Problem("RULE_MATCH_SETTLED", "Two people have decided so already.", field)


def decides_anew(before: MatchDecision | None, decision: MatchDecision, field: str = "decision") -> Problem | None:
    """One person counts once, however often they say it. before: what the same person decided last. Source: as above.

    Another person makes it two; a person who changes their mind decides otherwise.
    """
    if before is not decision:
        return None
    return Problem("RULE_SECOND_PERSON", "You have decided this already. Another person decides too.", field)


def records_fit_together(is_whole: bool, field: str = "match") -> Problem | None:
    """No child is in two places at a time, and no record is merged twice. Source: data dictionary 2.6 and 2.7."""
    if is_whole:
        return None
    return Problem(
        "RULE_MATCH_OVERLAPS", "Both records have an open placement, or episodes that overlap; or one is merged.", field
    )


MATCH_PROBLEMS: Mapping[str, Meaning] = {
    "RULE_MATCH_OVERLAPS": Meaning(
        "The two records cannot be one as they are: both have an open placement, or missing episodes overlap, or one "
        "of them has been merged.",
        "End or correct the placement or the episode that is wrong, or split the record first.",
    ),
    "RULE_MATCH_SETTLED": Meaning(
        "Two people have decided about the records what you decide.", "Nothing: to undo it, decide the opposite."
    ),
}
