"""A rule of stage 2, as data: its number, what it says, how serious it is, and the statement that finds its rows.

A rule is one select over all rows of a return, of the lines that break it; a line that is null is about the whole
return. Numbers without letters are those of the published rules of the children looked-after return (SSDA903), in other
words here. What the statements may name is defined in checks.py.
"""

from dataclasses import dataclass

from register.vocabulary import CheckSeverity, ReturnKind

YEARLY_MISSING, MONTHLY_MISSING = ReturnKind.MISSING_YEARLY, ReturnKind.MISSING_MONTHLY
MISSING = (YEARLY_MISSING, MONTHLY_MISSING)
EPISODES = (ReturnKind.EPISODES_YEARLY,)
INTERVIEWS = (ReturnKind.INTERVIEWS_MONTHLY,)
BORN = (*MISSING, *INTERVIEWS)
EVERY = tuple(ReturnKind)
# The 18th birthday of who was born on this day. One on 29 February falls on 1 March: no year in which it comes is a
# leap year.
EIGHTEENTH = "({0} + interval '18 years' + case to_char({0}, 'MMDD') when '0229' then 1 else 0 end * interval '1 day')"


@dataclass(frozen=True, slots=True)
class ReturnRule:
    """One rule. field: the column of the file at which its findings point; found: the select of their lines.

    published: the collection year of the published rule that it follows, if it is one of those; apart: in what it
    differs from that rule, and why.
    """

    number: str
    kinds: tuple[ReturnKind, ...]
    field: str
    message: str
    found: str
    severity: CheckSeverity = CheckSeverity.ERROR
    published: str | None = None
    apart: str = ""
