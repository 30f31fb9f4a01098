"""Published figures as files: CSV with one tidy row a figure, and JSON-stat 2.0. Every value is that of the API."""

import csv
import io
from collections.abc import Iterator, Sequence

import orjson

from register.open_types import Value, Values
from register.rules.text import guard_formula

COLUMNS = (
    "question", "version", "period", "area_kind", "area_code", "area_name", "breakdown", "category", "category_label",
    "measure", "value", "symbol", "rounded_to",
)  # fmt: skip
BYTE_ORDER_MARK = "\ufeff"


def as_csv(version: Values, figures: Sequence[Values]) -> bytes:
    """A version as CSV: UTF-8 with a byte order mark, a symbol where there is no value."""
    text = io.StringIO()
    written = csv.writer(text, lineterminator="\r\n")
    written.writerow(COLUMNS)
    written.writerows([_plain(each) for each in row] for row in _rows(version, figures))
    return (BYTE_ORDER_MARK + text.getvalue()).encode()


def _rows(version: Values, figures: Sequence[Values]) -> Iterator[tuple[Value, ...]]:
    for each in figures:
        yield (
            version["question"], version["version"], each["period"], each["level"], each["area_code"], each["name"],
            each["breakdown"], each["category"], each["label"], each["measure"],
            each["symbol"] if each["value"] is None else number(each["value"]), each["symbol"],
            number(each["rounded_to"]),
        )  # fmt: skip


def number(value: float | None) -> str:
    """A value as the API writes it, a whole number without a point."""
    if value is None:
        return ""
    return str(int(value)) if value == int(value) else repr(value)


def _plain(value: Value) -> str:
    """A text that no spreadsheet takes for a formula."""
    return "" if value is None else guard_formula(str(value))


def as_json_stat(version: Values, figures: Sequence[Values]) -> bytes:
    """A version as one dataset of JSON-stat 2.0: symbols are its status. Source: json-stat.org/full."""
    sizes = {
        "period": {each["period"]: each["period"] for each in figures},
        "area": {each["area_code"]: each["name"] for each in figures},
        "category": {_category(each): each["label"] or "Total" for each in figures},
        "measure": {each["measure"]: each["measure"] for each in figures},
    }
    places = {name: {code: at for at, code in enumerate(codes)} for name, codes in sizes.items()}
    value, status = {}, {}
    for each in figures:
        codes = (each["period"], each["area_code"], _category(each), each["measure"])
        at = 0
        for (name, known), code in zip(places.items(), codes, strict=True):
            at = at * len(sizes[name]) + known[code]
        if each["value"] is None:
            status[str(at)] = each["symbol"]
        else:
            value[str(at)] = each["value"]
    dataset = {
        "version": "2.0",
        "class": "dataset",
        "label": version["title"],
        "source": version["source"],
        "updated": version["published_at"].isoformat(),
        "note": [version["definition"], version["coverage"], *version["caveats"]],
        "id": list(sizes),
        "size": [len(codes) for codes in sizes.values()],
        "role": {"time": ["period"], "geo": ["area"], "metric": ["measure"]},
        "dimension": {
            name: {"label": name, "category": {"index": list(codes), "label": codes}} for name, codes in sizes.items()
        },
        "value": value,
        "status": status,
    }
    return orjson.dumps(dataset)


def _category(figure: Values) -> str:
    """A code for what a row is broken down by, and of which code."""
    return f"{figure['breakdown']}:{figure['category']}" if figure["breakdown"] else "total"
