"""The door of the pages: what a refusal looks like, and what is written down."""

import sqlalchemy as sa

from register.tables import access_log
from tests.hostile.conftest import events as events
from tests.hostile.conftest import make_server as make_server
from tests.support import story
from tests.support.pages_client import HOST, PAGES, browser, plain, signed_in


def test_a_page_is_one_entry_of_the_access_log_under_its_own_name(pages, northby):
    answer = northby.get(f"/homes/{story.INSIDE}")

    with pages.owner.connect() as connection:
        entries = connection.execute(
            sa.select(access_log.c.operation, access_log.c.subject, access_log.c.purpose, access_log.c.root).where(
                access_log.c.request == answer.headers["register-request"]
            )
        ).all()
    assert entries == [("HomePage", "tester", "safeguarding_child", "home")]


def test_a_revoked_person_is_let_in_nowhere_although_the_session_is_good(make_server, tmp_path):
    revoked = tmp_path / "revoked"
    revoked.write_text("")
    with make_server(**PAGES, REGISTER_REVOKED_FILE=str(revoked), REGISTER_REVOKED_REREAD_S="0") as server:
        person = signed_in(server, "police", story.NORTHBY)
        before = person.get("/homes").status_code
        revoked.write_text("sub:tester\n")

        assert (before, person.get("/homes").status_code) == (200, 401)


def test_a_refusal_is_a_page_with_its_code_and_no_stored_value(northby):
    answer = northby.client.put(f"{northby.server.url}/homes")
    assert answer.status_code == 405

    missing = northby.get("/homes/SC999999")
    assert (missing.status_code, plain(missing.text)) == (
        404,
        "There is no such home that you may see. Check the URN, or search the list of homes. Go to the first page",
    )


def test_a_body_without_allowance_is_told_to_wait(make_server):
    with make_server(**PAGES, REGISTER_RATE_BURST_COST="2000", REGISTER_RATE_COST_PER_MINUTE="1") as server:
        person = signed_in(server, "police", story.NORTHBY)
        answers = [person.get("/homes") for _ in range(40)]

    assert answers[0].status_code == 200
    assert answers[-1].status_code == 429
    assert int(answers[-1].headers["retry-after"]) > 0


def test_the_log_says_why_somebody_was_not_let_in_and_holds_no_cookie(pages, events):
    stranger = browser(pages)
    stranger.client.cookies.set("register_session", "A" * 80, domain=HOST)
    stranger.get("/homes")

    (event,) = [each for each in events() if each.get("cause") == "no_session"]
    assert "AAAA" not in str(event)


def test_a_page_is_compressed_for_whoever_accepts_it(northby):
    small = northby.client.get(f"{northby.server.url}/homes", headers={"Accept-Encoding": "gzip"})
    plainly = northby.client.get(f"{northby.server.url}/homes", headers={"Accept-Encoding": "identity"})

    assert small.headers["content-encoding"] == "gzip"
    assert int(small.headers["content-length"]) < int(plainly.headers["content-length"])
