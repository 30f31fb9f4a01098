"""Inspections of areas on pages: asked for, approved by a second person, and read by those who inspect."""

from register.vocabulary import Purpose
from tests.support import story
from tests.support.pages_client import cells, plain, signed_in


def test_the_list_and_the_inspection_lead_to_the_picture(pages, inspected):
    ofsted = signed_in(pages, "ofsted", purpose=Purpose.INSPECTION)
    listed = ofsted.get("/areas").text
    page = ofsted.get(f"/areas/{inspected[0]}").text

    assert [row[:2] for row in cells(listed)] == [["Northby Council", "Criminal exploitation of children"]]
    assert f'href="/areas/{inspected[0]}"' in listed
    assert f'href="/areas/packs/{inspected[0]}"' in page
    assert "Many children go missing there." in plain(page)


def test_what_an_auditor_may_not_see_of_an_inspection_is_said_to_be_withheld(pages, inspected):
    auditor = signed_in(pages, "auditor", purpose=Purpose.INSPECTION)

    words = plain(auditor.get(f"/areas/{inspected[0]}").text)

    assert "Many children go missing there." in words
    assert "Withheld: your kind of body may not see this" in words


def test_an_inspection_is_asked_for_and_approved_on_pages_by_two_people(pages, inspected):
    lead, second = (signed_in(pages, "ofsted", subject=name) for name in ("lead", "second"))
    days = {
        f"{name}-{part}": value
        for name, day in (("notifiedAt", 1), ("fieldworkFrom", 14), ("fieldworkTo", 18), ("letterDueOn", 28))
        for part, value in (("day", str(day)), ("month", "1"), ("year", "2027"))
    }
    typed = {
        "authority": story.SOUTHBY_COUNCIL,
        "round": inspected[1],
        "inspectors.agency": "OFSTED_INSPECTOR",
        "inspectors.subjects": "inspector 1",
        "planDays": "70",
        "chosenBecause": "Many children go missing there, too.",
        "notifiedAt-time": "9:00",
    } | days

    refused = lead.send("/areas/ask", authority="E99999999")
    asked = lead.send("/areas/ask", **typed)
    at = asked.headers["location"].split("?")[0]
    alone = lead.send(f"{at}/approve")
    approved = second.send(f"{at}/approve")

    assert refused.status_code == 422
    assert alone.status_code == 422
    assert (asked.status_code, approved.status_code) == (303, 303)
    assert "The inspection is approved" in plain(second.get(approved.headers["location"]).text)
