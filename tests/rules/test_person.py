"""Who may hold a post in a home."""

from register.rules.person import post_has_holder, post_is_left_by_someone


def test_a_post_falls_vacant_once():
    assert post_is_left_by_someone(None, []).code == "RULE_POST_VACANT"
    assert post_is_left_by_someone(None, ["A B"]) is None
    assert post_is_left_by_someone("C D", []) is None


def test_nobodys_name_cannot_be_corrected():
    assert post_has_holder(None, "registeredManager").code == "RULE_POST_NOT_HELD"
    assert post_has_holder(None, "registeredManager").field == "registeredManager"
    assert post_has_holder({"name": "A B"}, "registeredManager") is None
