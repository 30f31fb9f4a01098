"""Which texts may be kept: their length, their characters, and how they travel through a spreadsheet."""

import re
import unicodedata
from collections.abc import Iterator, Mapping

from register.rules.problem import Problem, first_of

CONTROL = re.compile("[\x00-\x1f\x7f-\x9f\u2028\u2029]")
UNKEEPABLE = re.compile("[\x00\ud800-\udfff]")
SURROGATE = re.compile("[\ud800-\udfff]")
# Marks, embeddings, overrides and isolates: every character whose Unicode property Bidi_Control is true.
DIRECTION = re.compile("[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]")
# Characters without a shape of their own: two texts that differ only in these look the same.
INVISIBLE = re.compile(
    "[\u00ad\u034f\u180b-\u180f\u200b-\u200d\u2060-\u2064\ufe00-\ufe0f\ufeff\ufff9-\ufffb\U000e0000-\U000e0fff]"
)
# Letters, numbers, punctuation and symbols can be seen; these few are blank all the same.
SEEN = frozenset("LNPS")
BLANKS = frozenset("\u115f\u1160\u2800\u3164\uffa0")
FORMULA = re.compile(r"'*[=+\-@\t\r]")
# What a spreadsheet may take for one as well, where the register writes the file. Source: OWASP, CSV injection.
TO_BE_GUARDED = re.compile(r"'*[=+\-@\t\r\n]")
GUARDED_FORMULA = re.compile(r"'+[=+\-@\t\r\n]")


def text_fits(value: str, field: str, longest: int) -> Problem | None:
    """A text is not empty, and no longer than its column allows."""
    if not any(map(_can_be_seen, value)):
        return Problem("RULE_TEXT_EMPTY", "Enter some text.", field)
    if len(value) > longest:
        return Problem("RULE_TEXT_TOO_LONG", f"The text must be {longest} characters or fewer.", field)
    return None


def no_control_characters(value: str, field: str) -> Problem | None:
    """A text is one line of visible characters: no NUL, tab, line break or other control."""
    if CONTROL.search(value):
        return Problem("RULE_TEXT_CONTROL", "The text must not contain control characters or line breaks.", field)
    return None


def no_unpaired_surrogates(value: str, field: str) -> Problem | None:
    """Every character is whole, so that the text can be written as UTF-8."""
    if SURROGATE.search(value):
        return Problem("RULE_TEXT_SURROGATE", "The text contains half a character (an unpaired surrogate).", field)
    return None


def no_direction_overrides(value: str, field: str) -> Problem | None:
    """A text reads in the order in which it is stored: nothing turns its direction round."""
    if DIRECTION.search(value):
        return Problem(
            "RULE_TEXT_DIRECTION", "The text must not contain characters that change the direction of writing.", field
        )
    return None


def no_invisible_characters(value: str, field: str) -> Problem | None:
    """Every character can be seen: no zero-width space or joiner, byte-order mark, soft hyphen or variation mark."""
    if INVISIBLE.search(value):
        return Problem("RULE_TEXT_INVISIBLE", "The text must not contain invisible characters.", field)
    return None


def text_is_composed(value: str, field: str) -> Problem | None:
    """One text has one spelling, Unicode's composed form (NFC), so that equal names are found to be equal."""
    if not unicodedata.is_normalized("NFC", value):
        return Problem("RULE_TEXT_NOT_COMPOSED", "The text must be in Unicode's composed form (NFC).", field)
    return None


def text_is_plain(value: str, field: str, longest: int) -> Problem | None:
    """A text keeps every rule for texts. Returns the first that it breaks."""
    return first_of(
        no_unpaired_surrogates(value, field),
        no_control_characters(value, field),
        no_direction_overrides(value, field),
        no_invisible_characters(value, field),
        text_is_composed(value, field),
        text_fits(value, field, longest),
    )


def cannot_be_kept(given: object, field: str | None = None) -> Iterator[Problem]:
    """A problem for each text, anywhere in what was given, that no column can hold: with a NUL or half a character.

    field: the path of names and numbers to what is given.
    """
    if isinstance(given, str) and UNKEEPABLE.search(given):
        yield Problem("RULE_TEXT_CONTROL", "The text contains a character that cannot be stored.", field)
    below = given.items() if isinstance(given, Mapping) else enumerate(given) if isinstance(given, list) else ()
    for name, value in below:
        yield from cannot_be_kept(value, f"{field}.{name}" if field else str(name))


def guard_formula(value: str) -> str:
    """The text as a spreadsheet may open it: a quote goes before what would run as a formula."""
    return f"'{value}" if TO_BE_GUARDED.match(value) else value


def unguard_formula(value: str) -> str:
    """The text as it was before guard_formula."""
    return value[1:] if GUARDED_FORMULA.match(value) else value


def _can_be_seen(character: str) -> bool:
    return unicodedata.category(character)[0] in SEEN and character not in BLANKS
