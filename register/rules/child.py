"""Which facts about a child are acceptable."""

import re
from collections.abc import Sequence
from datetime import date

from register.rules.dates import not_in_the_future
from register.rules.problem import Problem, first_of
from register.rules.text import text_is_plain
from register.vocabulary import Ethnicity

# A care leaver is known until the age of 25.
OLDEST_KNOWN = 25
LONGEST_ALIAS, MOST_ALIASES = 200, 20
NHS_FORM = re.compile("[0-9]{10}")
UPN_FORM = re.compile("[A-Z][0-9]{11}[0-9A-Z]")
UPN_LETTERS = "ABCDEFGHJKLMNPQRTUVWXYZ"


def age_on(born: date, day: date) -> int:
    """An age in whole years. A birthday on 29 February falls on 1 March in other years."""
    return day.year - born.year - ((day.month, day.day) < (born.month, born.day))


def born_as_a_child_can_be(born: date | None, today: date, field: str = "dateOfBirth") -> Problem | None:
    """A child is born, and not so long ago that nobody cares for the person. Source: data dictionary 2.5."""
    if born is not None and born <= today and age_on(born, today) >= OLDEST_KNOWN:
        return Problem("RULE_AGE", f"The person must be younger than {OLDEST_KNOWN}.", field)
    return not_in_the_future(born, today, field)


def nhs_number_is_right(value: str | None, field: str = "nhsNumber") -> Problem | None:
    """Ten digits, of which the last follows from the others by a modulus of 11. Source: data dictionary 2.5."""
    if value is None:
        return None
    if not NHS_FORM.fullmatch(value):
        return Problem("RULE_NHS_NUMBER", "An NHS number must be 10 digits.", field)
    total = sum(int(digit) * weight for digit, weight in zip(value, range(10, 1, -1), strict=False))
    if (11 - total % 11) % 11 != int(value[9]):
        return Problem("RULE_NHS_NUMBER", "The last digit of the NHS number does not fit the others.", field)
    return None


def upn_is_right(value: str | None, field: str = "upn") -> Problem | None:
    """A letter that follows from the rest, 11 digits, a digit or letter. Source: data dictionary 2.5; rule 444."""
    if value is None:
        return None
    if not UPN_FORM.fullmatch(value):
        return Problem("RULE_UPN", "A UPN must be a capital letter, 11 digits, and a digit or capital letter.", field)
    last = UPN_LETTERS.find(value[12]) if value[12].isalpha() else int(value[12])
    digits = [*map(int, value[1:12]), last]
    total = sum(digit * weight for digit, weight in zip(digits, range(2, 14), strict=True))
    if last < 0 or UPN_LETTERS[total % 23] != value[0]:
        return Problem("RULE_UPN", "The first letter of the UPN does not fit the rest.", field)
    return None


def ethnicity_is_known(value: str | None, field: str = "ethnicity") -> Problem | None:
    """An ethnicity is a code of the return. Source: data dictionary 2.5; SSDA903 rule 103."""
    if value is not None and value not in set(Ethnicity):
        return Problem("RULE_ETHNICITY", "Enter a code of the children looked-after return, such as WBRI.", field)
    return None


def aliases_are_plain(values: Sequence[str] | None, field: str = "aliases") -> Problem | None:
    """Other names are names, each once, and few enough to read. Source: data dictionary 2.5, aliases."""
    names = values or ()
    if len(names) > MOST_ALIASES or len(set(names)) < len(names):
        return Problem("RULE_ALIASES", f"Enter at most {MOST_ALIASES} other names, each once.", field)
    return first_of(*(text_is_plain(name, field, LONGEST_ALIAS) for name in names))


def child_is_new(known: object, field: str = "nhsNumber") -> Problem | None:
    """One NHS number belongs to one child. Source: data dictionary 2.5, nhs_number.

    known: a child with this number that the sender may read, or nothing: nobody learns here of any other.
    """
    return Problem("CONFLICT_DUPLICATE", "You already have a child with this number.", field) if known else None
