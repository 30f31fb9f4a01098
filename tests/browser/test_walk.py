"""Every page that links lead to, as each kind of body: by keyboard, narrow, with scripts and without."""

import pytest

from register.vocabulary import Agency
from tests.browser.test_pages import MOST_STOPS, NARROW, faults_of
from tests.hostile.sizes import SOAKS
from tests.support.page_walk import SCOPES, route_of, walk_links

pytestmark = pytest.mark.long

# Bodies that reach most pages between them, with scripts and without in turn: every body in both ways in the soak.
SOME = ((Agency.POLICE, True), (Agency.LOCAL_AUTHORITY, False), (Agency.OFSTED, True), (Agency.AUDITOR, False))
WALKS = [(each, scripts) for each in Agency for scripts in (True, False)] if SOAKS else SOME
# What can be focused and is in sight, and the place of what is focused among it.
HELD = """[...document.querySelectorAll('a[href], button, input, select, textarea, [tabindex="0"]')]
  .filter((each) => each.type !== 'hidden' && each.tabIndex >= 0 && each.checkVisibility())"""
# Of radio buttons of one name, Tab stops at one.
STOPS = f"""new Set({HELD}.map((each, place) => each.type === 'radio' ? each.name : place)).size"""
STOP = f"""(([held, found]) => found && found.type === 'radio' ? found.name : held.indexOf(found))([
  {HELD}, document.activeElement])"""
# What leads somewhere or changes something, which paper has no use for.
CONTROLS = ".govuk-service-navigation, .register-filters, .register-act, .register-link-button, .govuk-footer"
PRINTED = f"""[...document.querySelectorAll('{CONTROLS}')].filter((each) => each.checkVisibility())
  .map((each) => each.className)"""
# The kinds of page that were looked at closely, with scripts or without: each once over all bodies, as it takes long.
looked_at: set[tuple[str, bool]] = set()
# The fewest that any body reaches: its first page, figures, oversight and what is there.
LEAST_PAGES = 10


def by_keyboard(page):
    """How many places of a page Tab comes to, and how many there are to come to, up to a number that is enough."""
    wanted = min(page.evaluate(STOPS), MOST_STOPS)
    found = set()
    for _ in range(wanted + 1):
        page.keyboard.press("Tab")
        found.add(page.evaluate(STOP))
    return len(found - {-1}), wanted


def on_paper(page):
    """The controls that would be printed with a page; its heading, if that would not be."""
    page.emulate_media(media="print")
    left = page.evaluate(PRINTED)
    left += [] if page.locator("h1").first.is_visible() else ["no heading"]
    page.emulate_media(media="screen")
    return left


def look_at(page, address):
    """A page is reached by keyboard, fits a narrow window and can be printed."""
    window = page.viewport_size
    reached, wanted = by_keyboard(page)
    assert reached >= wanted, address
    page.set_viewport_size({"width": NARROW, "height": 900})
    assert page.evaluate("document.scrollingElement.scrollWidth") <= NARROW, address
    page.set_viewport_size(window)
    assert on_paper(page) == [], address


@pytest.mark.parametrize(("agency", "scripts"), WALKS)
def test_each_body_reads_every_page_that_links_lead_it_to(walk, everything, agency, scripts):
    walker = walk({"agency": agency.value, **SCOPES.get(agency, {})}, scripts=scripts)

    def read(address):
        route = str(route_of(address))
        if route.endswith(".csv"):
            file = walker.page.request.get(f"{walker.url}{address}")
            assert file.headers["content-type"].startswith("text/csv"), address
            return ""
        page = walker.open(address)
        shown = page.content()
        if SOAKS or (route, scripts) not in looked_at:
            looked_at.add((route, scripts))
            look_at(page, address)
            if scripts:
                assert faults_of(page) == [], address
        return shown

    assert len([*walk_links(read)]) > LEAST_PAGES
    assert walker.complaints == []
