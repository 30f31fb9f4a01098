"""Which record a command may act on."""

from register.rules.record import not_found, record_exists, record_is_current, record_is_not_merged


def test_a_record_that_does_not_exist_and_one_that_may_not_be_known_are_the_same_answer():
    assert record_exists(None, "urn") == not_found("urn")
    assert (not_found("urn").code, not_found("urn").field) == ("POLICY_NOT_FOUND", "urn")
    assert not_found("urn").message == not_found("notice").message
    assert record_exists({}, "urn") is None


def test_what_was_merged_into_another_takes_no_change():
    assert record_is_not_merged(None, "urn") is None
    assert (record_is_not_merged(7, "urn").code, record_is_not_merged(7, "urn").field) == ("RULE_ALREADY_MERGED", "urn")


def test_who_knows_another_version_changes_nothing_and_learns_what_changed():
    stale = record_is_current(2, 4, "expectedVersion", changed=("name",))

    assert record_is_current(4, 4, "expectedVersion", changed=()) is None
    assert (stale.code, stale.field) == ("CONFLICT_STALE", "expectedVersion")
    assert (stale.current_version, stale.changed) == (4, ("name",))
