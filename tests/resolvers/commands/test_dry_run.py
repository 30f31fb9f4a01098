"""A dry run shows what would change, before and after, of what the command writes and its sender may read."""

import uuid

import pytest

from register.catalogue import COMMANDS
from register.resolvers.commands.dry_run import changes_between, see
from register.vocabulary import Group
from tests.support import story
from tests.support.command_client import new_home
from tests.support.command_inputs import INPUTS, SENDERS

SHOWN = "changes { record field before after } problems { code }"


@pytest.fixture
def urn(keeper):
    """A home of this test's own, registered in May 2024."""
    made = f"{uuid.uuid4().int % 9_000_000 + 1_000_000}"
    keeper.do("registerHome", **new_home(made))
    return made


def tried(keeper, command, given, *, shown=SHOWN, agency="ofsted", **sent):
    """The payload of a dry run, or of the command itself if dryRun says so."""
    title = command[0].upper() + command[1:]
    text = f"mutation ($input: {title}Input!) {{ {command}(input: $input) {{ {shown} }} }}"
    given = {"idempotencyKey": str(uuid.uuid4()), "dryRun": True} | given
    answer = keeper.server.ask(text, agency, input=given, **sent)
    return answer.data[command], answer


def on(keeper, urn, **given):
    return {"urn": urn, "expectedVersion": keeper.version(urn), **given}


def told(payload):
    """What would change: by record and field, before and after."""
    return {(each["record"], each["field"]): (each["before"], each["after"]) for each in payload["changes"]}


def test_the_fields_that_would_change_are_shown_before_and_after_and_nothing_is_changed(keeper, urn):
    before = keeper.version(urn)

    payload, _ = tried(
        keeper, "correctHome", on(keeper, urn, places=5, name="Rook Hall", needs=["MENTAL_HEALTH", "COMPLEX_HEALTH"])
    )

    assert payload["problems"] == []
    assert told(payload) == {
        ("Home", "places"): ("3", "5"),
        ("Home", "name"): ("Rook House", "Rook Hall"),
        ("Home", "needs"): ("MENTAL_HEALTH", "MENTAL_HEALTH, COMPLEX_HEALTH"),
    }
    assert (keeper.version(urn), keeper.read(urn, "places")["places"]) == (before, 3)


def test_records_under_the_home_that_would_be_made_changed_and_withdrawn_are_shown(keeper, urn):
    manager, _ = tried(keeper, "changeManager", on(keeper, urn, name="Bryony Lark", changedOn="2024-08-01"))
    ended, _ = tried(keeper, "cancelRegistration", on(keeper, urn, way="VOLUNTARY", ceasedOn="2024-09-01"))
    keeper.do("recordInspection", urn, number="D1", kind="FULL", startedOn="2024-06-01")
    gone, _ = tried(keeper, "withdrawInspection", on(keeper, urn, number="D1", reason="Another home's."))

    changed = [(each["field"], each["before"], each["after"]) for each in manager["changes"]]
    assert {each["record"] for each in manager["changes"]} == {"Person"}
    assert sorted(map(str, changed)) == sorted(map(str, [
        ("name", None, "Bryony Lark"), ("role", None, "REGISTERED_MANAGER"), ("validFrom", None, "2024-08-01"),
        ("validTo", None, "2024-08-01"),
    ]))  # fmt: skip
    assert told(ended) == {
        ("Home", "registrationStatus"): ("REGISTERED", "CANCELLED_VOLUNTARY"),
        ("Home", "ceasedOn"): (None, "2024-09-01"),
        ("Home", "operationalStatus"): ("NOT_YET_ACCOMMODATING", None),
    }
    assert told(gone) == {
        ("Inspection", "number"): ("D1", None),
        ("Inspection", "kind"): ("FULL", None),
        ("Inspection", "startedOn"): ("2024-06-01", None),
        ("Inspection", "home"): (keeper.read(urn, "id")["id"], None),
    }


def test_a_new_home_and_every_home_of_a_batch_are_shown(keeper, urn):
    new, _ = tried(keeper, "registerHome", new_home("SC991090"))
    item = {"correctHome": on(keeper, urn, places=6)}
    batch, _ = tried(keeper, "applyChanges", {"items": [item]})

    assert told(new)[("Home", "urn")] == (None, "SC991090")
    assert told(new)[("Premises", "address.street")] == (None, "Kettle Row")
    assert told(batch) == {("Home", "places"): ("3", "6")}


def test_what_was_done_or_refused_or_done_before_shows_no_changes(keeper, urn):
    given = on(keeper, urn, places=7) | {"idempotencyKey": str(uuid.uuid4())}
    done, _ = tried(keeper, "correctHome", given | {"dryRun": False})
    again, _ = tried(keeper, "correctHome", given)
    refused, _ = tried(keeper, "correctHome", on(keeper, urn, places=0))

    assert (done["changes"], again["changes"]) == (None, [])
    assert (refused["changes"], [each["code"] for each in refused["problems"]]) == ([], ["RULE_PLACES"])


def test_what_a_dry_run_showed_is_logged_as_what_was_read(keeper, urn):
    tried(keeper, "correctHome", on(keeper, urn, name="Rook Hall"))

    logged = """select outcome, groups from register.access_log
                 where root = 'correctHome' order by id desc limit 1"""
    with keeper.server.owner.connect() as owner:
        outcome, groups = owner.exec_driver_sql(logged).one()
    assert outcome == "allowed"
    assert str(Group.HOME_LOCATION) in groups


@pytest.mark.parametrize("command", ["correctHome", "varyConditions", "changeManager", "correctInspection"])
def test_no_other_body_learns_anything_by_a_dry_run(keeper, command):
    for agency in ("police", "local_authority", "dfe", "admin"):
        area = {"police": story.NORTHBY, "local_authority": story.NORTHBY_COUNCIL}.get(agency)
        payload, answer = tried(keeper, command, dict(INPUTS[command]), agency=agency, area=area)

        assert agency not in SENDERS[command]
        assert (payload, answer.codes) == (None, ["POLICY_FORBIDDEN"])


async def test_only_the_groups_that_a_command_writes_are_looked_at_and_only_where_its_sender_may_read():
    """Rows that answer any question, of a caller who may read public facts alone."""
    asked = set()

    class Rows:
        def may_read(self, table):
            return table.name != "inspection"

        async def find_all(self, table, **match):
            asked.add(table.name)
            return []

    class Found(Rows):
        async def find_all(self, table, **match):
            await super().find_all(table, **match)
            return [dict.fromkeys((column.name for column in table.c), None)] if table.name == "home" else []

    await see(Found(), COMMANDS["publishInspection"], [(COMMANDS["publishInspection"], story.INSIDE)])

    assert asked == {"home"}
    assert changes_between({}, {}) == []
