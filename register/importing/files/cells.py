"""The cells of one row as values: words, numbers, days and codes, each checked, every fault kept."""

import re
from collections.abc import Mapping
from datetime import date, datetime, timedelta
from typing import TypeVar

from register.importing.files.csv_table import Row, RowProblem
from register.importing.files.headings import printable
from register.rules.problem import Problem
from register.rules.text import FORMULA, text_is_plain, unguard_formula

Word = TypeVar("Word")

HIDDEN = "redacted"
MIDNIGHT = re.compile(r"[ T]00:00(:00(\.0+)?)?")
LARGEST_NUMBER_DIGITS = 9
SPOILT_NUMBER = re.compile(r"[0-9](\.[0-9]+)?E\+[0-9]+")
# A spreadsheet counts days from here, and writes a date as their number where a column has lost its format.
SPREADSHEET_DAY_0 = date(1899, 12, 30)
SPREADSHEET_DAY = re.compile("[1-9][0-9]{4}")
LONGEST_SHOWN = 60


class Cells:
    """Reads a row cell by cell. A value that it cannot accept is None, and is listed among the problems."""

    def __init__(self, row: Row, headers: Mapping[str, str]) -> None:
        self.line = row.line
        self.problems: list[RowProblem] = []
        self.remarks: list[RowProblem] = []
        self._cells = row.cells
        self._headers = headers

    def refuse(self, problem: Problem | None) -> bool:
        """Keep a problem, if there is one. True if there was."""
        if problem is not None:
            self.problems.append(self._located(problem))
        return problem is not None

    def remark(self, problem: Problem | None) -> bool:
        """Keep what is odd about a cell that does not refuse its row, if anything is. True if it was."""
        if problem is not None:
            self.remarks.append(self._located(problem))
        return problem is not None

    def raw(self, field: str) -> str | None:
        """The cell's text; None if it is empty, hidden by the publisher, or has no column."""
        value = unguard_formula(self._cells.get(field, "").strip())
        return value if value and value.casefold() != HIDDEN else None

    def text(self, field: str, longest: int = 200) -> str | None:
        """The cell as one line of text with single spaces."""
        value = self.raw(field)
        if value is None or self.refuse(self._formula(field) or text_is_plain(value, field, longest)):
            return None
        return re.sub(r"\s+", " ", value)

    def needed(self, field: str, longest: int = 200) -> str | None:
        """The cell as text, which may not be missing."""
        if self.raw(field) is None:
            self.refuse(Problem("RULE_REQUIRED", "Enter a value.", field))
        return self.text(field, longest)

    def number(self, field: str) -> int | None:
        """The cell as a whole number; none if a spreadsheet has spoilt it, with a remark."""
        value = self.raw(field)
        if value is None or self.remark(self.spoilt(field)):
            return None
        if not re.fullmatch(f"-?[0-9]{{1,{LARGEST_NUMBER_DIGITS}}}", value):
            self.refuse(Problem("RULE_WHOLE_NUMBER", "Enter a whole number.", field))
            return None
        return int(value)

    def day(self, field: str) -> date | None:
        """The cell as a day, written 2025-03-31 or 31/03/2025; midnight after it is ignored."""
        value = self.raw(field)
        if value is None:
            return None
        day = MIDNIGHT.sub("", value)
        form = "%d/%m/%Y" if "/" in day else "%Y-%m-%d"
        try:
            return datetime.strptime(day, form).date()  # noqa: DTZ007 - a day has no zone
        except ValueError:
            self.refuse(_no_date(value, field))
            return None

    def code(self, field: str, words: Mapping[str, Word | None]) -> Word | None:
        """The cell as the code of its word, whatever its case.

        words: by their casefolded spelling; a word of an earlier year that has no code today leaves the fact out.
        """
        value = self.raw(field)
        if value is None:
            return None
        word = re.sub(r"\s+", " ", value.replace("\u2019", "'")).casefold()
        if word not in words:
            known = ", ".join(word for word, code in words.items() if code is not None)
            message = f'The word "{found_word(value)}" is not known. Known words: {known}.'
            self.refuse(Problem("RULE_CODE", message, field))
        elif words[word] is None:
            message = f'The word "{found_word(value)}" is of an earlier year and has no value today. It was left out.'
            self.remark(Problem("RULE_FORMER_WORD", message, field))
        return words.get(word)

    def needed_code(self, field: str, words: Mapping[str, Word | None]) -> Word | None:
        """The cell as a code, which may not be missing."""
        if self.raw(field) is None:
            self.refuse(Problem("RULE_REQUIRED", "Enter a value.", field))
        return self.code(field, words)

    def claim(self, field: str, words: Mapping[str, bool]) -> bool | None:
        """The cell as true or false; an empty cell says no, a column that the file lacks says nothing."""
        said = self.code(field, words)
        return said if said is not None or field not in self._headers else False

    def spoilt(self, field: str) -> Problem | None:
        """What a spreadsheet made of a long number cannot be turned back."""
        if SPOILT_NUMBER.fullmatch(self.raw(field) or ""):
            message = "A spreadsheet has shortened this number. It was left out."
            return Problem("RULE_SPOILT_NUMBER", message, field)
        return None

    def _located(self, problem: Problem) -> RowProblem:
        return RowProblem(self.line, self._headers.get(problem.field or ""), problem)

    def _formula(self, field: str) -> Problem | None:
        """What a spreadsheet would run is no text; a text that begins so travels with a quote before it."""
        written = self._cells.get(field, "").strip()
        if FORMULA.match(written) and not written.startswith("'"):
            return Problem("RULE_TEXT_FORMULA", "The cell starts like a formula. Put a quote mark before text.", field)
        return None


def found_word(value: str) -> str:
    """A word of a closed list as it was found, fit to print."""
    shown = printable(re.sub(r"\s+", " ", value))
    return shown if len(shown) <= LONGEST_SHOWN else f"{shown[:LONGEST_SHOWN]}..."


def _no_date(value: str, field: str) -> Problem:
    if SPREADSHEET_DAY.fullmatch(value):
        meant = SPREADSHEET_DAY_0 + timedelta(days=int(value))
        return Problem("RULE_DATE", f"Enter a date. A spreadsheet writes {meant} as this number.", field)
    return Problem("RULE_DATE", "Enter a date such as 2025-03-31.", field)
