"""Children in the feed: each body's copy of what it sees of them is what the register answers, at every step."""

from dataclasses import dataclass, field
from typing import Any

import pytest
import sqlalchemy as sa

from register.policy.grants.requirements import ABOUT_CHILDREN
from register.tables import CHANGE_KIND_OF, GROUP_OF, named
from register.vocabulary import ChangeKind
from tests.support import story
from tests.support.child_factories import ago
from tests.support.command_client import kept_register
from tests.support.copy_client import wait_until_told

# All that a copy holds, of each kind of record.
KEPT = {
    "child": "id name dateOfBirth sex careStatus withheld { field }",
    "placement": "id kind startedOn endedOn",
    "missingEpisode": "id status owningForce { code } offeredForce { code } risk { level } home { urn } foundBy harms "
    "interview { status } encounters { byArea } sightings { kind } withheld { field }",
    "correctionNotice": "id record command groups consultedAt correctedAt acknowledgedAt",
}
FOLLOW = """query ($since: String) {{ changes(since: $since, first: 40) {{
  token hasMore nodes {{ kind {} }} }} }}""".format(" ".join(f"{one}Id {one} {{ {KEPT[one]} }}" for one in KEPT))
NOW = """{{ children {{ nodes {{ {child} placements {{ nodes {{ {placement} }} }} }} }}
  missingEpisodes {{ nodes {{ {missingEpisode} }} }}
  correctionNotices {{ nodes {{ {correctionNotice} }} }} }}""".format(**KEPT)

NORTH, SOUTH = story.NORTHBY_COUNCIL, story.SOUTHBY_COUNCIL
AUTHORITY = {"agency": "local_authority", "area": SOUTH}
FORCE, OTHER = {"agency": "police", "area": story.NORTHBY}, {"agency": "police", "area": story.SOUTHBY}
BODIES = (
    {"agency": "police", "area": story.NORTHBY},
    {"agency": "police", "area": story.SOUTHBY},
    {"agency": "local_authority", "area": NORTH},
    {"agency": "local_authority", "area": SOUTH},
    {"agency": "ukmpu", "area": None},
    {"agency": "ofsted", "area": None},
)
OF_CHILDREN = {
    kind.name for kind in ChangeKind for table, found in CHANGE_KIND_OF.items()
    if found is kind and GROUP_OF[named(table)] in ABOUT_CHILDREN
}  # fmt: skip
TOLD = OF_CHILDREN | {"CORRECTION"}
BLIND = ("dfe_statistics", "commissioner_statistics", "dfe", "commissioner", "admin", "auditor", "health")


LEFT = """query ($kinds: [ChangeKind!]) {
  changes(area: {mine: true}, kinds: $kinds, first: 100) { nodes { left child { id } } } }"""


@dataclass
class ChildCopy:
    """What a body holds of children, placements and episodes by following all changes."""

    server: Any
    body: dict[str, Any]
    token: str | None = None
    held: dict[str, dict[str, Any]] = field(default_factory=lambda: {one: {} for one in KEPT})
    kinds: list[str] = field(default_factory=list)

    def follow(self):
        """Bring the copy up to date; the kinds of the changes that were reported."""
        wait_until_told(self.server)
        self.kinds, more = [], True
        while more:
            page = self.asked(FOLLOW, since=self.token)["changes"]
            for change in page["nodes"]:
                self.take(change)
            self.token, more = page["token"], page["hasMore"]
        return self.kinds

    def take(self, change):
        self.kinds.append(change["kind"])
        for one in KEPT:
            if change[f"{one}Id"] is not None:
                self.held[one].pop(change[f"{one}Id"], None)
                if change[one] is not None:
                    self.held[one][change[f"{one}Id"]] = change[one]

    def asked(self, query, **variables):
        """What the register answers to this body."""
        answer = self.server.ask(query, self.body["agency"], self.body["area"], **variables)
        assert not [code for code in answer.codes if not code.startswith("POLICY_")], answer.json
        return answer.data

    def shown(self):
        """All that the register shows this body now, as the copy holds it."""
        answer = self.asked(NOW)
        children = (answer["children"] or {"nodes": []})["nodes"]
        episodes = (answer["missingEpisodes"] or {"nodes": []})["nodes"]
        places = [place for child in children for place in child.pop("placements")["nodes"]]
        kept = (children, places, episodes, answer["correctionNotices"]["nodes"])
        return {name: {row["id"]: row for row in rows} for name, rows in zip(KEPT, kept, strict=True)}


@pytest.fixture(scope="module")
def register(cluster, story, worker):
    """A served copy of the story that the tests of this module change together."""
    with kept_register(cluster, story, worker, named="child_feed") as kept:
        with kept.server.owner.begin() as owner:
            board = "insert into register.organisation (code, agency, name) values ('story-board', 'health', 'Board')"
            owner.execute(sa.text(board))
        yield kept


@pytest.fixture(scope="module")
def copies(register):
    return [ChildCopy(register.server, body) for body in BODIES]


def follow(copies):
    """Follow with every copy and compare; the kinds that each body was told of children, by its area or its name."""
    kinds = {copy.body["area"] or copy.body["agency"]: set(copy.follow()) & TOLD for copy in copies}
    for copy in copies:
        assert copy.held == copy.shown(), copy.body
    return kinds


ENDED = """
update register.{table} set valid_to = now() - interval '1 minute', valid_from = now() - interval '3 days'
 where {key} = :key
"""
# As it would be a moment after the last one: the link was written before it, and nothing has been written since.
EARLIER = """
alter table register.{table}_history disable trigger by_its_table_alone;
update register.{table}_history set recorded_from = recorded_from - interval '2 days' where recorded_to is null;
alter table register.{table}_history enable trigger by_its_table_alone
"""


def pass_by(register, table, key):
    """Let the links of a record end by themselves, as they do when their time has come."""
    ended = ENDED.format(table=table, key=table.removesuffix("_reach") + "_id")
    earlier = EARLIER.format(table=table)
    with register.server.owner.begin() as owner:
        owner.execute(sa.text(ended), {"key": key})
        owner.execute(sa.text(earlier))
    wait_until_told(register.server)
    with register.server.owner.begin() as owner:
        assert owner.scalar(sa.text(f"select register.announce_ended('{table}')")) > 0
        assert owner.scalar(sa.text(f"select register.announce_ended('{table}')")) == 0


def test_every_copy_follows_a_child_from_its_registration_to_the_end_of_every_link(register, copies):
    follow(copies)
    child = placed(register, copies)
    episode = missed(register, copies, child)
    corrected(register, copies, child)
    met(register, copies)
    handed_over(register, copies, episode)
    ended(register, copies, child, episode)


def placed(register, copies):
    """A child of Southby's is registered, and placed in Northby."""
    known = {"name": "Wren Hale", "dateOfBirth": "2012-02-03", "sex": "FEMALE"}
    child = register.done("registerChild", AUTHORITY, **known)
    assert {body: kinds for body, kinds in follow(copies).items() if kinds} == {SOUTH: {"CHILD", "CHILD_LINK"}}

    placed = {"expectedVersion": 1, "kind": "CHILDRENS_HOME", "urn": story.INSIDE, "startedOn": "2024-01-05"}
    register.done("openPlacement", AUTHORITY, child=child, **placed)
    told = follow(copies)
    assert {body for body, kinds in told.items() if "PLACEMENT" in kinds} == {SOUTH, NORTH, story.NORTHBY}
    assert not told[story.SOUTHBY] | told["ukmpu"] | told["ofsted"]
    return child


def missed(register, copies, child):
    """The child has been missing from Northby for more than 72 hours."""
    began = {"kind": "MISSING", "setting": "CARE", "startedAt": ago(hours=80).isoformat()}
    episode = register.done("reportMissing", FORCE, child=child, **began)
    register.done("assessRisk", FORCE, episode=episode, expectedVersion=1, scheme="APP_CURRENT", level="HIGH")
    told = follow(copies)
    assert {"EPISODE", "RISK_ASSESSMENT"} <= told[story.NORTHBY] & told[SOUTH]
    assert "EPISODE" in told["ofsted"] & told["ukmpu"]
    assert not told[story.SOUTHBY]
    # Who reads that the risk was assessed has read of the episode.
    risk = copies[0].asked("{ changes(kinds: [RISK_ASSESSMENT]) { nodes { missingEpisodeId } } }")["changes"]["nodes"]
    assert risk == [{"missingEpisodeId": episode}]
    assert register.scalar("select keys from register.access_log where root = 'changes' order by at desc limit 1") == [
        episode
    ]
    return episode


def correct(register, child, **given):
    found = register.scalar("select version from register.child where id = :id", id=child)
    register.done("correctChild", AUTHORITY, child=child, expectedVersion=found, **given)


def corrected(register, copies, child):
    """The child's name was wrong: whoever read it is told, and that it acknowledges, the next time it follows."""
    correct(register, child, name="Wren Hall")
    told = follow(copies)
    assert {body for body, kinds in told.items() if "CORRECTION" in kinds} == {NORTH, story.NORTHBY, "ukmpu"}
    (notice,) = copies[BODIES.index(FORCE)].held["correctionNotice"]
    register.done("acknowledgeCorrection", FORCE, notice=notice)
    told = follow(copies)
    assert {body: kinds for body, kinds in told.items() if kinds} == {story.NORTHBY: {"CORRECTION"}}


def met(register, copies):
    """The force next door meets the child: the owner and the authority learn of it, and not the force that asked."""
    asked = {"name": "Wren Hall", "dateOfBirth": "2012-02-03"}
    assert register.payload("encounter", {**OTHER, "subject": "an officer"}, **asked)["encounter"]["isMissing"] is True
    told = follow(copies)
    assert "ENCOUNTER" in told[story.NORTHBY] & told[SOUTH]
    assert not told[story.SOUTHBY] | told["ofsted"]


def handed_over(register, copies, episode):
    """The force next door is asked to take the episode over, does so, and finds the child, who comes back."""
    on = {"episode": episode}
    give = {"force": story.SOUTHBY, "reason": "Seen there twice"}
    register.done("transferOwnership", FORCE, **on, expectedVersion=version(register, episode), **give)
    assert "EPISODE" in follow(copies)[story.SOUTHBY]
    register.done("acceptOwnership", OTHER, **on, expectedVersion=version(register, episode))
    follow(copies)
    found = {"foundAt": ago(hours=2).isoformat(), "foundBy": "OTHER_FORCE"}
    register.done("recordFound", OTHER, **on, expectedVersion=version(register, episode), **found)
    back = {"returnedAt": ago(hours=1).isoformat(), "outcome": "RETURNED_PLACEMENT"}
    register.done("recordReturn", AUTHORITY, **on, expectedVersion=version(register, episode), **back)
    assert "RETURN_INTERVIEW" in follow(copies)[SOUTH]


def ended(register, copies, child, episode):
    """The placement ends, and every other link by itself: each copy but Ofsted's is empty."""
    placement = register.scalar("select id::text from register.placement where child_id = :child", child=child)
    register.done("endPlacement", AUTHORITY, placement=placement, expectedVersion=1, endedOn="2025-01-05")
    assert "CHILD_LINK" in follow(copies)[NORTH]
    host, council = copies[BODIES.index({"agency": "local_authority", "area": NORTH})], copies[BODIES.index(AUTHORITY)]
    links = host.asked(LEFT, kinds=["CHILD_LINK"])["changes"]["nodes"]
    assert {(each["left"], each["child"]) for each in links} == {(True, None)}
    kept = council.asked(LEFT, kinds=["CHILD", "EPISODE"])["changes"]["nodes"]
    assert {each["left"] for each in kept} == {False}

    for table, key in (("episode_reach", episode), ("child_reach", child), ("placement_reach", placement)):
        pass_by(register, table, key)
    assert follow(copies)[story.SOUTHBY] == {"CHILD_LINK"}
    of_children = [[rows for name, rows in copy.held.items() if name != "correctionNotice"] for copy in copies]
    assert [copy.body["agency"] for copy, held in zip(copies, of_children, strict=True) if any(held)] == ["ofsted"]


@pytest.mark.parametrize("agency", BLIND)
def test_who_reads_no_child_is_told_of_none(register, agency):
    organisation = "story-board" if agency == "health" else None
    asked = "query ($kinds: [ChangeKind!]) { changes(kinds: $kinds, first: 1000) { nodes { kind childId } hasMore } }"
    answer = register.server.ask(asked, agency, organisation=organisation, kinds=sorted(OF_CHILDREN))

    assert answer.data["changes"] == {"nodes": [], "hasMore": False}


def version(register, episode):
    return register.scalar("select version from register.missing_episode where id = :id", id=episode)
