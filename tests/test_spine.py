"""The thin path: one request, from the query to the rows, as each kind of caller."""

from tests import story


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
