"""Forms that send commands: each command to its own page, whatever an address says."""

from register.catalogue import COMMANDS
from register.http.pages.acts import done_text, offered
from register.http.pages.episodes import ACTS
from register.http.pages.routes import ACTS as ALL
from register.http.pages.routes import PAGES
from register.policy.grants import may_send
from register.vocabulary import Agency


def test_every_form_is_of_a_command_and_has_a_page():
    assert [act.command for act in ALL if act.command not in COMMANDS or act.path not in PAGES] == []
    assert len({act.path for act in ALL}) == len(ALL)


def test_forms_are_offered_to_those_who_may_send_them():
    for agency in Agency:
        assert [each["title"] for each in offered(ACTS, agency, "k")] == [
            act.title for act in ACTS if may_send(agency, act.command)
        ]


def test_a_key_cannot_lead_to_another_page():
    assert ACTS[0].href("../x?y#z") == "/missing/..%2Fx%3Fy%23z/risk"


def test_what_was_done_is_said_in_words_of_our_own():
    assert done_text(ACTS, "assessRisk") == "The risk is recorded."
    assert done_text(ACTS, "<script>") is None
