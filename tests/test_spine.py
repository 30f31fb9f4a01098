"""The thin path: one request, from the query to the rows, as each kind of caller."""

from tests.support import story


def test_a_force_sees_names_only_in_its_own_area_and_is_told_so(ask):
    answer = ask("{ homes { nodes { urn name withheld { field reason } } } }", "police", story.NORTHBY)

    shown = {
        home["urn"]: (home["name"], [w["field"] for w in home["withheld"]]) for home in answer.data["homes"]["nodes"]
    }
    assert shown == {
        story.PLAIN: ("Oak House", []),
        story.INSIDE: ("Ash House", []),
        story.OUTSIDE: (None, ["name"]),
        story.ON_THE_LINE: ("Line House", []),
        story.IN_BOTH: ("Twin House", []),
        story.UNPLACED: (None, []),
        story.AT_SEA: (None, ["name"]),
    }


def test_a_nested_page_goes_on_where_it_ended(ask):
    shown = "nodes { number } pageInfo { hasNextPage endCursor }"
    page = f'{{ home(urn: "%s") {{ inspections(first: 2 %s) {{ {shown} }} }} }}'
    first = ask(page % (story.INSIDE, ""), "ofsted").data["home"]["inspections"]

    cursor = first["pageInfo"]["endCursor"]
    second = ask(page % (story.INSIDE, f'after: "{cursor}"'), "ofsted").data["home"]["inspections"]

    assert [row["number"] for row in first["nodes"]] == ["INSIDE2024", "INSIDE2023"]
    assert first["pageInfo"]["hasNextPage"] is True
    assert [row["number"] for row in second["nodes"]] == ["INSIDE2022"]
    assert second["pageInfo"]["hasNextPage"] is False


def test_a_cursor_of_one_level_is_refused_at_another(ask):
    homes = ask("{ homes(first: 1) { pageInfo { endCursor } } }", "ofsted").data["homes"]["pageInfo"]["endCursor"]

    answer = ask(
        f'{{ home(urn: "{story.INSIDE}") {{ inspections(after: "{homes}") {{ nodes {{ number }} }} }} }}', "ofsted"
    )

    assert answer.codes == ["REQUEST_BAD_INPUT"]
    assert answer.reads == []
