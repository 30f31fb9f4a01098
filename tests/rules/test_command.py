"""What holds for the sending of any command."""

from register.rules.command import batch_breaks_no_rule, file_refused, key_is_for_one_command
from register.rules.problem import Problem


def test_a_key_is_for_one_command_with_one_input():
    assert key_is_for_one_command("a", "a") is None
    assert key_is_for_one_command("a", "b").code == "CONFLICT_IDEMPOTENCY"
    assert key_is_for_one_command("a", "b").field == "idempotencyKey"


def test_a_batch_is_carried_out_whole_or_not_at_all():
    assert batch_breaks_no_rule([]) is None
    assert batch_breaks_no_rule([Problem("RULE_PLACES", "A home has a place.")]).code == "RULE_BATCH_REFUSED"


def test_a_file_is_refused_in_the_words_of_its_import():
    assert file_refused("No heading URN.") == Problem("RULE_FILE_REFUSED", "No heading URN.", "file")
