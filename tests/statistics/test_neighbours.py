"""Statistical neighbours: the same rule for all, of what is published."""

from register.statistics.neighbours import NEIGHBOURS, Described, neighbours


def test_the_nearest_areas_are_alike_in_size_and_homes_and_of_the_same_region():
    areas = {
        "A": Described(10, 40, 200, "north"),
        "alike": Described(11, 44, 220, "north"),
        "alike but elsewhere": Described(11, 44, 220, "south"),
        "larger": Described(90, 380, 1_500, "north"),
    }

    assert [code for code, _ in neighbours(areas)["A"]] == ["alike", "alike but elsewhere", "larger"]
    near = dict(neighbours(areas)["A"])
    assert near["alike but elsewhere"] == round(near["alike"] + 0.5, 4)


def test_what_is_suppressed_of_either_is_left_out_and_an_area_of_which_little_is_known_has_none():
    areas = {
        "A": Described(10, 40, None),
        "B": Described(10, 40, 900),
        "C": Described(None, None, None),
    }

    assert neighbours(areas) == {"A": [("B", 0.0)], "B": [("A", 0.0)], "C": []}


def test_no_more_than_ten_are_named():
    areas = {str(number): Described(10 + number, 40 + number, 100) for number in range(30)}

    assert {len(near) for near in neighbours(areas).values()} == {NEIGHBOURS}
