"""The text of a published file: UTF-8, or what spreadsheets of Windows and of the Mac save in its place."""

import re
from dataclasses import dataclass
from typing import Final

from register.errors import SetupError

# What a few bytes beyond ASCII can be in English text: letters with an accent, dashes, quotation marks, signs.
LETTERS: Final = "áàâäãåéèêëíìîïóòôöõúùûüçñøæÁÀÂÄÉÈÊËÍÎÏÓÔÖÚÛÜÇÑØ"
SIGNS: Final = "\u2013\u2014\u2018\u2019\u201c\u201d£€§©®°·½¼¾…™\u00a0"
# A file may be read in one of these only if every character beyond ASCII is of the two kinds above, and in its place.
LEGACY: Final = {"cp1252": "Windows-1252", "mac_roman": "Mac Roman"}
OUT_OF_PLACE: Final = re.compile(
    rf"[^\x00-\x7f{re.escape(LETTERS + SIGNS)}]"  # another character
    rf"|(?<=[a-z])[{LETTERS[LETTERS.index('Á') :]}]"  # a capital within a word
    rf"|(?<![^\W\d_])[{LETTERS}](?![^\W\d_])"  # a letter outside any word
    r"|(?<=[a-z])[\u2018\u201c]"  # a quotation that begins within a word
    r"|(?<=[a-z])[\u2013\u2014](?=[a-z])"  # a dash within a word
)


@dataclass(frozen=True, slots=True)
class Decoded:
    """The text of a file. encoding: the name of its encoding if that is not UTF-8; line: where this shows first."""

    text: str
    encoding: str | None = None
    line: int = 1


def decode(name: str, raw: bytes) -> Decoded:
    """The text of a file that is UTF-8, Windows-1252 or Mac Roman. Raises: SetupError if it is none of them."""
    try:
        return Decoded(raw.decode("utf-8-sig"))
    except UnicodeDecodeError as error:
        line = raw.count(b"\n", 0, error.start) + 1
    for codec, encoding in LEGACY.items():
        text = _read_as(codec, raw)
        if text is not None:
            return Decoded(text, encoding, line)
    # Either would decode nearly anything, and a name read wrongly is worse than a file not read.
    raise SetupError(f"{name} is not UTF-8 on line {line}, nor Windows-1252 or Mac Roman. Save it as CSV UTF-8.")


def _read_as(codec: str, raw: bytes) -> str | None:
    try:
        text = raw.decode(codec)
    except UnicodeDecodeError:
        return None
    return None if OUT_OF_PLACE.search(text) else text
