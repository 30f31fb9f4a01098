"""Questions put to the register again and again, and how an answer of many pages is put together."""

from collections.abc import Iterator
from typing import Any

from tests.support.client import Answer, Server

OURS, THEIRS = "E23000005", "E23000010"

MINE = """
query Mine($after: String) {
  homes(area: {mine: true}, first: 100, after: $after) {
    totalCount
    pageInfo { hasNextPage endCursor }
    nodes { urn name location { easting northing } withheld { field reason } }
  }
}
"""
LOGGED = """
query Log($who: String!) {
  accessLog(where: {subject: {eq: $who}}, first: 10) {
    nodes { id agency area subject operation purpose root outcome refusal rowCount nodes nodeSizes keys }
  }
}
"""


def every_page(server: Server, query: str, agency: str, area: str | None = None, **asked: Any) -> Iterator[Answer]:
    """The answers to a query on homes, page after page, by the cursor that each one ends with."""
    after = None
    while True:
        answer = server.ask(query, agency, area, after=after, **asked)
        assert answer.codes == []
        yield answer
        page = answer.data["homes"]["pageInfo"]
        if not page["hasNextPage"]:
            return
        after = page["endCursor"]


def all_homes(answers: list[Answer]) -> list[dict[str, Any]]:
    """The homes of every page, in their order."""
    return [home for answer in answers for home in answer.data["homes"]["nodes"]]


def log_of(server: Server, subject: str) -> list[dict[str, Any]]:
    """What the auditor reads of one subject's consultations, the oldest first."""
    answer = server.ask(LOGGED, "auditor", subject="the auditor", purpose=None, who=subject)
    assert answer.codes == []
    return list(reversed(answer.data["accessLog"]["nodes"]))
