"""Forms that send commands: each command to its own page, whatever an address says."""

from datetime import date

import pytest

from register.catalogue import COMMANDS
from register.http.pages.acts import done_text, offered
from register.http.pages.episodes import ACTS
from register.http.pages.routes import ACTS as ALL
from register.http.pages.routes import PAGES
from register.policy.grants import may_send
from register.vocabulary import Agency, Caller


def test_every_form_is_of_a_command_and_has_a_page():
    assert [act.command for act in ALL if act.command not in COMMANDS or act.path not in PAGES] == []
    assert len({act.path for act in ALL}) == len(ALL)


def test_forms_are_offered_to_those_who_may_send_them():
    for agency in Agency:
        caller = Caller("someone", agency, "E23000005", None, None, date(2026, 3, 27))
        found = {"offeredForce": {"code": caller.area}}
        assert [each["title"] for each in offered(ACTS, caller, "k", found=found)] == [
            act.title for act in ACTS if may_send(agency, act.command)
        ]


@pytest.mark.parametrize("offered_to", [None, {"code": "E23000009"}])
def test_an_episode_that_no_other_force_offers_cannot_be_taken_over(offered_to):
    caller = Caller("someone", Agency.POLICE, "E23000005", None, None, date(2026, 3, 27))

    titles = [each["title"] for each in offered(ACTS, caller, "k", found={"offeredForce": offered_to})]

    assert "Assess the risk" in titles
    assert "Take the episode over" not in titles


def test_a_key_cannot_lead_to_another_page():
    assert ACTS[0].href("../x?y#z") == "/missing/..%2Fx%3Fy%23z/risk"


def test_what_was_done_is_said_in_words_of_our_own():
    assert done_text(ACTS, "assessRisk") == "The risk is recorded."
    assert done_text(ACTS, "<script>") is None
