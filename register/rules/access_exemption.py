"""Which exemptions from a child's right to see what is held about it can be, and what they leave out."""

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from datetime import date, timedelta

from register.open_types import Values
from register.rules.problem import Meaning, Problem
from register.vocabulary import Group

LONGEST_EXEMPTION = timedelta(days=366)
# What is said of consultations, which is no group of fields.
CONSULTATIONS = "consultations"
# What names other people, by the table that it is in.
OTHER_PEOPLE: Mapping[str, frozenset[str]] = {
    "child_match": frozenset({"other_child_id", "other_authority_code"}),
    "child_shield": frozenset({"set_by", "confirmed_by", "lift_asked_by", "lifted_by"}),
    "encounter": frozenset({"person"}),
    "match_decision": frozenset({"person", "grounds"}),
    "missing_together": frozenset({"other_episode_id"}),
}
# To tell what is left out, and why, would tell what it is.
UNTOLD = (Group.SUBJECT_ACCESS,)
LEFT_OUT = "other people, and what the law allows to leave out"
ONLY_OTHER_PEOPLE = "other people"


def group_is_of_children(group: str, known: Collection[str], field: str = "group") -> Problem | None:
    """An exemption is of something that is held about children. Source: Data Protection Act 2018 s.15. known: those."""
    if group in known:
        return None
    return Problem("RULE_EXEMPTION_GROUP", "No field group about children has this name.", field)


def exemption_has_an_end(decided_on: date, ends_on: date, field: str = "endsOn") -> Problem | None:
    """What is left out is looked at again each year. Source: UK GDPR Art 23(2); no longer than is needed."""
    if decided_on < ends_on <= decided_on + LONGEST_EXEMPTION:
        return None
    return Problem("RULE_EXEMPTION_END", "The exemption must end within a year of its decision.", field)


def exemption_holds(ended_on: date | None, field: str = "exemption") -> Problem | None:
    """An exemption is ended once. Source: as above."""
    return Problem("RULE_EXEMPTION_ENDED", "The exemption was ended already.", field) if ended_on is not None else None


def holds_on(day: date, decided_on: date, ends_on: date, *, ended_on: date | None) -> bool:
    """True if an exemption holds on a day. Source: UK GDPR Art 15(4) and 23; Data Protection Act 2018 s.15."""
    return decided_on <= day < ends_on and (ended_on is None or day < ended_on)


def without_exempt(group: str, records: Iterable[Values], exempt: Sequence[tuple[str, str | None]]) -> Iterator[Values]:
    """The records of a group that are shown. exempt: each exemption's group, with the key of a record if it is of one.

    Source: Data Protection Act 2018 Schs 2 to 4.
    """
    if (group, None) in exempt:
        return
    keys = {record for of, record in exempt if of == group and record is not None}
    for record in records:
        if not keys & {str(value) for name, value in record.items() if name == "id" or name.endswith("_id")}:
            yield record


def said_of_what_is_left_out(is_anything_exempt: bool) -> str:
    """That something is left out where the law allows it, and never what. Source: as above."""
    return LEFT_OUT if is_anything_exempt else ONLY_OTHER_PEOPLE


EXEMPTION_PROBLEMS: Mapping[str, Meaning] = {
    "RULE_EXEMPTION_END": Meaning(
        "The last day is not after the decision, or more than a year after it.",
        "Send a day within a year of the decision. Decide again when it comes.",
    ),
    "RULE_EXEMPTION_ENDED": Meaning("The exemption does not hold any more.", "To leave it out again, record another."),
    "RULE_EXEMPTION_GROUP": Meaning(
        "The name is that of no field group about children.", "Take the name from the description of a field."
    ),
}
