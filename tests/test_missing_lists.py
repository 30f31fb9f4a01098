"""The page of working lists: each query on it is asked as its caller, and finds what the story holds."""

import re
from pathlib import Path

import pytest

from tests.support.child_factories import ago, tell_of_children, tell_of_returns
from tests.support.command_client import kept_register

PAGE = (Path(__file__).resolve().parents[1] / "docs/how-to/find-missing-children.md").read_text()
LISTS = re.findall(r"^### (.+)\n(?:.|\n)+?```graphql\n# token: (.+)\n((?:.|\n)+?)```", PAGE, re.M)
FOUND = {
    "Who is missing now, by risk": 2,
    "Which assessments of risk are to be reviewed": 2,
    "Which children are missing together": 2,
    "Which children were missing three times in 90 days": 0,
    "Who was last seen near a place": 0,
    "Which children were found within a kilometre of one another": 3,
    "What the police may know of what a child said": 2,
    "Which interviews are due, and which are overdue": 1,
    "Which interviews were declined or not offered": 0,
    "Who is missing from the homes of the area, whichever authority placed the child": 3,
    "Which children were missing three times in 90 days, and what followed": 0,
    "All that happened to a child": 3,
    "Which flags of exploitation are to be reviewed": 3,
    "Which interviews to hold": 0,
}


@pytest.fixture(scope="module")
def register(cluster, story, worker):
    """A served copy of the story with children in it."""
    with kept_register(cluster, story, worker, named="lists") as kept:
        with kept.server.owner.begin() as connection:
            tell_of_children(connection)
            tell_of_returns(connection)
        yield kept


def test_every_list_of_the_page_is_tried():
    assert [title for title, _, _ in LISTS] == list(FOUND)


@pytest.mark.parametrize(("title", "caller", "query"), LISTS, ids=[title for title, _, _ in LISTS])
def test_a_list_is_one_query_and_finds_what_it_says(register, title, caller, query):
    agency, kind, value = re.split(r" --(area|organisation) ", caller)
    variables = {"now": ago(hours=0).isoformat()} if "$now" in query else {}
    answer = register.server.ask(query, agency, **{kind: value}, **variables)

    # What a child said is not encrypted for this server: the list says so, and is whole without it.
    assert answer.codes == (["SYSTEM_UNAVAILABLE"] if "policeExtract" in query else []), answer.json
    (found,) = answer.data.values()
    assert found["totalCount"] == FOUND[title]
