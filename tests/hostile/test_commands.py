"""Commands of the wrong body, about homes that it may not know of, by the wrong method, with too much in them."""

import uuid

import pytest
import sqlalchemy as sa

from register.catalogue import COMMANDS
from register.policy.authority import Reach
from register.policy.decide import GrantedChange
from register.policy.roles import role_of
from register.resolvers.commands import execute
from register.schema.mutation import BATCHABLE
from register.tables import organisation
from register.vocabulary import INSPECTORATES, Agency, Group, Purpose, Scope, WithheldReason
from tests.hostile.matrix import DETAIL, HOLDINGS, LOCATION, PEOPLE, PUBLIC, STATUS
from tests.hostile.raw_requests import GRAPHQL, masked, post, signed
from tests.support.access_factories import appoint, give
from tests.support.command_client import Keeper, document
from tests.support.command_inputs import BODIES, HERE, INPUTS, OFSTED, SENDERS, unsent
from tests.support.story import INSIDE, NORTHBY, PLAIN

MISSING = "SC999999"
# How each of the two drivers calls it that a role lacks a right.
PERMISSION_DENIED = ({"InsufficientPrivilegeError"}, {"ProgrammingError"})
KEPT = (PUBLIC, LOCATION, PEOPLE, STATUS, DETAIL)
# What Ofsted keeps as the register's keeper; the others give access, or ask for it.
GIVES_ACCESS = ("giveInspectionAccess", "approveInspectionAccess", "createAreaInspection", "publishLetter")
OFSTEDS = [name for name, senders in SENDERS.items() if senders == OFSTED and name not in GIVES_ACCESS]
OTHERS = [agency for agency in Agency if agency != "ofsted"]
ATTEMPT = """
select outcome, refusal from register.access_log where root = :command and agency = :agency order by id desc limit 1
"""
WRITTEN = "select array[(select max(number) from register.entry), (select count(*) from register.change_request)]"


def test_every_command_has_an_input_and_someone_who_may_send_it():
    assert list(unsent(COMMANDS)) == []


def test_a_new_command_is_named():
    assert list(unsent({**COMMANDS, "adoptHome": None})) == [
        "command adoptHome: add it to INPUTS in tests/support/command_inputs.py",
        "command adoptHome: add it to SENDERS in tests/support/command_inputs.py",
    ]


@pytest.fixture(scope="module")
def keeper(world):
    """Sends commands to the register that this module shares."""
    with world.owner.begin() as owner:
        owner.execute(sa.insert(organisation).values(code="story-health", agency="health", name="Story Health"))
        # A command that only those appointed may send is sent by someone who is.
        appoint(owner)
        appoint(owner, agency="ofsted", area=None)
        appoint(owner, agency="admin", area=None, role="approver")
        # A command on what inspectors found may be sent by those who have an area opened to them.
        for inspectorate in INSPECTORATES:
            give(owner, "inspection", holder_agency=inspectorate)
    return Keeper(world)


def send(keeper, command, agency, **more):
    """The answer to a command of one kind of body."""
    purpose = {"purpose": Purpose.INSPECTION} if agency in INSPECTORATES else {}
    return keeper.send(command, {**INPUTS[command], **more}, agency=agency, **purpose, **BODIES.get(agency, {}))


def attempt(keeper, command, agency):
    """What the access log says of the last time that a kind of body sent a command."""
    with keeper.server.owner.connect() as owner:
        return tuple(owner.execute(sa.text(ATTEMPT), {"command": command, "agency": agency.value}).one())


@pytest.mark.parametrize("command", COMMANDS)
def test_a_command_is_refused_to_every_body_that_may_not_send_it(keeper, command):
    before = keeper.scalar(WRITTEN)
    refused = [agency for agency in Agency if agency not in SENDERS[command]]
    answers = {agency: send(keeper, command, agency) for agency in refused}
    logged = {agency: attempt(keeper, command, agency) for agency in refused}

    assert {agency: (answer.status, answer.data, answer.codes) for agency, answer in answers.items()} == dict.fromkeys(
        refused, (200, {command: None}, ["POLICY_FORBIDDEN"])
    )
    assert logged == dict.fromkeys(refused, ("refused", "POLICY_FORBIDDEN"))
    assert keeper.scalar(WRITTEN) == before


@pytest.mark.parametrize("command", COMMANDS)
def test_a_command_is_not_refused_to_those_who_may_send_it(keeper, command):
    before = keeper.scalar(WRITTEN)
    answers = {agency: send(keeper, command, agency, dryRun=True) for agency in SENDERS[command]}

    assert {agency: answer.codes for agency, answer in answers.items()} == {agency: [] for agency in SENDERS[command]}
    assert keeper.scalar(WRITTEN) == before


@pytest.fixture
def open_gate(monkeypatch):
    """The first wall let through everybody, everywhere, to write whatever they like."""
    everywhere = Reach(frozenset({Scope.NATIONAL}), WithheldReason.NO_GRANT)

    def let_all(command, authority, *, has_purpose):
        return GrantedChange(command, authority, dict.fromkeys(Group, everywhere))

    monkeypatch.setattr(execute, "authorise_change", let_all)


@pytest.mark.parametrize("command", OFSTEDS)
def test_where_the_first_wall_is_gone_the_second_refuses_each_command_of_another_body(
    keeper, open_gate, events, command
):
    before = keeper.scalar(WRITTEN)
    answers = {agency: send(keeper, command, agency) for agency in OTHERS}

    # The database said no: a fault of ours, for our own wall should have said it first.
    assert {agency: (answer.status, answer.codes) for agency, answer in answers.items()} == dict.fromkeys(
        OTHERS, (500, ["SYSTEM_INTERNAL"])
    )
    assert {event["kind"] for event in events()} - {None} in PERMISSION_DENIED
    assert keeper.scalar(WRITTEN) == before
    assert keeper.version(PLAIN) == 1


@pytest.mark.parametrize("agency", OTHERS)
def test_the_database_itself_lets_no_other_body_write_what_ofsted_keeps(keeper, agency):
    for table in (name for name, held in HOLDINGS.items() if held.kind in KEPT):
        with keeper.server.owner.connect() as connection:
            connection.execute(sa.text(f"set local role {role_of(agency)}"))

            with pytest.raises(sa.exc.ProgrammingError, match="permission denied"):
                connection.execute(sa.text(f"insert into register.{table} default values"))


@pytest.mark.parametrize(
    ("table", "column"),
    [
        ("live_grant", "reason"),
        ("appointment", "role"),
        ("suspension", "reason"),
        ("access_log", "root"),
        ("entry", "key"),
        ("area", "name"),
        ("agency", "name"),
        ("home_history", "urn"),
    ],
)
def test_the_database_lets_ofsted_write_no_group_but_its_own(keeper, table, column):
    with keeper.server.owner.connect() as connection:
        connection.execute(sa.text("set local role register_ofsted"))

        with pytest.raises(sa.exc.ProgrammingError, match="permission denied"):
            connection.execute(sa.text(f"update register.{table} set {column} = 'x'"))  # noqa: S608


def test_a_command_writes_only_the_groups_that_it_declares(keeper, monkeypatch):
    real = execute.authorise_change

    def told_less(command, authority, *, has_purpose):
        granted = real(command, authority, has_purpose=has_purpose)
        less = {group: reach for group, reach in granted.changes.items() if group is not Group.HOME_PEOPLE}
        return GrantedChange(command, authority, less)

    monkeypatch.setattr(execute, "authorise_change", told_less)
    answer = keeper.send("changeManager", INPUTS["changeManager"])

    assert (answer.data, answer.codes) == ({"changeManager": None}, ["POLICY_FORBIDDEN"])
    assert keeper.version(PLAIN) == 1


ON_A_HOME = [command.name for command in BATCHABLE if command.target and command.target.named_by == "urn"]


@pytest.mark.parametrize("command", ON_A_HOME)
def test_a_home_that_is_not_there_is_told_in_the_same_bytes_as_one_that_may_not_be_known(keeper, command):
    token = keeper.server.token("ofsted")
    absent = INPUTS[command] | {"urn": MISSING}
    body = {"query": document(command), "variables": {"input": absent | {"idempotencyKey": str(uuid.uuid4())}}}
    with keeper.server.owner.begin() as owner:
        hidden = sa.text("create policy hidden on register.home as restrictive for select to register_ofsted "
                         f"using (urn <> '{PLAIN}')")  # fmt: skip
        owner.execute(hidden)
    try:
        unseen = INPUTS[command] | {"idempotencyKey": str(uuid.uuid4())}
        first = keeper.server.send(token, body)
        second = keeper.server.send(token, {"query": document(command), "variables": {"input": unseen}})
    finally:
        with keeper.server.owner.begin() as owner:
            owner.execute(sa.text("drop policy hidden on register.home"))

    assert [problem["code"] for problem in first.data[command]["problems"]] == ["POLICY_NOT_FOUND"]
    assert masked(first) == masked(second)


@pytest.mark.parametrize(
    "unknown",
    [{"version": 7}, {"registrationStatus": "REGISTERED"}, {"merged_into_id": None}, {"__proto__": {}}, {"id": "x"}],
)
def test_a_field_that_the_input_does_not_have_is_refused(keeper, unknown):
    answer = keeper.send("correctHome", INPUTS["correctHome"] | unknown)

    assert (answer.status, answer.codes) == (400, ["REQUEST_INVALID"])
    assert keeper.version(PLAIN) == 1


def test_a_batch_takes_no_key_within_it(keeper):
    item = {"refuseApplication": HERE | {"idempotencyKey": "a"}}

    assert keeper.send("applyChanges", {"items": [item]}).status == 400


def test_a_command_by_get_is_refused(keeper):
    given = '{urn: "9900007", expectedVersion: 1, idempotencyKey: "get"}'
    text = f"mutation {{ refuseApplication(input: {given}) {{ problems {{ code }} }} }}"
    address = keeper.server.client.build_request("GET", keeper.server.url, params={"query": text}).url
    answer = post(keeper.server, b"", signed(keeper.server), query=address.query.decode(), method="GET")

    assert (answer.status, answer.codes) == (405, ["REQUEST_UNSUPPORTED"])


def test_two_commands_in_one_request_are_refused_before_either(keeper):
    one = 'refuseApplication(input: {urn: "9900007", expectedVersion: 1, idempotencyKey: "%s"}) { problems { code } }'
    answer = keeper.server.ask(f"mutation {{ a: {one % 'a'} b: {one % 'b'} }}", "ofsted")

    assert (answer.status, answer.codes) == (400, ["REQUEST_TOO_COMPLEX"])
    assert answer.reads == []


@pytest.mark.parametrize("key", ["", "x", "0" * 400, "{}", "'; drop table register.home; --"])
def test_a_key_of_no_form_is_no_key_and_no_fault(keeper, key):
    answers = [
        keeper.send("liftNotice", INPUTS["liftNotice"] | {"notice": key}),
        keeper.send("endAccess", {"id": key}, agency="police", area=NORTHBY),
        keeper.send("approveAdministration", {"id": key}, agency="admin", purpose="system_support"),
    ]
    found = [next(iter(answer.data.values()))["problems"][0]["code"] for answer in answers]

    assert found == ["POLICY_NOT_FOUND"] * 3


@pytest.mark.parametrize("urn", ["", " ", "sc900001", "SC900001 ", "'; drop table register.home; --", "x" * 9_999])
def test_a_number_of_no_home_is_not_found_whatever_it_holds(keeper, urn):
    answer = keeper.send("refuseApplication", {"urn": urn, "expectedVersion": 1})

    assert [problem["code"] for problem in answer.data["refuseApplication"]["problems"]] == ["POLICY_NOT_FOUND"]


def test_what_ofsted_writes_is_told_to_others_as_any_fact_is(keeper):
    keeper.do("serveNotice", INSIDE, kind="COMPLIANCE_NOTICE", servedOn="2024-01-01", reasons="A secret reason.")
    shown = '{ home(urn: "SC900001") { notices { servedOn reasons } restriction { reasons } mergedInto { urn } } }'

    for agency, body in ((Agency.POLICE, {"area": NORTHBY}), (Agency.DFE_STATISTICS, {}), (Agency.CQC, {})):
        assert b"A secret reason." not in keeper.server.ask(shown, agency, **body).body


def test_the_answers_are_of_the_type_that_was_asked_for(keeper):
    answer = keeper.send("refuseApplication", HERE)

    assert answer.headers["content-type"].startswith(GRAPHQL)
