"""A count is a consultation: how many rows, which if they are few, what was searched by; and many counts are seen."""

import pytest

from register.resolvers.reads.count_watch import COUNTS_OF_ONE_RECORD
from register.sql.read.run import KEYS_OF_A_COUNT
from tests.hostile.raw_requests import entries
from tests.support import story

COUNT = "query($w: HomeFilter) {{ homes({}where: $w) {{ totalCount {} }} }}"
ONE = {"urn": {"eq": story.INSIDE}, "name": {"startsWith": "as"}}


def logged(world, text, subject="counter", **variables):
    """What the access log holds of one question, the keys by the parts that gave them."""
    before = len(entries(world))
    answer = world.ask(text, "ofsted", subject=subject, **variables)
    (row,) = entries(world)[before:]
    keys, given = list(row["keys"]), {}
    for node, size in zip(row["nodes"], row["node_sizes"], strict=True):
        if not node.endswith(".totalCount"):
            given[node], keys = keys[:size], keys[size:]
    assert keys == []
    return answer.data["homes"]["totalCount"], row, given


def test_a_count_of_one_record_names_it(world):
    total, row, given = logged(world, COUNT.format("", ""), w={"urn": {"eq": story.INSIDE}})

    assert (total, row["row_count"], given["homes.counted"]) == (1, 1, [story.INSIDE])
    assert dict(zip(row["nodes"], row["node_sizes"], strict=True))["homes.totalCount"] == 1


@pytest.mark.parametrize("page", ["first: 1, ", ""])
def test_a_page_that_is_smaller_than_its_count_hides_no_key(world, page):
    total, _, given = logged(world, COUNT.format(page, "nodes { urn }"), w={"name": {"isNull": False}})
    named = set(given["homes"]) | set(given.get("homes.counted", []))

    assert 1 < total <= KEYS_OF_A_COUNT
    assert len(named) == total


def test_a_count_of_many_is_logged_by_its_number_alone(world):
    before = len(entries(world))
    total = world.ask("{ areas { totalCount } }", "ofsted").data["areas"]["totalCount"]
    (row,) = entries(world)[before:]

    assert row["row_count"] == total
    assert len(row["keys"]) == (total if total <= KEYS_OF_A_COUNT else 0)


def test_a_sensitive_value_is_logged_as_a_digest_and_a_public_one_is_not(world):
    _, row, _ = logged(world, COUNT.format("", ""), w=ONE)
    _, same, _ = logged(world, COUNT.format("", ""), w=ONE)
    _, other, _ = logged(world, COUNT.format("", ""), w={**ONE, "name": {"startsWith": "el"}})
    searches = [[node for node in each["nodes"] if node.startswith("searched ")] for each in (row, same, other)]

    assert [len(each) for each in searches] == [1, 1, 1]
    assert searches[0] == searches[1] != searches[2]
    assert searches[0][0].startswith("searched name startsWith ")
    assert "as%" not in searches[0][0]


def test_a_value_that_is_spelled_out_by_counts_is_an_alarm(world, events):
    name = world.ask("query($u: Urn!) { home(urn: $u) { name } }", "ofsted", u=story.INSIDE).data["home"]["name"]
    events()
    for length in range(2, 2 + COUNTS_OF_ONE_RECORD):
        spelled = [{"name": {"startsWith": name[:length]}}, {"name": {"eq": f"{length}"}}]
        where = {"urn": {"eq": story.INSIDE}, "or": spelled}
        world.ask(COUNT.format("", ""), "ofsted", subject="speller", w=where)

    alarms = [event for event in events() if event["cause"] == "narrowing_counts"]
    assert [(alarm["subject"], alarm["key"], alarm["alarm"]) for alarm in alarms] == [("speller", story.INSIDE, True)]
