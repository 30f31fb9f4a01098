"""Oversight on pages: who looked, for those who may know."""

import uuid
from datetime import UTC, datetime

from register.tables import appointment
from tests.support import story
from tests.support.pages_client import cells, plain, signed_in


def test_an_auditor_sees_who_looked_at_a_home_and_why(pages, northby):
    northby.get(f"/homes/{story.INSIDE}")
    auditor = signed_in(pages, "auditor", subject="an auditor")

    rows = cells(auditor.get("/oversight/log?subject=tester&agency=POLICE&operation=HomePage").text)

    assert rows[0][1:6] == ["tester", "Police", story.NORTHBY, "Safeguarding child", "HomePage"]
    assert story.INSIDE in rows[0][9]


def test_who_is_not_appointed_sees_nobody_elses_consultations(pages, northby, southby):
    northby.get("/homes")

    rows = cells(southby.get("/oversight/log").text)

    assert rows == []


def test_a_supervisor_sees_what_the_own_body_did_and_no_other(pages, northby, southby):
    northby.get("/homes")
    southby.get("/homes")
    with pages.owner.begin() as connection:
        given = {"agency": "police", "area": story.NORTHBY, "subject": "a supervisor", "role": "supervisor"}
        since = {"valid_from": datetime(2024, 1, 1, tzinfo=UTC), "appointed_by": "the owner"}
        connection.execute(appointment.insert().values(id=uuid.uuid4(), **given, **since))
    supervisor = signed_in(pages, "police", story.NORTHBY, subject="a supervisor")

    areas = {row[3] for row in cells(supervisor.get("/oversight/log").text)}

    assert areas == {story.NORTHBY}


def test_the_parts_of_oversight_are_those_that_show_something(pages, northby):
    words = plain(northby.get("/oversight").text)

    assert "Who may see what" in words
    assert "Homes that were opened" in words
    assert "/oversight/openings" not in signed_in(pages, "dfe_statistics").get("/oversight").text


def test_home_leads_to_who_looked_only_for_those_who_may_know(pages, northby):
    provider = signed_in(pages, "auditor").get(f"/homes/{story.INSIDE}").text

    assert f"/oversight/log?key={story.INSIDE}" in provider
