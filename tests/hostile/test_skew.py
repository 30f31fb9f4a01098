"""Two at the same moment, each right by itself: it ends as if one had come after the other (DI-01, DI-02, DI-14)."""

import threading
import time
import uuid
from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from functools import partial

import pytest
import sqlalchemy as sa

from tests.hostile.conftest import own_world
from tests.hostile.sizes import size
from tests.hostile.writers import DONE, STALE, Writer, faults, make_homes, write_together
from tests.support.access_factories import appoint
from tests.support.command_client import Keeper, document, new_home
from tests.support.story import INSIDE, NORTHBY, OUTSIDE

ROUNDS = size(8, 200)
# Each is found after a second.
DEADLOCKS = size(2, 50)
CLIENTS, INCREMENTS = 4, size(25, 500)
APPROVE = (
    "mutation ($input: ApproveAdministrationInput!) { approveAdministration(input: $input) { problems { code } } }"
)
END = "mutation ($input: EndAccessInput!) { endAccess(input: $input) { problems { code } } }"
ASK_FOR = "mutation ($input: RequestAdministrationInput!) { requestAdministration(input: $input) { liveGrant { id } } }"
OPEN = "mutation ($input: OpenHomeInput!) { openHome(input: $input) { problems { code } } }"


@pytest.fixture(scope="module")
def keeper(cluster, story, worker):
    """Sends commands to a register that the tests of this module share."""
    with own_world(cluster, story, f"skew_{worker}") as server:
        yield Keeper(server)


class Person:
    """Somebody with a client of their own, who may act in the same moment as another."""

    def __init__(self, keeper, agency, subject, purpose, area=None):
        self.server = keeper.server
        token = self.server.token(agency, area, subject=subject)
        self.headers = {"Authorization": f"Bearer {token}", "Register-Purpose": purpose}

    def send(self, query, **given):
        """The status of the answer, its data and its codes."""
        body = {"query": query, "variables": {"input": {"idempotencyKey": str(uuid.uuid4())} | given}}
        answer = self.server.client.post(f"{self.server.url}/graphql", json=body, headers=self.headers)
        told = answer.json()
        return answer.status_code, told.get("data"), [each["extensions"]["code"] for each in told.get("errors", ())]

    def insist(self, query, **given):
        """The same, sent again with the same key while the register is too busy to answer."""
        key = str(uuid.uuid4())
        while (told := self.send(query, **{"idempotencyKey": key} | given))[0] == 503:
            time.sleep(0.05)
        return told

    def problems(self, query, **given):
        """The codes of the problems of a command that was answered."""
        status, data, errors = self.insist(query, **given)
        assert (status, errors) == (200, [])
        return [each["code"] for each in next(iter(data.values()))["problems"]]


def at_once(*acts):
    """What comes of acts that begin in the same moment."""
    ready = threading.Barrier(len(acts))

    def begin(act):
        ready.wait()
        return act()

    with ThreadPoolExecutor(len(acts)) as threads:
        return list(threads.map(begin, acts))


@pytest.fixture(scope="module")
def approvers(keeper):
    """Two administrators whom their body has appointed to approve."""
    with keeper.server.owner.begin() as owner:
        for name in ("one", "other"):
            appoint(owner, subject=name, agency="admin", area=None, role="approver")
    return [Person(keeper, "admin", name, "system_support") for name in ("one", "other")]


def next_day(keeper):
    """A day goes by for those who approve: what was approved is a day older."""
    with keeper.server.owner.begin() as owner:
        owner.execute(sa.text("update register.live_grant set approved_at = approved_at - interval '1 day'"))


def asked_for(person, urn):
    _, data, _ = person.send(ASK_FOR, urn=urn, reason="Its record will not open.")
    return data["requestAdministration"]["liveGrant"]["id"]


def state_of(keeper, grant):
    found = "select array[approved_at is not null, ended_at is not null] from register.live_grant where id = :id"
    return keeper.scalar(found, id=grant)


def test_two_approvers_who_approve_each_other_and_end_each_other_at_once_leave_what_one_after_the_other_would(
    keeper, approvers
):
    one, other = approvers
    seen = Counter()
    for _ in range(ROUNDS):
        next_day(keeper)
        mine, theirs = asked_for(one, INSIDE), asked_for(other, OUTSIDE)
        told = at_once(
            partial(other.problems, APPROVE, id=mine),
            partial(one.problems, APPROVE, id=theirs),
            partial(other.problems, END, id=mine),
            partial(one.problems, END, id=theirs),
        )
        for grant, approved, ended in ((mine, told[0], told[2]), (theirs, told[1], told[3])):
            outcome = (tuple(approved), tuple(ended), *state_of(keeper, grant))
            seen[outcome] += 1

    # Approved and then ended, or ended and then no more to be approved; never approved after its end.
    assert set(seen) <= {
        ((), (), True, True),
        (("RULE_ENDED",), (), False, True),
    }  # fmt: skip
    assert sum(seen.values()) == 2 * ROUNDS


def test_of_two_who_approve_the_same_access_at_once_one_does(keeper, approvers):
    with keeper.server.owner.begin() as owner:
        appoint(owner, subject="third", agency="admin", area=None, role="approver")
    third, (one, other) = Person(keeper, "admin", "third", "system_support"), approvers
    for _ in range(ROUNDS):
        next_day(keeper)
        grant = asked_for(one, INSIDE)
        told = at_once(*(partial(who.problems, APPROVE, id=grant) for who in (other, third)))

        assert sorted(told) == [[], ["RULE_ALREADY_APPROVED"]]


def test_an_officer_who_opens_many_homes_at_once_opens_no_more_than_in_a_day_may_be(keeper):
    officer = Person(keeper, "police", "hasty", "safeguarding_child", NORTHBY)
    given = {"urn": OUTSIDE, "incident": "INC-1", "reason": "A child was seen going in."}
    for _ in range(17):
        assert officer.problems(OPEN, **given) == []

    told = at_once(*[partial(officer.insist, OPEN, **given)] * 8)

    assert Counter((status, *codes) for status, _, codes in told) == {(200,): 3, (429, "REQUEST_RATE_LIMITED"): 5}
    opened = "select count(*) from register.live_grant where holder_subject = 'hasty' and kind = 'break_glass'"
    assert keeper.scalar(opened) == 20


def test_two_homes_that_are_merged_into_each_other_at_once_are_merged_once(keeper):
    merge = document("mergeDuplicateHomes")
    for number in range(DEADLOCKS):
        a, b = f"SC96{number:04}", f"SC97{number:04}"
        for urn in (a, b):
            assert keeper.do("registerHome", **new_home(urn)).problems == []
        keepers = [Person(keeper, "ofsted", f"keeper-{each}", "regulation") for each in (a, b)]
        told = at_once(
            *(
                partial(
                    who.problems, merge, urn=urn, expectedVersion=1, duplicateUrn=double, duplicateExpectedVersion=1
                )
                for who, urn, double in zip(keepers, (a, b), (b, a), strict=True)
            )
        )
        merged = "select count(*) from register.home where urn in (:a, :b) and merged_into_id is not null"

        assert sorted(told) == [[], ["CONFLICT_STALE"]]
        assert keeper.scalar(merged, a=a, b=b) == 1


def test_of_two_batches_of_the_same_homes_in_the_other_order_one_is_carried_out(keeper):
    for number in range(DEADLOCKS):
        urns = [f"SC94{number:02}{each:02}" for each in range(4)]
        for urn in urns:
            assert keeper.do("registerHome", **new_home(urn)).problems == []
        people = [Person(keeper, "ofsted", f"batch-{each}", "regulation") for each in range(2)]
        items = [{"correctHome": {"urn": urn, "expectedVersion": 1, "places": 9}} for urn in urns]
        told = at_once(
            *(
                partial(who.problems, document("applyChanges"), items=order)
                for who, order in zip(people, (items, items[::-1]), strict=True)
            )
        )

        assert sorted(told) == [[], ["RULE_BATCH_REFUSED"]]
        assert [keeper.version(urn) for urn in urns] == [2] * 4


def test_two_homes_of_one_number_that_are_registered_at_once_are_one(keeper):
    register = document("registerHome")
    people = [Person(keeper, "ofsted", f"keeper-{number}", "regulation") for number in range(4)]
    for number in range(ROUNDS):
        given = new_home(f"SC98{number:04}")
        told = at_once(*(partial(who.problems, register, **given) for who in people))

        assert sorted(told) == [[], *[["CONFLICT_DUPLICATE"]] * 3]


def test_what_many_add_to_one_number_adds_up(keeper):
    urn = "SC959999"
    keeper.do("registerHome", **new_home(urn, places=1))
    read = "query ($urn: Urn!) { home(urn: $urn) { version places } }"
    acknowledged = Counter()

    def add(number):
        who = Person(keeper, "ofsted", f"adder-{number}", "regulation")
        done = 0
        while done < INCREMENTS:
            home = keeper.server.client.post(
                f"{keeper.server.url}/graphql", json={"query": read, "variables": {"urn": urn}}, headers=who.headers
            ).json()["data"]["home"]
            given = {"urn": urn, "expectedVersion": home["version"], "places": home["places"] + 1}
            status, data, _ = who.send(document("correctHome"), **given)
            if status == 503:
                continue
            codes = [each["code"] for each in data["correctHome"]["problems"]]
            assert codes in ([], ["CONFLICT_STALE"]), codes
            done += not codes
            acknowledged[tuple(codes)] += 1
            if codes:
                time.sleep(0.01 * number)

    at_once(*(partial(add, number) for number in range(CLIENTS)))

    assert acknowledged[()] == CLIENTS * INCREMENTS
    assert acknowledged["CONFLICT_STALE",] > 0
    assert keeper.read(urn, "version places") == {
        "version": 1 + CLIENTS * INCREMENTS, "places": 1 + CLIENTS * INCREMENTS}  # fmt: skip


# Neither writes a table anew: to a snapshot that is older than that, PostgreSQL shows such a table empty.
MIGRATIONS = {
    "a column more": ("add column added text", "drop column added"),
    # An answer that was prepared has another type from here on: PostgreSQL refuses it, once on each connection.
    "a column of another type": ("alter column previous_urn type varchar", "alter column previous_urn type text"),
}


@pytest.mark.parametrize("name", list(MIGRATIONS))
def test_a_migration_under_load_is_no_error_to_any_client(cluster, story, worker, name):
    with own_world(cluster, story, f"migrated_{worker}") as server:
        make_homes(server.owner)
        writers = [Writer(server, number) for number in range(4)]
        writing = threading.Thread(target=write_together, args=(writers, 3))
        writing.start()
        for number, statement in enumerate(MIGRATIONS[name] * 2):
            time.sleep(0.6 if number == 0 else 0.35)
            with server.owner.begin() as owner:
                owner.execute(sa.text("set local lock_timeout = '2s'"))
                for table in ("home", "home_history"):
                    owner.execute(sa.text(f"alter table register.{table} {statement}"))
                owner.execute(sa.text("select register.write_recorder('register.home', 'id', 'home', 'id')"))
        writing.join()
        sent = [each for writer in writers for each in writer.sent]

        assert [wrong for writer in writers for wrong in writer.wrong] == []
        assert {status for writer in writers for status in writer.statuses} == {200}
        assert {each.outcome for each in sent} <= {DONE, STALE}
        assert len(sent) > 20
        assert faults(server.owner, sent) == []


def test_every_time_is_the_databases_own(keeper):
    now = "select clock_timestamp()"
    before = keeper.scalar(now)
    told = keeper.do("correctHome", INSIDE, name="Timely House")
    after = keeper.scalar(now)
    with keeper.server.owner.connect() as connection:
        found = connection.execute(sa.text(TIMES), {"since": before}).all()

    assert told.problems == []
    assert {name for name, _ in found} == {"home_identity", "entry", "entry's own", "request", "consultation"}
    assert all(before < at < after for _, at in found)
    assert len({at for name, at in found if name not in ("entry's own", "consultation")}) == 1


TIMES = """
select 'home' as name, recorded_from as at from register.home_history where recorded_from >= :since
union all select 'home_identity', recorded_from from register.home_identity_history where recorded_from >= :since
union all select 'entry', recorded_at from register.entry where at >= :since
union all select 'entry''s own', at from register.entry where at >= :since
union all select 'request', recorded_at from register.change_request where recorded_at >= :since
union all select 'consultation', at from register.access_log where at >= :since and root = 'correctHome'
"""
