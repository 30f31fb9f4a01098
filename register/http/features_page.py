"""A document of the GIS door as a page that a person can read, without scripts and without anything from elsewhere."""

from collections.abc import Iterator
from html import escape
from typing import Final

from register.open_types import Value, Values

STYLE: Final = (
    "body{font-family:sans-serif;margin:2rem;max-width:80rem}table{border-collapse:collapse}"
    "th,td{border:1px solid #b1b4b6;padding:.3rem .5rem;text-align:left;vertical-align:top}"
)
SHOWN_DEPTH: Final = 6


def page(document: Values, base: str) -> bytes:
    """The page of a document. base: the address of the door."""
    title = str(document.get("title") or document.get("id") or "The register of children's homes")
    body = "".join(_value(document, 0))
    return (
        f'<!doctype html><html lang="en"><head><meta charset="utf-8"><title>{escape(title)}</title>'
        f"<style>{STYLE}</style></head><body><main><h1>{escape(title)}</h1>"
        f'<p><a href="{escape(base)}?f=html">Start</a></p>{body}</main></body></html>'
    ).encode()


def _value(value: Value, depth: int) -> Iterator[str]:
    if depth > SHOWN_DEPTH:
        yield "…"
    elif isinstance(value, dict) and value.get("type") == "FeatureCollection":
        yield from _features(value)
    elif isinstance(value, dict) and "href" in value:
        yield _link(value)
    elif isinstance(value, dict):
        yield "<table>"
        for name, below in value.items():
            yield f'<tr><th scope="row">{escape(str(name))}</th><td>'
            yield from _value(below, depth + 1)
            yield "</td></tr>"
        yield "</table>"
    elif isinstance(value, list | tuple) and any(isinstance(each, dict) for each in value):
        for each in value:
            yield from _value(each, depth + 1)
            yield "<br>"
    elif isinstance(value, list | tuple):
        yield escape(", ".join(map(str, value)))
    else:
        yield "" if value is None else escape(str(value))


def _link(link: Values) -> str:
    title = link.get("title") or link["rel"]
    return f'<a href="{escape(link["href"])}">{escape(title)}</a> ({escape(link["type"])})'


def _features(document: Values) -> Iterator[str]:
    """A table of features, one a row, with the links to the next page first."""
    yield from _value({"numberMatched": document.get("numberMatched"), "links": document["links"]}, 1)
    features = document["features"]
    names = list(features[0]["properties"]) if features else []
    yield "<table><thead><tr>" + "".join(f'<th scope="col">{escape(name)}</th>' for name in names)
    yield "</tr></thead><tbody>"
    for each in features:
        yield "<tr>"
        for name in names:
            yield "<td>"
            yield from _value(each["properties"][name], 2)
            yield "</td>"
        yield "</tr>"
    yield "</tbody></table>"
