"""Which shields of a child's record can be."""

from collections.abc import Collection, Mapping, Sequence
from datetime import datetime

from register.rules.problem import Meaning, Problem

MOST_HOLDERS = 20


def is_not_shielded(in_force: object, field: str = "child") -> Problem | None:
    """A child has one shield at a time. Source: Children Act 1989, section 22(3). in_force: the one that is."""
    return Problem("RULE_SHIELDED", "The child is shielded already.", field) if in_force else None


def shield_is_in_force(lifted_at: datetime | None, field: str = "shield") -> Problem | None:
    """A shield is lifted once. Source: as above."""
    return Problem("RULE_SHIELD_LIFTED", "The shield was lifted already.", field) if lifted_at is not None else None


def holders_are_known(holders: Sequence[str], known: Collection[str], field: str = "holders") -> Problem | None:
    """A shield names bodies that there are, and few. Source: UK GDPR Art 5(1)(c). known: the codes of all that are."""
    if len(holders) > MOST_HOLDERS:
        return Problem("RULE_SHIELD_HOLDERS", "A shield names 20 bodies at most.", field)
    if set(holders) <= set(known):
        return None
    return Problem("RULE_SHIELD_HOLDERS", "No area or organisation has one of these codes.", field)


def another_person_lifts(asked_by: str | None, person: str, field: str = "shield") -> Problem | None:
    """Two people lift a shield. Source: as the access of inspectors. asked_by: who asked first, None if nobody has."""
    if asked_by != person:
        return None
    return Problem("RULE_SECOND_PERSON", "You have asked for this already. Another person lifts it.", field)


SHIELD_PROBLEMS: Mapping[str, Meaning] = {
    "RULE_SHIELDED": Meaning("The child's record has a shield in force.", "Change it with reviewShield."),
    "RULE_SHIELD_HOLDERS": Meaning(
        "A code is that of no area or organisation on the register, or there are more than 20.",
        "Check the codes. Name few bodies: each of them reaches the child.",
    ),
    "RULE_SHIELD_LIFTED": Meaning("Two people lifted the shield.", "To shield the child again, send shieldRecord."),
}
