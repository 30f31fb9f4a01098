"""Asking the GIS door, as any agency, and reading what it answered."""

from collections.abc import Iterator, Mapping
from typing import Any

import httpx2

from register.vocabulary import Agency, Purpose
from tests.support.client import Server

GRID = "http://www.opengis.net/def/crs/EPSG/0/27700"
WEB_MERCATOR = "http://www.opengis.net/def/crs/EPSG/0/3857"
CRS84 = "http://www.opengis.net/def/crs/OGC/1.3/CRS84"


class Features:
    """The door of a running register, for one caller."""

    def __init__(
        self,
        server: Server,
        agency: str = Agency.POLICE,
        area: str | None = None,
        *,
        organisation: str | None = None,
        purpose: str | None = Purpose.SAFEGUARDING_CHILD,
        subject: str = "tester",
    ) -> None:
        self.server = server
        token = server.token(agency, area, organisation, subject=subject)
        self.headers = {"Authorization": f"Bearer {token}"}
        if purpose is not None:
            self.headers["Register-Purpose"] = str(purpose)

    def send(self, path: str, method: str = "GET", **headers: str) -> httpx2.Response:
        """The response to a request; path: below /ogc, with its query string."""
        self.server.statements.clear()
        return self.server.client.request(method, f"{self.server.url}/ogc{path}", headers={**self.headers, **headers})

    def get(self, path: str, **parameters: Any) -> httpx2.Response:
        """The response to a request with these parameters; _ in a name stands for -."""
        given = {name.replace("_", "-"): str(value) for name, value in parameters.items()}
        query = str(httpx2.QueryParams(given))
        return self.send(f"{path}?{query}" if query else path)

    def features(self, collection: str, **parameters: Any) -> list[dict[str, Any]]:
        """Every feature of a collection, page by page, by the links next alone."""
        return [each for page in self.pages(collection, **parameters) for each in page["features"]]

    def pages(self, collection: str, **parameters: Any) -> Iterator[dict[str, Any]]:
        """The pages of a collection."""
        response = self.get(f"/collections/{collection}/items", **parameters)
        while True:
            assert response.status_code == 200, response.text
            page = response.json()
            yield page
            following = link_of(page, "next")
            if following is None:
                return
            response = self.send(following.removeprefix(f"{self.server.url}/ogc"))


def link_of(document: Mapping[str, Any], rel: str) -> str | None:
    """The address of the first link of this relation."""
    return next((each["href"] for each in document["links"] if each["rel"] == rel), None)
