"""Problems: what rules give."""

from register.rules.problem import Problem, first_of, problems_of, under


def test_the_first_of_several_problems_is_told():
    first, second = Problem("RULE_ONE", "One."), Problem("RULE_TWO", "Two.")

    assert first_of(None, first, second) is first


def test_no_problem_among_rules_that_hold_is_none():
    assert first_of(None, None) is None


def test_every_problem_is_gathered_in_the_order_of_the_rules():
    first, second = Problem("RULE_ONE", "One."), Problem("RULE_TWO", "Two.")

    assert problems_of(None, first, None, second) == (first, second)
    assert problems_of(None, None) == ()


def test_the_problems_of_a_part_carry_the_path_to_it():
    found = list(under("premises.1", Problem("RULE_A", "A.", "postcode"), None, Problem("RULE_B", "B.")))

    assert [problem.field for problem in found] == ["premises.1.postcode", "premises.1"]
