"""The checks of each value that a caller sends, and how it is bound; every refusal is a fixed sentence."""

import re
import unicodedata
from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from enum import Enum
from uuid import UUID

from register.catalogue import Column, Kind
from register.errors import BadInput
from register.geo.caller_geometry import as_ewkb, checked_bbox, checked_near, checked_polygon, checked_radius
from register.open_types import Value
from register.rules import home as rules
from register.rules.problem import Problem
from register.settings import settings
from register.tables import CHANGE_KIND_OF
from register.tables.texts import KeyForm, form_of, is_folded

MAX_FIRST = 1_000
LONGEST_TEXT = 1_000
SHORTEST_PREFIX = 2
# The first half of a postcode, and as much of the second as cannot be a part of the first.
POSTCODE_BEGUN = re.compile("([A-Z]{1,2}[0-9][A-Z0-9]?)([0-9][A-Z]{1,2})|([A-Z]{2}[0-9][A-Z0-9])([0-9])", re.I | re.A)

# So far may the clocks of the server, of the database and of a caller be apart.
CLOCKS_DIFFER = timedelta(minutes=1)

LIST_TOO_LONG = "A list can have at most {most} values."
SPLIT_LIST = "Ask again with the rest of the list."
OUTSIDE_FIRST = f"The number of rows must be from 1 to {MAX_FIRST:,}."


def page_size(value: Value) -> int:
    """How many rows are asked for: 1 to 1,000."""
    return _size(value, "Use after with the endCursor of a page to get the next one.")


def tally_size(value: Value) -> int:
    """How many groups of a tally are asked for: 1 to 1,000."""
    return _size(value, "Use where to tally a part of the rows at a time.")


def _size(value: Value, hint: str) -> int:
    if value is None or not 1 <= value <= MAX_FIRST:
        raise BadInput(OUTSIDE_FIRST, hint=hint)
    return int(value)


def text(value: object) -> str:
    """A text that the database can hold, in composed form: not over-long, no NUL, no unpaired surrogate."""
    found = str(value.value) if isinstance(value, Enum) else str(value)
    if len(found) > LONGEST_TEXT:
        raise BadInput(f"Text can have at most {LONGEST_TEXT:,} characters.", hint="Send a shorter text.")
    if "\x00" in found or not (found.isascii() or all(letter < "\ud800" or letter > "\udfff" for letter in found)):
        raise BadInput(
            "The text contains a character that the register cannot store.",
            hint="Remove NUL characters and halves of surrogate pairs.",
        )
    return unicodedata.normalize("NFC", found)


def prefix(value: object) -> str:
    """The start of a text, in small letters: at least 2 characters."""
    found = text(value)
    if len(found) < SHORTEST_PREFIX:
        raise BadInput(f"Send at least {SHORTEST_PREFIX} characters.", hint="Send more of the text, or use eq.")
    return found.lower()


def prefix_of_spelt(value: object) -> str:
    """The start of a text that is searched as folded, which the database does: at least 2 characters are left of it."""
    found = text(value)
    prefix("".join(letter for letter in unicodedata.normalize("NFKD", found) if not unicodedata.combining(letter)))
    return found


def prefix_of_key(value: object) -> str:
    """The start of a key, as people write it."""
    return prefix(rules.normalise_code(text(value)))


def prefix_of_postcode(value: object) -> str:
    """The start of a postcode. A space is put where the second half can only begin there."""
    given = text(value).lstrip()
    begun = POSTCODE_BEGUN.fullmatch(rules.normalise_code(given))
    if begun is not None:
        return prefix(" ".join(half for half in begun.groups() if half))
    # A space at the end says that the first half is whole.
    return prefix(" ".join(given.split()) + (" " if given[-1:].isspace() else ""))


def whole_number(value: object) -> int:
    """A whole number that was given as digits, such as a UPRN."""
    found = text(value)
    if not (found.isascii() and found.isdigit() and len(found) <= 18):
        raise BadInput("Write this number with digits only; 18 at most.", hint='For example "100023336956".')
    return int(found)


def number(value: Value) -> float:
    """A finite number."""
    found = float(value)
    if found != found or found in (float("inf"), float("-inf")):
        raise BadInput("A number must be finite.", hint="Write it with digits, such as 52.48.")
    return found


def key(value: object) -> UUID:
    """An id as the register gives them."""
    try:
        return UUID(text(value))
    except ValueError:
        raise BadInput("Invalid id.", hint="Copy the whole id from an earlier answer.") from None


def day(value: object) -> date:
    """A calendar day."""
    if not isinstance(value, date):
        raise BadInput("Write a date as YYYY-MM-DD.", hint="For example 2026-03-01.")
    return value


def instant(value: object) -> datetime:
    """An instant: a time with its offset."""
    if not isinstance(value, datetime) or value.tzinfo is None:
        raise BadInput("Write a time in RFC 3339 format, with its offset.", hint="For example 2026-03-01T09:30:00Z.")
    try:
        return value.astimezone(UTC)
    except OverflowError:
        raise BadInput(
            "A time must be in the years 1 to 9999 in UTC.", hint="For example 2026-03-01T09:30:00Z."
        ) from None


def past_day(value: object) -> date:
    """A day of which the register can tell what held: today at the latest."""
    found, today = day(value), datetime.now(UTC).date()
    if found > today:
        raise BadInput(
            f"validOn must not be in the future. Today is {today} (UTC).",
            hint="Send today's date or an earlier one, or leave validOn out to get what holds now.",
        )
    return found


def past_instant(value: object) -> datetime:
    """A time at which the register held something: now at the latest."""
    found, now = instant(value), datetime.now(UTC)
    if found > now + CLOCKS_DIFFER:
        raise BadInput(
            f"asOf must not be in the future. Now it is {now:%Y-%m-%dT%H:%M:%SZ}.",
            hint="Send an earlier time, or leave asOf out to get what the register holds now.",
        )
    return found


def area_code(value: object) -> str:
    """An ONS code, in capitals and without spaces; whether it names an area is known to the database."""
    found = rules.normalise_code(text(value))
    if not (len(found) == 9 and found[0].isupper() and found[0].isascii() and found[1:].isdigit() and found.isascii()):
        raise BadInput(
            "Use the area's nine-character ONS code, such as E23000005.",
            hint="List the areas with areas(kind: FORCE) or areas(kind: AUTHORITY).",
        )
    return found


def urn(value: object) -> str:
    """A home's reference number, in capitals and without spaces."""
    return _of_form(rules.normalise_code(text(value)), rules.urn_has_form, "SC900001")


def postcode(value: object) -> str:
    """A full postcode, in capitals with one space."""
    return _of_form(rules.normalise_postcode(text(value)), rules.postcode_has_form, "M1 1AE")


def telephone(value: object) -> str:
    """A telephone number with its country code; one without is of the United Kingdom."""
    return _of_form(rules.normalise_telephone(text(value)), rules.telephone_has_form, "+441632960000")


def uprn(value: object) -> int:
    """A unique property reference number: up to 12 digits, not all zero."""
    return int(_of_form(rules.normalise_code(text(value)), rules.uprn_has_form, "100023336956"))


def _of_form(value: str, has_form: Callable[[str], Problem | None], example: str) -> str:
    problem = has_form(value)
    if problem is not None:
        raise BadInput(problem.message, hint=f"For example {example}.")
    return value


def many(check: Callable[[Value], object]) -> Callable[[Value], list[object]]:
    """A list of values, each of which passes the check."""

    def each(value: object) -> list[object]:
        items = value if isinstance(value, list) else [value]
        most = settings().max_list_items
        if len(items) > most:
            raise BadInput(LIST_TOO_LONG.format(most=most), hint=SPLIT_LIST)
        return [_checked_at(number, check, item) for number, item in enumerate(items)]

    return each


def _checked_at(number: int, check: Callable[[Value], object], item: Value) -> object:
    try:
        return check(item)
    except BadInput as refusal:
        raise refusal.at(f"[{number}]") from None


def some(check: Callable[[Value], Value]) -> Callable[[Value], list[object]]:
    """A list of at least one value: a row that contains all of none would be any row."""

    def each(value: object) -> list[object]:
        if value == []:
            raise BadInput("List at least one value.", hint="Use isNull to find empty fields.")
        return many(check)(value)

    return each


def polygon(value: object) -> bytes:
    """A caller's polygon as EWKB in EPSG:27700."""
    return as_ewkb(checked_polygon(value, max_vertices=settings().max_vertices))


def box(value: Value) -> bytes:
    """A caller's box, given in WGS 84, as EWKB in EPSG:27700."""
    return as_ewkb(checked_bbox(west=value["west"], south=value["south"], east=value["east"], north=value["north"]))


def near_point(value: Value) -> bytes:
    """The point of a near input as EWKB in EPSG:27700; its radius is checked with it."""
    most = settings().max_radius_m
    return as_ewkb(checked_near(value["longitude"], value["latitude"], value["radiusM"], max_radius_m=most))


def near_radius(value: Value) -> float:
    """The radius of a near input in metres."""
    return float(checked_radius(value["radiusM"], max_radius_m=settings().max_radius_m))


def families(value: object) -> list[str]:
    """The names of the tables whose changes are of one of these kinds."""
    items = value if isinstance(value, list) else [value]
    named = {str(item.value) if isinstance(item, Enum) else str(item) for item in items}
    if not named:
        raise BadInput("The list is empty.", hint="List at least one kind, or leave kinds out to get all of them.")
    return sorted(table for table, kind in CHANGE_KIND_OF.items() if kind.value in named)


def subjects(value: object) -> list[object]:
    """The keys of at least one record."""
    if value == []:
        raise BadInput("The list is empty.", hint="List at least one id, or leave records out to get all changes.")
    return many(key)(value)


def check_for(column: Column) -> Callable[[Value], object]:
    """What a value must pass to be compared with a column, and becomes: a key, the way the register stores it."""
    form = form_of(column.stored)
    return _BY_KIND[column.kind] if form is None else _BY_FORM[form]


def prefix_for(column: Column) -> Callable[[Value], object]:
    """What the start of a value must pass to be compared with a column."""
    form = form_of(column.stored)
    if form is KeyForm.POSTCODE:
        return prefix_of_postcode
    if is_folded(column.stored):
        return prefix_of_spelt
    return prefix if form is None else prefix_of_key


_BY_FORM: dict[KeyForm, Callable[[Value], object]] = {
    KeyForm.URN: urn,
    KeyForm.POSTCODE: postcode,
    KeyForm.TELEPHONE: telephone,
    KeyForm.UPRN: uprn,
    KeyForm.ONS_CODE: area_code,
}
_BY_KIND: dict[Kind, Callable[[Value], object]] = {
    Kind.TEXT: text,
    Kind.CODE: text,
    Kind.CODES: text,
    Kind.TEXTS: text,
    Kind.INTEGER: int,
    Kind.BIG: whole_number,
    Kind.NUMBER: number,
    Kind.BOOLEAN: bool,
    Kind.DAY: day,
    Kind.INSTANT: instant,
    Kind.KEY: key,
}
