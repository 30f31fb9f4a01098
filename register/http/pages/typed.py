"""What was typed into a form: read into the input of a command, each mistake at its field, nothing of it lost."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time
from typing import Final

from register.http.pages.fields import Control, Field
from register.http.pages.templates import LONDON
from register.http.pages.uploads import trouble
from register.open_types import Value

Sent = Mapping[str, list[str]]

NEEDED: Final[Mapping[Control, str]] = {
    Control.RADIOS: "Choose one",
    Control.SELECT: "Choose one",
    Control.CHECKBOXES: "Choose at least one",
    Control.TRUTH: "Choose yes or no",
    Control.FILE: "Choose a file",
}
NO_DAY: Final = "Enter a real date, such as 27 3 2026"
NO_TIME: Final = "Enter a real date and a time, such as 27 3 2026 and 14:05"
NO_SUCH_HOUR: Final = "Enter another time: the clocks went forward over this one that night"
HOUR_TWICE: Final = "Add BST or GMT to the time, such as 1:30 BST: the clocks went back that night, and it came twice"
NO_WHOLE: Final = "Enter a whole number, such as 4"
NO_NUMBER: Final = "Enter a number, such as 52.48"
NO_CHOICE: Final = "Choose one of the options"
MOST_DIGITS: Final = 9
CLOCK: Final = re.compile(
    r"(?P<hour>[0-9]{1,2})[:.]?(?P<minute>[0-9]{2}) ?(?P<half>[ap]m)? ?(?P<zone>BST|GMT)?", re.IGNORECASE
)
TRUTHS: Final = {"yes": True, "no": False}


class Mistyped(Exception):
    """What was typed is no value of its field."""


@dataclass
class Typed:
    """What was typed: the input that it makes, and what is wrong, by field."""

    input: dict[str, Value] = field(default_factory=dict)
    problems: dict[str, str] = field(default_factory=dict)


def read_typed(fields: tuple[Field, ...], sent: Sent) -> Typed:
    """The input of a command, as far as what was typed makes one."""
    typed = Typed()
    for each in fields:
        try:
            value = READERS[each.control](each, sent)
        except Mistyped as mistake:
            typed.problems[each.name] = f"{each.title}: {str(mistake)[0].lower()}{str(mistake)[1:]}"
            continue
        if value in (None, [], ""):
            if each.is_required:
                typed.problems[each.name] = f"{each.title}: {NEEDED.get(each.control, 'Enter this').lower()}"
            continue
        _put(typed.input, each.path, value, item=each.item)
        if each.control is Control.FILE:
            typed.input["name"] = first(sent, "name")
    return typed


def _put(whole: dict[str, Value], path: tuple[str, ...], value: Value, *, item: int) -> None:
    """Put a value where it belongs, below a list into its item."""
    if len(path) == 1:
        whole[path[0]] = value
        return
    items = whole.setdefault(path[0], [])
    items += [{} for _ in range(item + 1 - len(items))]
    _put(items[item], path[1:], value, item=0)


def first(sent: Sent, name: str) -> str:
    """The one value of a field; empty if it has none."""
    return (sent.get(name) or [""])[0]


def _text(each: Field, sent: Sent) -> Value:
    return first(sent, each.name)


def _file(each: Field, sent: Sent) -> Value:
    """A file as the API takes it; its name is in another field."""
    wrong = first(sent, trouble(each.name))
    if wrong:
        raise Mistyped(wrong)
    return first(sent, each.name)


def _lines(each: Field, sent: Sent) -> Value:
    return [line.strip() for line in first(sent, each.name).splitlines() if line.strip()]


def _choice(each: Field, sent: Sent) -> Value:
    chosen = first(sent, each.name)
    if chosen and chosen not in {code for code, _, _ in each.options}:
        raise Mistyped(NO_CHOICE)
    return chosen


def _choices(each: Field, sent: Sent) -> Value:
    known = {code for code, _, _ in each.options}
    chosen = [code for code in sent.get(each.name, ()) if code]
    if not known.issuperset(chosen):
        raise Mistyped(NO_CHOICE)
    return chosen


def _truth(each: Field, sent: Sent) -> Value:
    chosen = first(sent, each.name)
    if chosen and chosen not in TRUTHS:
        raise Mistyped(NEEDED[Control.TRUTH])
    return TRUTHS.get(chosen)


def _whole(each: Field, sent: Sent) -> Value:
    text = first(sent, each.name)
    if not text:
        return None
    digits = text.removeprefix("-")
    if not (digits.isascii() and digits.isdecimal() and len(digits) <= MOST_DIGITS):
        raise Mistyped(NO_WHOLE)
    return int(text)


def _decimal(each: Field, sent: Sent) -> Value:
    text = first(sent, each.name)
    if not text:
        return None
    try:
        number = float(text)
    except ValueError:
        raise Mistyped(NO_NUMBER) from None
    if number != number or abs(number) > 10**MOST_DIGITS:
        raise Mistyped(NO_NUMBER)
    return number


def _date(each: Field, sent: Sent) -> date | None:
    parts = [first(sent, f"{each.name}-{part}") for part in ("day", "month", "year")]
    if not any(parts):
        return None
    try:
        day, month, year = (int(part) for part in parts if part.isascii())
        return date(year, month, day)
    except ValueError:
        raise Mistyped(NO_DAY) from None


def _day(each: Field, sent: Sent) -> Value:
    found = _date(each, sent)
    return None if found is None else found.isoformat()


def _moment(each: Field, sent: Sent) -> Value:
    """An instant, of which a clock in England shows the day and the time."""
    try:
        day, typed = _date(each, sent), first(sent, f"{each.name}-time")
        if day is None and not typed:
            return None
        found = CLOCK.fullmatch(typed)
        if day is None or found is None:
            raise Mistyped(NO_TIME)
        at = _clock(found)
    except (ValueError, Mistyped):
        raise Mistyped(NO_TIME) from None
    return _in_england(datetime.combine(day, at), (found["zone"] or "").upper()).isoformat().replace("+00:00", "Z")


def _clock(found: re.Match[str]) -> time:
    """The time of day that was typed. Raises: ValueError."""
    hour, half = int(found["hour"]), (found["half"] or "").lower()
    if half:
        if not 1 <= hour <= 12:
            raise ValueError("no hour of half a day")
        hour = hour % 12 + (12 if half == "pm" else 0)
    return time(hour, int(found["minute"]))


def _in_england(local: datetime, zone: str) -> datetime:
    """The instant at which clocks in England show this. zone: BST or GMT, where one was typed. Raises: Mistyped."""
    instants = {local.replace(tzinfo=LONDON, fold=fold).astimezone(UTC) for fold in (0, 1)}
    shown = {at for at in instants if at.astimezone(LONDON).replace(tzinfo=None) == local}
    if not shown:
        raise Mistyped(NO_SUCH_HOUR)
    named = {at for at in shown if zone in ("", at.astimezone(LONDON).tzname())}
    if not named:
        raise Mistyped(NO_TIME)
    if len(named) > 1:
        raise Mistyped(HOUR_TWICE)
    return named.pop()


READERS: Final = {
    Control.RADIOS: _choice,
    Control.SELECT: _choice,
    Control.CHECKBOXES: _choices,
    Control.DAY: _day,
    Control.MOMENT: _moment,
    Control.WHOLE: _whole,
    Control.DECIMAL: _decimal,
    Control.TRUTH: _truth,
    Control.TEXT: _text,
    Control.LONG: _text,
    Control.LINES: _lines,
    Control.FILE: _file,
}
