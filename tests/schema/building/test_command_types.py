"""What every command answers: what it changed, and every rule that it would break."""

from register.schema.assemble import printed
from tests.support.declared_types import lines_of, listed


def test_a_problem_names_its_rule_and_of_a_stale_version_what_changed():
    assert lines_of("Problem") == listed(
        """
        code: String!
        field: String
        message: String!
        hint: String!
        currentVersion: Int
        changed: [String!]
        """
    )


def test_each_command_of_a_batch_has_an_outcome():
    assert lines_of("ItemOutcome") == listed(
        """
        index: Int!
        command: String!
        key: String!
        problems: [Problem!]!
        """
    )


def test_an_item_of_a_batch_is_exactly_one_command():
    assert "input ChangeItem @oneOf {" in printed()
    assert not any(line.endswith("!") for line in lines_of("ChangeItem"))
