"""A timeline holds what a caller may read of a child by the lists of each kind, in one order, whatever the page."""

import itertools

import pytest

from tests.support import story
from tests.support.child_factories import tell_of_children, tell_of_returns
from tests.support.command_client import kept_register

ONE_BY_ONE = """query ($id: ID!) { child(id: $id) {
    placements(first: 100) { nodes { id startedOn } } exploitationFlags { id raisedOn }
    missingEpisodes(first: 100) { nodes { id startedAt interview { id foundAt } } } } }"""
TIMELINE = """query ($id: ID!, $first: Int!, $after: String) { child(id: $id) {
    timeline(first: $first, after: $after) {
        nodes { at kind placement { id kind home { urn } } missingEpisode { id status sightings { seenAt } }
            returnInterview { id narrative withheld { field } } exploitationFlag { id kind withheld { field } } }
        pageInfo { hasNextPage endCursor } }
    withheld { field reason } } }"""
CALLERS = (
    ("police", story.NORTHBY), ("police", story.SOUTHBY), ("ukmpu", None),
    ("local_authority", story.NORTHBY_COUNCIL), ("local_authority", story.SOUTHBY_COUNCIL),
    ("interview_provider", "story-trust"),
)  # fmt: skip
RECORDS = {
    "placement": "PLACEMENT", "missingEpisode": "MISSING_EPISODE", "returnInterview": "RETURN_INTERVIEW",
    "exploitationFlag": "EXPLOITATION_FLAG",
}  # fmt: skip


@pytest.fixture(scope="module")
def told(cluster, story, worker):
    """A served copy of the story with children, interviews and flags; and the children's keys by name."""
    with kept_register(cluster, story, worker, named="timelines") as kept:
        with kept.server.owner.begin() as connection:
            made = tell_of_children(connection)
            tell_of_returns(connection)
        yield kept, made


def asked(server, query, who, **variables):
    agency, body = who
    named = {"organisation": body} if agency == "interview_provider" else {"area": body}
    return server.ask(query, agency, **named, **variables)


def walked(server, who, child, size):
    """Every entry of a child's timeline, page by page, as kind and key; and what is withheld of the child."""
    entries, after = [], None
    for _ in range(50):
        shown = asked(server, TIMELINE, who, id=str(child), first=size, after=after).data["child"]
        page = shown["timeline"]
        assert len(page["nodes"]) <= size
        entries += page["nodes"]
        after = page["pageInfo"]["endCursor"]
        if not page["pageInfo"]["hasNextPage"]:
            return entries, shown["withheld"]
    raise AssertionError("the pages do not end")


def of_lists(shown):
    """What the lists of each kind hold of a child, as kind and key."""
    episodes = shown["missingEpisodes"]["nodes"]
    return {
        *(("PLACEMENT", row["id"]) for row in (shown["placements"] or {"nodes": ()})["nodes"]),
        *(("MISSING_EPISODE", row["id"]) for row in episodes),
        *(("RETURN_INTERVIEW", row["interview"]["id"]) for row in episodes if row["interview"]),
        *(("EXPLOITATION_FLAG", row["id"]) for row in shown["exploitationFlags"] or ()),
    }


@pytest.mark.parametrize("who", CALLERS, ids=lambda who: "-".join(filter(None, who)))
def test_a_timeline_is_what_the_lists_hold_in_one_order(told, who):
    register, made = told
    server = register.server
    lengths = set()

    for child, size in itertools.product(made.values(), (1, 2, 100)):
        shown = asked(server, ONE_BY_ONE, who, id=str(child)).data["child"]
        if shown is None:
            assert asked(server, TIMELINE, who, id=str(child), first=2).data["child"] is None
            continue
        entries, _ = walked(server, who, child, size)
        records = [(kind, entry[name]["id"]) for entry in entries for name, kind in RECORDS.items() if entry[name]]

        assert [entry["kind"] for entry in entries] == [kind for kind, _ in records]
        assert len(set(records)) == len(records)
        assert set(records) == of_lists(shown)
        assert [entry["at"] for entry in entries] == sorted((entry["at"] for entry in entries), reverse=True)
        lengths.add(len(entries))

    assert max(lengths) > 1


def test_what_a_body_may_not_read_of_a_timeline_is_named(told):
    register, made = told
    server = register.server

    entries, withheld = walked(server, ("interview_provider", "story-trust"), made["Cy Home"], 100)

    assert {entry["kind"] for entry in entries} == {"MISSING_EPISODE", "RETURN_INTERVIEW"}
    assert {each["field"] for each in withheld} == {"timeline.placement", "timeline.exploitationFlag"}


def test_only_the_entries_that_were_given_are_logged_as_consulted(told):
    register, made = told
    server = register.server
    log = "select array_to_string(keys, ' ') from register.access_log order by id desc limit 1"

    entries, _ = walked(server, ("local_authority", story.NORTHBY_COUNCIL), made["Cy Home"], 100)
    asked(server, TIMELINE, ("local_authority", story.NORTHBY_COUNCIL), id=str(made["Cy Home"]), first=1)
    keys = register.scalar(log)

    given = [entry[name]["id"] for entry in entries for name in RECORDS if entry[name]]
    assert [key for key in given if key in keys] == given[:1]


def test_a_cursor_of_a_list_is_refused_on_a_timeline(told):
    register, made = told
    server = register.server
    of_placements = "query ($id: ID!) { child(id: $id) { placements(first: 1) { pageInfo { endCursor } } } }"
    who = ("local_authority", story.NORTHBY_COUNCIL)
    shown = asked(server, of_placements, who, id=str(made["Cy Home"])).data["child"]

    answer = asked(
        server, TIMELINE, who, id=str(made["Cy Home"]), first=1, after=shown["placements"]["pageInfo"]["endCursor"]
    )

    assert answer.codes == ["REQUEST_BAD_INPUT"]
    assert answer.reads == []
