"""The commands on returns: what each takes and writes."""

from register.schema.commands.authority_return import (
    DECLARE_NIL_RETURN,
    IMPORT_RETURN,
    JUDGE_BYPASS,
    REQUEST_BYPASS,
    SIGN_OFF_RETURN,
    SUBMIT_RETURN,
)
from register.vocabulary import Group


def test_what_is_sent_names_its_authority_list_and_period():
    for command in (IMPORT_RETURN, DECLARE_NIL_RETURN):
        assert {"authority", "kind", "periodStart"} <= set(command.input)
        assert Group.RETURN_ROWS in command.changes


def test_a_step_of_a_return_names_the_version_that_its_sender_read():
    for command in (SUBMIT_RETURN, SIGN_OFF_RETURN):
        assert command.target.version == "expectedVersion"
        assert Group.RETURN_SIGN_OFFS in command.changes


def test_who_asks_writes_no_judgement_and_who_judges_no_reason():
    assert REQUEST_BYPASS.changes == {Group.RETURN_BYPASSES}
    assert JUDGE_BYPASS.changes == {Group.RETURN_JUDGEMENTS}
