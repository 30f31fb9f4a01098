"""Changes: their fields, what a page of them costs, and what a home tells of its own."""

from datetime import date

import pytest
import sqlalchemy as sa

from register import tables
from register.geo.home_areas import derive_links
from tests.support.declared_types import lines_of, listed
from tests.support.request_stories import rename_and_move
from tests.support.story import INSIDE, NORTHBY, OUTSIDE, PLAIN, SOUTHBY

HISTORY = """
query ($urn: Urn!, $first: Int, $after: String, $at: DateTime) {
  home(urn: $urn, asOf: $at) {
    history(first: $first, after: $after) {
      totalCount pageInfo { endCursor hasNextPage }
      nodes { change recordedAt kind operation fields who agency reason left home { urn } withheld { field } }
    }
  }
}
"""


def test_a_change_has_these_fields():
    assert lines_of("Change") == listed("""
        id: ID!
        change: ID!
        at: DateTime!
        recordedAt: DateTime
        kind: ChangeKind!
        operation: ChangeOperation!
        fields: [String!]
        homeId: ID
        homeUrn: Urn
        childId: ID
        placementId: ID
        missingEpisodeId: ID
        returnDutyId: ID
        correctionNoticeId: ID
        left: Boolean!
        home: Home
        provider: Provider
        child: Child
        placement: Placement
        missingEpisode: MissingEpisode
        opening: Opening
        correctionNotice: CorrectionNotice
        who: String
        agency: Agency
        reason: String
        withheld: [Withheld!]!
    """)
    assert lines_of("ChangeFeed") == listed("""
        nodes: [Change!]!
        token: String!
        hasMore: Boolean!
    """)


def test_a_page_of_changes_costs_what_a_page_of_its_rows_does(ask):
    changes = ask("{ changes(first: 200) { token hasMore nodes { kind home { urn provider { name } } } } }", "ofsted")
    homes = ask("{ inspections(first: 200) { nodes { kind home { urn provider { name } } } } }", "ofsted")

    assert changes.json["extensions"]["cost"] == homes.json["extensions"]["cost"]
    assert ask("{ changes(first: 1000) { nodes { home { premises { id } homes: provider { homes(first: 100) { nodes "
               "{ urn } } } } } } }", "ofsted").codes == ["REQUEST_TOO_COMPLEX"]  # fmt: skip


def told(server, urn=INSIDE, agency="ofsted", area=None, **asked):
    answer = server.ask(HISTORY, agency, area, urn=urn, **asked)
    assert answer.codes == [], answer.json
    return answer.data["home"]["history"]


@pytest.mark.parametrize(("signed", "shown"), [("ofsted", "OFSTED"), ("", None)])
def test_a_home_tells_what_changed_of_it_the_latest_first_and_which_of_it_changed_together(own_server, signed, shown):
    with own_server.owner.begin() as owner:
        owner.execute(sa.text("select set_config('register.subject', 'keeper', true),"
                              " set_config('register.agency', :agency, true),"
                              " set_config('register.reason', 'Misread.', true)"), {"agency": signed})  # fmt: skip
        home_id = owner.scalar(sa.select(tables.home.c.id).where(tables.home.c.urn == INSIDE))
        owner.execute(tables.home_identity.update().where(tables.home_identity.c.home_id == home_id).values(age_max=9))
        owner.execute(tables.home.update().where(tables.home.c.id == home_id).values(places=2))

    history = told(own_server, first=3)
    latest, then, before = history["nodes"]
    assert [(each["kind"], each["operation"], each["fields"]) for each in (latest, then)] == [
        ("IDENTITY", "UPDATE", ["ageMax"]), ("HOME", "UPDATE", ["places"]),
    ]  # fmt: skip
    assert latest["change"] == then["change"] != before["change"]
    assert [(each["who"], each["reason"]) for each in (latest, then)] == [("keeper", "Misread.")] * 2
    assert (latest["agency"], latest["withheld"]) == (shown, [])
    assert (latest["left"], latest["home"]) == (False, {"urn": INSIDE})
    assert history["totalCount"] > 10


def test_the_pages_of_a_history_hold_every_change_once(server):
    whole = told(server, first=1_000)
    pages, after = [], None
    while True:
        page = told(server, first=4, after=after)
        pages += page["nodes"]
        after = page["pageInfo"]["endCursor"]
        if not page["pageInfo"]["hasNextPage"]:
            break

    assert pages == whole["nodes"]
    assert len(pages) == whole["totalCount"]


@pytest.mark.parametrize(
    ("agency", "area", "kinds"),
    [
        ("police", SOUTHBY, {"HOME", "IDENTITY", "PREMISES", "PERSON", "LINK", "INSPECTION", "CONDITION", "NOTICE"}),
        ("police", NORTHBY, {"HOME", "LINK", "INSPECTION"}),
        ("dfe", None, {"HOME", "IDENTITY", "PREMISES", "LINK", "INSPECTION", "CONDITION", "NOTICE"}),
        ("dfe_statistics", None, {"HOME", "LINK", "INSPECTION"}),
    ],
)
def test_a_history_tells_of_what_the_caller_may_read_of_that_home_and_not_by_whom(server, agency, area, kinds):
    nodes = told(server, OUTSIDE, agency, area, first=1_000)["nodes"]

    assert {node["kind"] for node in nodes} == kinds
    assert {(node["who"], tuple(each["field"] for each in node["withheld"])) for node in nodes} == {
        (None, ("who", "agency", "reason"))
    }


def test_a_history_as_of_a_time_holds_what_was_said_by_then(own_server):
    times = rename_and_move(own_server)

    before = told(own_server, PLAIN, at=times["before"], first=1_000)["nodes"]
    after = told(own_server, PLAIN, at=times["after"], first=1_000)["nodes"]

    assert [node["kind"] for node in after if node not in before].count("PREMISES") >= 1
    assert [node for node in before if node not in after] == []
    assert {node["operation"] for node in before} == {"INSERT", "UPDATE"}


def test_a_home_that_moves_away_takes_its_history_with_it(own_server):
    rename_and_move(own_server)
    with own_server.owner.begin() as owner:
        derive_links(owner, None, on=date(2020, 3, 1), buffer_m=0)

    assert {node["kind"] for node in told(own_server, PLAIN, "police", NORTHBY, first=1_000)["nodes"]} == {
        "HOME", "LINK",
    }  # fmt: skip
    assert "PREMISES" in {node["kind"] for node in told(own_server, PLAIN, "police", SOUTHBY, first=1_000)["nodes"]}
