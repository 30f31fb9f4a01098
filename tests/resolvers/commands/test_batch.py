"""A batch is carried out whole or not at all, and tells of each of its commands."""

import uuid

from tests.support.command_client import new_home
from tests.support.story import INSIDE, OUTSIDE, PLAIN


def manager(keeper, urn, on="2024-03-01", version=None, **more):
    given = {"urn": urn, "expectedVersion": version or keeper.version(urn), "name": "Bryony Lark", "changedOn": on}
    return {"changeManager": given | more}


def outcomes(told):
    return [
        (each["index"], each["command"], each["key"], [problem["code"] for problem in each["problems"]])
        for each in told.payload["items"]
    ]


def test_every_command_of_a_batch_is_carried_out_in_its_order(keeper):
    version = keeper.version(INSIDE)
    items = [
        {"registerHome": new_home("SC980001")},
        manager(keeper, "SC980001", "2024-06-01", version=1),
        manager(keeper, INSIDE, reason="Told by letter."),
        {"correctHome": {"urn": INSIDE, "expectedVersion": version + 1, "places": 5}},
    ]
    told = keeper.do("applyChanges", items=items, reason="Monthly letters.")

    assert told.problems == []
    assert outcomes(told) == [
        (0, "registerHome", "SC980001", []),
        (1, "changeManager", "SC980001", []),
        (2, "changeManager", INSIDE, []),
        (3, "correctHome", INSIDE, []),
    ]
    assert keeper.read("SC980001", "version registeredManager { name }") == {
        "version": 2, "registeredManager": {"name": "Bryony Lark"}}  # fmt: skip
    assert keeper.read(INSIDE, "version places") == {"version": version + 2, "places": 5}
    assert keeper.reasons(INSIDE) == ["Monthly letters.", "Told by letter."]
    logged = "select keys from register.access_log where root = 'applyChanges' and outcome = 'allowed'"
    assert keeper.scalar(logged) == ["SC980001", INSIDE]


def test_one_refused_command_undoes_the_rest_and_each_is_told_of(keeper):
    before = keeper.scalar("select count(*) from register.entry")
    items = [
        manager(keeper, OUTSIDE),
        manager(keeper, PLAIN, "2999-01-01", name=" "),
        manager(keeper, "SC999999", version=1),
        {"registerProvider": {"reference": "TEST-PERSON", "legalForm": "INDIVIDUAL", "individualName": "A B"}},
    ]
    told = keeper.do("applyChanges", items=items)

    assert told.problems == [("RULE_BATCH_REFUSED", "items")]
    assert outcomes(told) == [
        (0, "changeManager", OUTSIDE, []),
        (1, "changeManager", PLAIN, ["RULE_TEXT_EMPTY", "RULE_DATE_IN_FUTURE"]),
        (2, "changeManager", "SC999999", ["POLICY_NOT_FOUND"]),
        (3, "registerProvider", "TEST-PERSON", ["CONFLICT_DUPLICATE"]),
    ]
    assert keeper.version(OUTSIDE) == 1
    assert keeper.scalar("select count(*) from register.entry") == before


def test_a_batch_that_is_sent_twice_is_carried_out_once_and_told_the_same(keeper):
    given = {"items": [manager(keeper, OUTSIDE)], "idempotencyKey": str(uuid.uuid4())}
    broken = {"items": [manager(keeper, OUTSIDE, version=99)], "idempotencyKey": str(uuid.uuid4())}

    first, again = keeper.do("applyChanges", **given), keeper.do("applyChanges", **given)
    no, still_no = keeper.do("applyChanges", **broken), keeper.do("applyChanges", **broken)

    assert (first.problems, first.payload) == ([], again.payload)
    assert keeper.version(OUTSIDE) == 2
    assert no.payload == still_no.payload
    assert no.payload["items"][0]["problems"][0]["code"] == "CONFLICT_STALE"


def test_a_stale_command_is_told_the_version_that_the_record_has_and_not_one_that_was_taken_back(keeper):
    now = keeper.version(OUTSIDE)
    wrong = keeper.do("applyChanges", items=[manager(keeper, OUTSIDE), manager(keeper, OUTSIDE, version=99)])
    # Another item of the same batch has changed it: the version to send is the one that it comes to there.
    places = {"correctHome": {"urn": OUTSIDE, "expectedVersion": now, "places": 4}}
    twice = keeper.do("applyChanges", items=[places, manager(keeper, OUTSIDE)])

    stale = [each.payload["items"][1]["problems"][0] for each in (wrong, twice)]
    assert [(each["code"], each["currentVersion"]) for each in stale] == [
        ("CONFLICT_STALE", now), ("CONFLICT_STALE", now + 1),
    ]  # fmt: skip
    assert keeper.version(OUTSIDE) == now


def test_a_batch_that_is_only_tried_changes_nothing(keeper):
    version = keeper.version(PLAIN)
    told = keeper.do("applyChanges", items=[manager(keeper, PLAIN)], dryRun=True)

    assert (told.problems, keeper.version(PLAIN)) == ([], version)


def test_a_batch_has_something_to_do_and_not_too_much(keeper):
    item = manager(keeper, PLAIN)
    many = keeper.send("applyChanges", {"items": [item] * 101})

    assert keeper.do("applyChanges", items=[]).problems == [("RULE_NOTHING_GIVEN", None)]
    assert (many.status, many.codes) == (400, ["REQUEST_BAD_INPUT"])


def test_a_hundred_commands_are_one_batch(keeper):
    keeper.do("registerHome", **new_home("SC980002"))
    items = [
        {"correctHome": {"urn": "SC980002", "expectedVersion": version, "places": version}} for version in range(1, 101)
    ]
    told = keeper.do("applyChanges", items=items)

    assert told.problems == []
    assert keeper.read("SC980002", "version places") == {"version": 101, "places": 100}


def test_each_item_names_one_command(keeper):
    both = manager(keeper, PLAIN) | {"undoMerge": {"duplicateUrn": PLAIN, "expectedVersion": 1}}

    assert keeper.send("applyChanges", {"items": [both]}).codes == ["REQUEST_INVALID"]
    assert keeper.send("applyChanges", {"items": [{}]}).codes == ["REQUEST_INVALID"]
    for item in ("{}", '{refuseApplication: {urn: "9900007", expectedVersion: 1}, undoMerge: null}'):
        inline = (
            f'mutation {{ applyChanges(input: {{idempotencyKey: "a", items: [{item}]}}) {{ problems {{ code }} }} }}'
        )
        assert keeper.server.ask(inline, "ofsted").codes == ["REQUEST_BAD_INPUT"]
