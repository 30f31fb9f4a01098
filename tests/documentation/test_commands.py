"""Each command with who may send it, what it takes and which problems it answers with."""

from register.catalogue import COMMANDS
from register.documentation.commands import every_command, own_problems, problem_codes, senders, shared_problems
from register.policy.grants.requirements import ABOUT_CHILDREN
from register.resolvers.commands.execute import answer_change
from register.rules.codes import PROBLEMS
from register.vocabulary import Agency


def test_every_command_has_a_section():
    assert [line.removeprefix("### ") for line in every_command().splitlines() if line.startswith("### ")] == list(
        COMMANDS
    )


def test_only_the_keeper_may_send_what_keeps_the_register():
    assert senders(COMMANDS["registerHome"]) == [Agency.OFSTED]


def test_the_problems_of_a_command_are_found_through_what_it_calls():
    found = own_problems(COMMANDS["serveNotice"])

    assert {"CONFLICT_STALE", "POLICY_NOT_FOUND", "RULE_NOTICE_KIND", "RULE_DATES_ORDER"} <= found
    assert "RULE_AGES" not in found


def test_every_problem_found_has_a_meaning():
    assert {code for command in COMMANDS.values() for code in own_problems(command)} <= set(PROBLEMS)
    assert problem_codes(answer_change) <= set(PROBLEMS)


def of_children(command):
    """Whether a command is on a record of a child's, such as an episode, which is merged into no other."""
    return command.target is not None and command.changes <= ABOUT_CHILDREN and command.target.merged_into is None


def test_a_command_is_stale_or_merged_away_only_where_it_is_on_a_record_that_can_be():
    stale = {name for name, command in COMMANDS.items() if "CONFLICT_STALE" in own_problems(command)}
    merged = {name for name, command in COMMANDS.items() if "RULE_ALREADY_MERGED" in own_problems(command)}

    apart = {"undoMerge", "submitReturn", "signOffReturn", "approveAreaInspection", "agreeFinding", "completeAction"}
    assert stale - merged == apart | {name for name, command in COMMANDS.items() if of_children(command)}
    assert not stale & {"openHome", "registerHome", "endAccess", "importHomes", "applyChanges"}
    assert "mergeDuplicateHomes" in merged


def test_what_every_command_can_answer_is_said_once():
    assert "`CONFLICT_IDEMPOTENCY`" in shared_problems()
    assert "CONFLICT_IDEMPOTENCY" not in every_command()


def test_the_key_and_the_dry_run_are_left_to_the_page():
    assert "`idempotencyKey`" not in every_command()
    assert "| `expectedVersion` | `Int!` |" in every_command()
