"""The project's language: phrases that are not used, and what to write instead. As a program it checks all texts."""

import re
import sys
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache

from tests.house.prose import Text, all_texts

START = r"(?:^|[.|] |<br>)"

# A phrase, as a regular expression in small letters -> what to write instead.
PHRASES = {
    r"\banew\b": "again",
    r"\bmend(s|ed|ing)?\b": "fix, or correct",
    r"\bwhoever\b": "anyone who, the person who, or a passive sentence",
    r"\b(tells?|told|telling) of\b": "report, describe, or about",
    r"\b(is|are|was|were|be|been|being|not|nor|never) told\b": "reported, sent, shown, or who learns",
    r"\bas one \w+ed\b": "if you are appointed",
    r", for (it|they|he|she|there|nobody|nothing|none|neither|both) ": "because",
    r"\b(null|true|false|none|empty|nothing|zero) where\b": "if",
    r"\braises: [^.]*\bwhere\b": "if",
    r"\b(silent|pass|passes) where\b": "check that",
    r"\b(stands?|standing|stood)\b(?! for\b|:)": "is, are, or was",
    r"(?<!let )(?<!left )(?<!leave )(?<!leaves )\balone\b(?!:)": "only, or by itself",
    r"\b(put|puts|putting|set|sets) (\w+ ){0,3}right\b": "correct, or fix",
    r"\b(there|here|where)(of|by|in|upon|to)\b": "of it, by it, in it",
    r"\bnought\b": "nothing, or zero",
    r"\bof (its|their) own accord\b": "by itself",
    r"\bthe same holds\b": "the same applies",
    r"\bfrom now on\b": "after this, or new",
    rf"{START}what (is|are|was|were) given\b": "a sentence with a verb: takes, has, or gets",
    rf"{START}what [^.,;:|]* (is|are|was|were) given\.": "a sentence with a verb: takes, has, or gets",
    rf"{START}whether ": "true if; or name the value: the kind of change",
    rf"{START}(its|their) (place|kind|day) in ": "a sentence with a verb, or the name of the value",
    r"\b(all|none|nobody|nothing|everyone|every \w+|no \w+) but\b": "except, or only",
    r"\bby now\b": "now, or already",
    r"\b(in|at) hand\b": "locked, current, or here",
    r"\bmasters?\b": "controls, or manages",
    r"\bbeliev(e|es|ed|ing)\b": "recorded, or held",
    r"\b(is|are|was|were) said (not )?to\b": "is marked as",
    r"\b(bring|brings|bringing|brought) (\w+ )?in(to the register)?\b": "import",
    r"\b(hold|holds|held|holding) (\w+ ){0,7}against\b": "compare with, or check against",
    r"\bwhat(ever)? (becomes|became|comes|came) of\b": "the outcome of",
    r"\b(go|goes|going|went) on\b": "continue",
    r"\bbut for\b": "except, or without",
    r"\bshall\b": "must, or will",
    r"\bbesides\b": "in addition to, or as well as",
    r"\bfor good\b": "permanently",
    r"\bmeanwhile\b": "at the same time, or now",
    r"\b(hence|henceforth|hitherto|heretofore|whence|lest)\b": "so, until now, from which, so that … not",
    r"\bas \w+ as may be\b": "the most that is allowed",
    r"\bre(made|makes?|making)\b": "made again, or generated",
    r"\b(a|an|its|their|the) doubles?\b": "duplicate",
}

# (file, phrase as it is found) -> why it may stay.
EXCEPTIONS: dict[tuple[str, str], str] = {
    ("register/geo/home_areas_sql.py", "standing"): "The name of a part of a statement.",
}


@dataclass(frozen=True)
class Find:
    """A phrase that is not used, in one text."""

    text: Text
    phrase: str
    instead: str
    around: str

    def __str__(self) -> str:
        return f'{self.text.file}:{self.text.line}: "{self.phrase}": write {self.instead}. It says: {self.around}'


_PATTERNS = tuple((re.compile(pattern), instead) for pattern, instead in PHRASES.items())


def finds(texts: Iterable[Text]) -> Iterator[Find]:
    """Every phrase of the list in these texts, exceptions too."""
    for text in texts:
        for found, instead in _found(text.words):
            around = text.words[max(0, found.start() - 60) : found.end() + 60]
            yield Find(text, phrase=found[0].strip(" .,|"), instead=instead, around=around)


@cache
def _found(words: str) -> tuple[tuple[re.Match[str], str], ...]:
    """A description is in the code, in the schema and on pages: it is read once."""
    small = words.lower()
    return tuple((found, instead) for pattern, instead in _PATTERNS for found in pattern.finditer(small))


def faults(texts: Iterable[Text]) -> list[Find]:
    """Every phrase of the list in these texts, without the exceptions."""
    return [find for find in finds(texts) if (find.text.file, find.phrase) not in EXCEPTIONS]


def main(texts: Iterable[Text]) -> int:
    """Print every fault in these texts. Returns the status of the process."""
    found = faults(texts)
    for each in found:
        sys.stdout.write(f"{each}\n")
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main(all_texts()))
