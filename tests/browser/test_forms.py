"""What scripts add to a form: a draft that its writer finds again, and how much of a file has arrived."""

import pytest

from tests.browser.test_pages import faults_of
from tests.support import story

pytestmark = pytest.mark.long

COUNCIL = {"agency": "local_authority", "area": story.SOUTHBY_COUNCIL}
WORDS = "He was seen by the canal."
# What the form said last of how much has arrived: it says no more once it is answered.
LISTEN = """new MutationObserver(() => {
  window.said = document.querySelector('form [role=status]')?.textContent || window.said;
}).observe(document.body, {subtree: true, childList: true, characterData: true})"""
KEPT = "JSON.stringify({...localStorage})"


def first_form(page, walker):
    """The form to report a child missing, of the first child of the list."""
    walker.open("/children")
    page.locator("tbody th a").first.click()
    page.get_by_role("link", name="Report the child missing").click()
    return page.url.removeprefix(walker.url)


def written(page):
    """A text of the form that somebody can write."""
    return page.locator("form[data-draft] textarea, form[data-draft] input[type=text]").last


def test_a_draft_is_kept_for_its_writer_and_read_by_nobody_else(walk):
    walker = walk({**COUNCIL, "subject": "writer"})
    page = walker.page
    form = first_form(page, walker)
    written(page).fill(WORDS)
    page.wait_for_selector('form[data-kept="yes"]')
    kept = page.evaluate(KEPT)

    walker.sign_in({**COUNCIL, "subject": "another"})
    walker.open(form)
    page.wait_for_load_state("networkidle")
    other = page.locator("#draft").is_visible()
    walker.sign_in({**COUNCIL, "subject": "writer"})
    walker.open(form)
    page.get_by_role("button", name="Put it back").wait_for()
    faults = faults_of(page)
    page.get_by_role("button", name="Put it back").click()

    assert "register draft /children/" in kept
    assert WORDS not in kept
    assert not other
    assert faults == []
    assert written(page).input_value() == WORDS
    assert walker.complaints == []


def test_a_draft_that_is_thrown_away_or_sent_is_offered_no_more(walk):
    walker = walk("police")
    page = walker.open("/missing")
    page.locator("tbody th a").first.click()
    page.get_by_role("link", name="Assess the risk").click()
    form = page.url.removeprefix(walker.url)
    page.get_by_label("Current scheme").check()
    page.wait_for_selector('form[data-kept="yes"]')
    walker.open(form)
    page.get_by_role("button", name="Throw it away").click()
    away = page.evaluate(KEPT)
    page.get_by_label("Current scheme").check()
    page.get_by_label("Low", exact=True).check()
    page.wait_for_selector('form[data-kept="yes"]')
    page.get_by_role("button", name="Assess the risk").click()
    page.locator(".govuk-notification-banner__heading").wait_for()

    assert away == "{}"
    assert page.evaluate(KEPT) == "{}"


def test_a_file_is_sent_in_sight_and_what_is_wrong_with_it_stands_at_its_field(walk, tmp_path):
    wrong, right = tmp_path / "wrong.xlsx", tmp_path / "missing.csv"
    wrong.write_text("This is no spreadsheet.")
    right.write_text("CHILD,DOB,MISSING,MIS_START,MIS_END\nS0,04/03/2012,M,04/05/2023,05/05/2023\n")
    walker = walk("council")
    page = walker.open("/returns/send")
    page.get_by_label("Missing yearly").check()
    for name, value in (("Day", "1"), ("Month", "4"), ("Year", "2023")):
        page.get_by_role("textbox", name=name).fill(value)
    page.evaluate(LISTEN)
    page.get_by_label("File").set_input_files(wrong)
    page.get_by_role("button", name="Send a return").click()
    problem = page.locator(".govuk-error-summary a")
    problem.wait_for()
    said, problems, title = page.evaluate("window.said"), problem.all_inner_texts(), page.title()
    page.get_by_label("File").set_input_files(right)
    page.get_by_role("button", name="Send a return").click()
    done = page.locator(".govuk-notification-banner__heading")
    done.wait_for()

    assert said.startswith("All of it is sent.")
    assert ["is a spreadsheet" in each for each in problems] == [True]
    assert title.startswith("Error: ")
    assert done.inner_text().startswith("It is checked")
    assert walker.complaints == []
