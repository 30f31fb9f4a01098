"""That what a body read was corrected is told to that body in the feed, and by no answer, row or event to another."""

import uuid
from contextlib import ExitStack

import pytest
import sqlalchemy as sa

from register.policy.roles import role_of
from register.vocabulary import Agency
from tests.hostile.test_overdue_returns import BODIES, tell_of_organisations
from tests.support import story
from tests.support.child_factories import ago, create_child, create_episode
from tests.support.command_client import kept_register
from tests.support.copy_client import wait_until_told
from tests.support.subscription_client import listening

AUTHORITY = {"agency": "local_authority", "area": story.SOUTHBY_COUNCIL}
FORCE = {"agency": "police", "area": story.NORTHBY}
# A body of every kind, two of some; the one that reads the child is not among them.
OTHERS = BODIES | {"own authority": AUTHORITY}
READ = "query ($id: ID!) { child(id: $id) { name } }"
NOTICE = "correctionNotice { id record command groups acknowledgedAt }"
# All that is told of a change but its numbers, its time and the reader's place.
FEED = f"""query ($since: String) {{ changes(since: $since, first: 100) {{ hasMore nodes {{
  kind operation fields homeId homeUrn childId placementId missingEpisodeId returnDutyId correctionNoticeId left
  child {{ name }} missingEpisode {{ status }} {NOTICE} who agency reason withheld {{ field reason }} }} }} }}"""
PLACE = '{ changes(since: "now") { token } }'
TOLD = f"kind operation fields correctionNoticeId {NOTICE}"
FOLLOW = f"subscription {{ registerChanged(kinds: [CORRECTION]) {{ nodes {{ {TOLD} }} token hasMore }} }}"
OPEN = "{ correctionNotices(where: {acknowledgedAt: {isNull: true}}) { nodes { id } } }"
NEWER = "select entity, subject_kind, operation, columns from register.entry where number > :last order by number"
OVER = """update register.missing_episode set last_seen_at = now() - interval '500 days',
    started_at = now() - interval '500 days', reported_at = now() - interval '500 days',
    ended_at = now() - interval '480 days', status = 'closed' where id = :id"""
CHILD, EPISODE = uuid.UUID(int=4_711), uuid.UUID(int=4_712)


def begun(cluster, story, worker, named):
    """A served copy of the story in which Northby's force looks for a child of Southby's."""
    stack = ExitStack()
    keeper = stack.enter_context(kept_register(cluster, story, worker, named=named, REGISTER_SUBSCRIPTION_POLL_S="0.2"))
    with keeper.server.owner.begin() as owner:
        tell_of_organisations(owner)
        create_child(owner, "Wren Hale", AUTHORITY["area"], id=CHILD)
        create_episode(owner, CHILD, FORCE["area"], id=EPISODE, reference="MP/told", started_at=ago(days=1))
    return stack, keeper


@pytest.fixture(scope="module")
def register(cluster, story, worker):
    stack, keeper = begun(cluster, story, worker, "told")
    with stack:
        yield keeper


@pytest.fixture
def silent(cluster, story, worker):
    """The same register, in which nobody has read the child before it is corrected."""
    stack, keeper = begun(cluster, story, worker, "silent")
    with stack:
        yield keeper


def ask(register, who, document, **given):
    answer = register.server.ask(document, **who, **given)
    assert not [code for code in answer.codes if not code.startswith("POLICY_")], answer.json
    return answer


def correct(register, name):
    version = register.scalar("select version from register.child where id = :id", id=CHILD)
    register.done("correctChild", AUTHORITY, child=str(CHILD), expectedVersion=version, name=name)


def heard(register, act):
    """What each body is answered by the feed of what an act changes, and the rows of the log that its role reads."""
    wait_until_told(register.server)
    everyone = OTHERS | {"reader": FORCE}
    places = {name: ask(register, who, PLACE).data["changes"]["token"] for name, who in everyone.items()}
    last = register.scalar("select max(number) from register.entry")
    act()
    wait_until_told(register.server)
    answers = {name: ask(register, who, FEED, since=places[name]) for name, who in everyone.items()}
    return answers, {name: rows(register, who, last) for name, who in everyone.items()}


def rows(register, who, last):
    """The entries after a number that the second wall alone shows to a body, apart from where they stand."""
    with register.server.owner.connect() as owner:
        for name in ("agency", "area", "organisation"):
            setting = {"name": f"register.{name}", "value": who.get(name) or ""}
            owner.execute(sa.text("select set_config(:name, :value, true)"), setting)
        owner.execute(sa.text("select set_config('register.subject', 'tester', true)"))
        owner.execute(sa.text(f"set local role {role_of(Agency(who['agency']))}"))
        return [tuple(row) for row in owner.execute(sa.text(NEWER), {"last": last})]


def nodes(answer, kind="CORRECTION"):
    return [node for node in answer.data["changes"]["nodes"] if node["kind"] == kind]


def acknowledge(register):
    (notice,) = ask(register, FORCE, OPEN).data["correctionNotices"]["nodes"]
    register.done("acknowledgeCorrection", FORCE, notice=notice["id"])


def test_in_two_worlds_with_and_without_a_notice_every_other_body_is_answered_the_same_bytes(register, silent):
    ask(register, FORCE, READ, id=str(CHILD))
    answers, entries = heard(register, lambda: correct(register, "Wren Hall"))
    without, fewer = heard(silent, lambda: correct(silent, "Wren Hall"))

    assert {name: answers[name].body for name in OTHERS} == {name: without[name].body for name in OTHERS}
    assert {name: entries[name] for name in OTHERS} == {name: fewer[name] for name in OTHERS}
    assert "CORRECTION" in str(answers["reader"].json)
    assert "CORRECTION" not in str(without["reader"].json)
    assert [row for row in entries["reader"] if row not in fewer["reader"]] == [
        ("correction_notice", None, "insert", None)
    ]
    acknowledge(register)


def test_the_body_is_told_in_the_feed_of_the_correction_and_of_its_acknowledgement(register):
    ask(register, FORCE, READ, id=str(CHILD))
    told, _ = heard(register, lambda: correct(register, "Wren Hallam"))
    again, _ = heard(register, lambda: correct(register, "Wren Hallam Lee"))
    done, entries = heard(register, lambda: acknowledge(register))

    (new,), (changed,), (ended,) = (nodes(answers["reader"]) for answers in (told, again, done))
    assert (new["operation"], new["fields"], changed["operation"], ended["operation"]) == (
        "INSERT", None, "UPDATE", "UPDATE",
    )  # fmt: skip
    assert "correctedAt" in changed["fields"]
    assert ended["fields"] == ["acknowledgedAt"]
    assert new["correctionNoticeId"] == changed["correctionNoticeId"] == ended["correctionNoticeId"]
    shown = new["correctionNotice"]
    assert (shown["id"], shown["record"], shown["command"]) == (new["correctionNoticeId"], str(CHILD), "correctChild")
    assert shown["groups"] == ["child name and birth"]
    assert ended["correctionNotice"]["acknowledgedAt"] is not None
    assert {each["field"] for each in new["withheld"]} >= {"who", "agency", "reason"}
    for name in OTHERS:
        assert nodes(done[name]) == entries[name] == [], name


def test_a_body_that_is_told_of_no_correction_reads_that_the_field_is_not_for_it(register):
    feed = "{ changes(first: 1) { nodes { correctionNotice { id } withheld { field reason } } } }"
    for agency in ("dfe_statistics", "commissioner_statistics", "auditor"):
        (node,) = ask(register, {"agency": agency}, feed).data["changes"]["nodes"]
        assert node == {"correctionNotice": None, "withheld": [{"field": "correctionNotice", "reason": "NO_GRANT"}]}
    (node,) = ask(register, FORCE, feed).data["changes"]["nodes"]
    assert node == {"correctionNotice": None, "withheld": []}


def test_a_subscription_tells_the_body_at_once_and_nobody_else(register):
    ask(register, FORCE, READ, id=str(CHILD))
    followers = [FORCE, AUTHORITY, {"agency": "police", "area": story.SOUTHBY}, {"agency": "dfe_statistics"}]
    with ExitStack() as stack:
        listeners = []
        for who in followers:
            listener = stack.enter_context(listening(register.server, who["agency"], who.get("area")))
            listener.subscribe(query=FOLLOW)
            listener.feed()
            listeners.append(listener)
        correct(register, "Wren Hale")
        told, *others = listeners
        (node,) = told.nodes(1)

        assert (node["kind"], node["correctionNotice"]["record"]) == ("CORRECTION", str(CHILD))
        assert [listener.hears_nothing(0.5) for listener in others] == [True] * 3
    acknowledge(register)


def test_who_does_not_reach_the_record_any_more_is_told_all_the_same(register):
    ask(register, FORCE, READ, id=str(CHILD))
    with register.server.owner.begin() as owner:
        owner.execute(sa.text(OVER), {"id": EPISODE})
    assert ask(register, FORCE, READ, id=str(CHILD)).data["child"] is None
    told, entries = heard(register, lambda: correct(register, "Wren Hallow"))

    (new,) = nodes(told["reader"])
    assert new["correctionNotice"]["record"] == str(CHILD)
    assert entries["reader"] == [("correction_notice", None, "insert", None)]
    assert nodes(told["reader"], "CHILD") == []


@pytest.fixture
def first_wall_alone(register):
    """The same register while the role of forces reads every entry and every notice."""
    role, opened = role_of(Agency.POLICE), ("entry", "correction_notice")
    with register.server.owner.begin() as owner:
        for table in opened:
            owner.execute(sa.text(f"create policy open_to_all on register.{table} for select to {role} using (true)"))
    yield register
    with register.server.owner.begin() as owner:
        for table in opened:
            owner.execute(sa.text(f"drop policy open_to_all on register.{table}"))


def test_by_the_first_wall_alone_no_other_force_is_told(first_wall_alone):
    other = {"agency": "police", "area": story.SOUTHBY}
    asked = "{ changes(kinds: [CORRECTION], first: 100) { nodes { correctionNoticeId } } }"

    assert ask(first_wall_alone, FORCE, asked).data["changes"]["nodes"] != []
    assert ask(first_wall_alone, other, asked).data["changes"]["nodes"] == []
    assert ask(first_wall_alone, other, OPEN).data["correctionNotices"]["nodes"] == []
