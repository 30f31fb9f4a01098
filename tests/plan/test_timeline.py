"""A timeline is planned as one read for each kind of row, whatever is shown of the entries."""

from register.plan.read import EntryPart, ShowTimeline
from tests.support.query_plans import plan

ASKED = """{ child(id: "00000000-0000-4000-8000-000000000000") { line: timeline(first: 7, after: "c") {
    nodes { __typename at what: kind one: placement { id } placement { startedOn } missingEpisode { id } }
    pageInfo { endCursor } } } }"""


def timeline(made) -> ShowTimeline:
    (shown,) = made.read.faces[0].shows
    return shown


def test_every_strand_is_read_even_if_nothing_of_its_rows_is_shown():
    made = plan(ASKED)
    reads = [show.read for show in timeline(made).strands]

    assert [read.node for read in reads] == [
        "child.line.placement", "child.line.missingEpisode", "child.line.returnInterview",
        "child.line.exploitationFlag",
    ]  # fmt: skip
    assert [(len(read.faces), read.strand) for read in reads] == [(2, 0), (1, 1), (0, 2), (0, 3)]
    assert [[order.name for order in read.order] for read in reads] == [
        ["startedOn"], ["startedAt"], ["foundAt"], ["raisedOn"]
    ]  # fmt: skip
    assert list(made.read.below) == list(timeline(made).strands)


def test_an_entry_shows_its_own_parts_and_the_row_of_its_strand():
    (face,) = timeline(plan(ASKED)).faces

    assert face.shows == (
        ("__typename", "TimelineEntry"), ("at", EntryPart.AT), ("what", EntryPart.KIND), ("one", (0, 0)),
        ("placement", (0, 1)), ("missingEpisode", (1, 0)),
    )  # fmt: skip


def test_each_strand_goes_on_from_a_parameter_of_its_own_and_has_the_same_size():
    made = plan(ASKED)
    bound, reads = made.bind({}), [show.read for show in timeline(made).strands]

    assert len({read.after.number for read in reads}) == len(reads)
    assert {bound[read.after.number] for read in reads} == {"c"}
    assert {bound[read.first.number] for read in reads} == {7}
