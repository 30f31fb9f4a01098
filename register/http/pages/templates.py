"""The templates of the pages: everything that is put in is escaped, and the look is the design system's."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date, datetime
from functools import lru_cache
from typing import Final, Protocol
from zoneinfo import ZoneInfo

from graphql import GraphQLEnumType, GraphQLObjectType, get_named_type
from jinja2 import ChainableUndefined, ChoiceLoader, Environment, PackageLoader, PrefixLoader
from markupsafe import Markup

from register.http.pages.wording import CODED_TEXTS, body_name, clock, heading, label, purpose_name, why_withheld
from register.open_types import Value, Values
from register.schema.assemble import graphql_schema
from register.schema.types.timeline import STRANDS

LONDON: Final = ZoneInfo("Europe/London")
NOT_RECORDED: Final = "Not recorded"
# What is known by its day has a field …On.
BY_DAY: Final = frozenset(each.code.name for each in STRANDS if each.at.endswith("On"))
TRUTH: Final[Mapping[bool, str]] = {True: "Yes", False: "No"}


class Drawable(Protocol):
    """What draws itself."""

    def drawn(self, root: str) -> str:
        """It as markup, with what it says escaped. root: the path below which the server is reached."""


@lru_cache(maxsize=1)
def templates() -> Environment:
    """The environment that every page is rendered in."""
    made = Environment(
        loader=ChoiceLoader(
            [
                PrefixLoader({"govuk_frontend_jinja": PackageLoader("govuk_frontend_jinja")}),
                PackageLoader("register.http.pages"),
            ]
        ),
        autoescape=True,
        trim_blocks=True,
        lstrip_blocks=True,
        undefined=ChainableUndefined,
        auto_reload=False,
    )
    made.filters |= {
        "label": label,
        "day": day,
        "moment": moment,
        "shown": shown,
        "withheld": withheld,
        "clock": clock,
        "path": path,
        "table_rows": table_rows,
        "heading": heading,
        "why": why_withheld,
        "body": body_name,
        "purpose": purpose_name,
    }
    return made


def table_rows(rows: Sequence[Sequence[Drawable]], root: str) -> Markup:
    """The rows of a table as markup: the first cell of each says what the row is about."""
    # A template takes 4 microseconds a cell, and there are pages of thousands of cells.
    return Markup("\n".join(_lines(rows, root)))  # noqa: S704 - every cell escapes what it says


def _lines(rows: Sequence[Sequence[Drawable]], root: str) -> Iterator[str]:
    for row in rows:
        cells = [each.drawn(root) for each in row]
        yield '<tr class="govuk-table__row">'
        yield from (f'<th class="govuk-table__header" scope="row">{each}</th>' for each in cells[:1])
        yield from (f'<td class="govuk-table__cell">{each}</td>' for each in cells[1:])
        yield "</tr>"


def day(value: str | None) -> str:
    """A day as people write it: 1 March 2026."""
    return NOT_RECORDED if value is None else _spoken(date.fromisoformat(value))


def moment(value: str | None) -> str:
    """An instant as a clock in England shows it: 1 March 2026 at 9:30am; BST or GMT in an hour that comes twice."""
    if value is None:
        return NOT_RECORDED
    local = datetime.fromisoformat(value).astimezone(LONDON)
    half = "am" if local.hour < 12 else "pm"
    comes_twice = local.replace(fold=0).utcoffset() != local.replace(fold=1).utcoffset()
    zone = f" {local.tzname()}" if comes_twice else ""
    return f"{_spoken(local.date())} at {local.hour % 12 or 12}:{local.minute:02}{half}{zone}"


def begun(entry: Values) -> str:
    """When an entry of a timeline began: the instant, or the day of what is known by its day."""
    if entry["kind"] not in BY_DAY:
        return moment(entry["at"])
    return _spoken(datetime.fromisoformat(entry["at"]).astimezone(LONDON).date())


def _spoken(value: date) -> str:
    return f"{value.day} {value:%B %Y}"


@lru_cache(maxsize=1)
def coded() -> frozenset[str]:
    """The names of the fields that hold codes of closed lists, and never a text that somebody wrote."""
    fields = [
        (name, isinstance(get_named_type(declared.type), GraphQLEnumType))
        for kind in graphql_schema().type_map.values()
        if isinstance(kind, GraphQLObjectType) and not kind.name.startswith("__")
        for name, declared in kind.fields.items()
    ]
    texts = {name for name, is_code in fields if not is_code}
    return frozenset(name for name, is_code in fields if is_code) - texts


def shown(value: Value, field: str = "") -> str:
    """A value in words, whatever its kind. field: whose value it is, as a code is said in other words than a text."""
    match value:
        case None | []:
            return NOT_RECORDED
        case bool():
            return TRUTH[value]
        case list():
            return ", ".join(shown(each, field) for each in value)
        case str() if field in coded():
            return label(value)
        case str() if field in CODED_TEXTS:
            return CODED_TEXTS[field].get(value, value)
    return str(value)


def withheld(row: Values, field: str) -> str | None:
    """Why a field of a row is not shown; None if it is."""
    found = next((each for each in row.get("withheld") or () if each["field"] == field), None)
    return why_withheld(found["reason"]) if found else None


def path(row: Value, *names: str) -> Value:
    """What is below these names, if anything does."""
    for name in names:
        row = row.get(name) if row else None
    return row
