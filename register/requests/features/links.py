"""The links of the GIS door's answers, each with its relation and type."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final
from urllib.parse import urlencode

JSON: Final = "application/json"
GEOJSON: Final = "application/geo+json"
HTML: Final = "text/html"
SCHEMA: Final = "application/schema+json"
ZIP: Final = "application/zip"
OPENAPI: Final = "application/vnd.oai.openapi+json;version=3.0"
OGC: Final = "http://www.opengis.net/def/rel/ogc/1.0"

Link = Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Place:
    """The address of the door, as its caller reaches it. base: up to and with /ogc, behind whatever proxy."""

    base: str

    def link(self, rel: str, path: str, kind: str = JSON, *, title: str = "", **query: str) -> Link:
        """A link to a path below the door."""
        href = f"{self.base}{path}{'?' if query else ''}{urlencode(query)}"
        return {"rel": rel, "type": kind, "href": href} | ({"title": title} if title else {})

    def both(self, path: str, *, html: bool, kind: str = JSON) -> list[Link]:
        """The links of a page to itself and to its other form. html: true if it is the page that people read."""
        data, page = ("alternate", "self") if html else ("self", "alternate")
        return [
            self.link(data, path, kind, title="This document", f="json"),
            self.link(page, path, HTML, title="This document as a page", f="html"),
        ]


def header_of(links: Sequence[Link]) -> str:
    """The same links as the header Link has them. Source: RFC 8288."""
    return ", ".join(f'<{each["href"]}>; rel="{each["rel"]}"; type="{each["type"]}"' for each in links)
