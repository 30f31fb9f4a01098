"""Every kind of body walks through its pages with a keyboard only, on pages that are enlarged four times."""

import pytest

from register.http.pages.navigation import PLACES, places_of
from register.vocabulary import Agency
from tests.browser.conftest import CALLERS
from tests.browser.test_pages import NARROW, faults_of, tab_to
from tests.hostile.sizes import SOAKS
from tests.support import story
from tests.support.command_client import Keeper
from tests.support.page_walk import SCOPES

pytestmark = pytest.mark.long

# Bodies to whom the same pages are offered walk the same way: one of them does, all of them when there is time.
ALIKE = {tuple(place.path for place in places_of(agency)): agency for agency in reversed(Agency)}
WALKERS = [*(Agency if SOAKS else ALIKE.values())]
HOMES = "{ homes(first: 25) { totalCount nodes { urn } } }"


def looked_at_by(agency):
    """The pages that axe looks at enlarged as this body: each page once over all bodies, since it takes longest."""
    first = {}
    for each in WALKERS:
        for place in places_of(each):
            first.setdefault(place.path, each)
    return [path for path, each in first.items() if SOAKS or each is agency]


def test_axe_looks_at_every_place_enlarged():
    assert {path for each in WALKERS for path in looked_at_by(each)} == {place.path for place in PLACES}


@pytest.mark.parametrize("agency", WALKERS)
def test_each_kind_of_body_reaches_its_pages_by_keyboard_and_sees_what_graphql_answers(walk, pages, everything, agency):
    scope = SCOPES.get(agency, {})
    walker = walk({"agency": agency.value, **scope}, zoom=4)
    offered = [place.path for place in places_of(agency)]
    looked_at = looked_at_by(agency)

    for path in offered:
        page = walker.open("/")
        assert tab_to(page, path), path
        page.keyboard.press("Enter")
        page.wait_for_url(f"**{path}")
        assert page.evaluate("document.scrollingElement.scrollWidth") <= NARROW, path
        if path == "/homes":
            told = pages.ask(HOMES, agency.value, **scope).data["homes"]["nodes"]
            shown = [each.inner_text() for each in page.locator("tbody th").all()]
            assert shown == [each["urn"] for each in told]
        if path in looked_at:
            assert faults_of(page) == []
    assert walker.complaints == []


def test_an_enlarged_record_and_form_and_chart_can_be_read_without_moving_sideways(walk):
    walker = walk("police", zoom=4)

    for path in (f"/homes/{story.INSIDE}", "/figures/now?of=homes&by=KIND&and=SECTOR", f"/homes/{story.OUTSIDE}/open"):
        page = walker.open(path)
        assert page.evaluate("document.scrollingElement.scrollWidth") <= NARROW, path
        assert faults_of(page) == []
    assert walker.complaints == []


def test_a_return_is_sent_with_a_keyboard_and_a_file(walk, tmp_path):
    file = tmp_path / "missing.csv"
    file.write_text("CHILD,DOB,MISSING,MIS_START,MIS_END\nS0,04/03/2012,M,04/05/2023,05/05/2023\n")
    page = walk("council", scripts=False).open("/returns")

    assert tab_to(page, "/returns/send")
    page.keyboard.press("Enter")
    page.get_by_label("Missing yearly").check()
    for name, value in (("Day", "1"), ("Month", "4"), ("Year", "2023")):
        page.get_by_role("textbox", name=name).fill(value)
    page.get_by_label("File").set_input_files(file)
    page.get_by_role("button", name="Send a return").click()

    assert page.locator(".govuk-notification-banner__heading").inner_text().startswith("It is checked")


def test_the_board_changes_while_it_is_read(walk):
    watching, working = walk("police"), walk("police")
    board = watching.open("/missing")
    board.wait_for_function("performance.getEntriesByType('resource').length > 0")
    reference, level = board.locator("tbody tr").first.locator("th, td").all_inner_texts()[:2]
    other = "Low" if level == "High" else "High"
    page = working.open("/missing")
    page.get_by_role("link", name=reference).click()
    page.get_by_role("link", name="Assess the risk").click()
    page.get_by_label("Current scheme").check()
    page.get_by_label(other, exact=True).check()
    page.get_by_role("button", name="Assess the risk").click()

    board.locator("#live", has_text="has changed").wait_for()

    assert other in board.locator("tbody tr", has_text=reference).inner_text()
    assert watching.complaints == []


HIDE = """(isHidden) => { Object.defineProperty(document, 'hidden', {configurable: true, get: () => isHidden});
  document.dispatchEvent(new Event('visibilitychange')); }"""
NOTICE, SERVED = "Records were kept in a shoe box.", "1 March 2024"


def serve_notice(walker, urn):
    """Have Ofsted serve a notice on a home."""
    page = walker.open(f"/homes/{urn}/notice")
    page.get_by_role("combobox", name="Kind").select_option(label="Compliance notice")
    page.get_by_role("textbox", name="Reasons").fill(NOTICE)
    for name, value in (("Day", "1"), ("Month", "3"), ("Year", "2024")):
        page.get_by_role("group", name="Served on").get_by_role("textbox", name=name).fill(value)
    page.get_by_role("button", name="Serve a notice").click()
    page.locator(".govuk-notification-banner__heading").wait_for()


def test_a_page_out_of_sight_follows_nothing_and_is_brought_up_to_date_in_sight(walk):
    watching, working = walk("police"), walk("ofsted")
    page = watching.page
    followed = []
    page.on("request", lambda asked: followed.append(asked.url) if "/live" in asked.url else None)
    watching.open(f"/homes/{story.INSIDE}")
    page.wait_for_function("performance.getEntriesByType('resource').length > 0")
    page.evaluate(HIDE, True)

    serve_notice(working, story.INSIDE)
    out_of_sight = SERVED in page.inner_text("main")
    page.evaluate(HIDE, False)
    page.locator("#live", has_text="has changed").wait_for()

    assert not out_of_sight
    assert SERVED in page.inner_text("#record")
    assert len(followed) == 2
    assert watching.complaints == []


FIRST_MS = 1_000


def test_a_child_s_page_shows_an_episode_that_began_while_it_was_read_and_what_becomes_of_it(walk, pages, children):
    child, watching = children["Dot Never"], walk("council")
    keeper, council = Keeper(pages), CALLERS["council"]
    police = {"agency": "police", "area": story.SOUTHBY}
    page = watching.page
    with page.expect_response(lambda answer: "/live" in answer.url):
        watching.open(f"/children/{child}")
    # The first answer of a stream holds where it begins; a page does not show that it came.
    page.wait_for_timeout(FIRST_MS)
    began = {"kind": "MISSING", "setting": "HOME", "startedAt": "2026-11-01T21:30:00Z"}

    episode = keeper.done("reportMissing", council, child=child, **began)
    page.locator(f'#record a[href="/missing/{episode}"]').first.wait_for()
    found = {"foundAt": "2026-11-02T09:30:00Z", "foundBy": "POLICE", "expectedVersion": 1}
    keeper.done("recordFound", police, episode=episode, **found)
    page.locator('#record a[href^="/interviews/"]').wait_for()

    assert watching.complaints == []
