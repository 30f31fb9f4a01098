"""The pages in Chromium: as each kind of body, with and without scripts, narrow, by keyboard, and before axe."""

import pytest
import sqlalchemy as sa
from axe_playwright_python.sync_playwright import Axe

from register import tables
from tests.hostile.sizes import SOAKS
from tests.support import story

pytestmark = pytest.mark.long

WALKS = {
    "police": (
        "/", "/homes", f"/homes/{story.INSIDE}", f"/homes/{story.OUTSIDE}", "/missing", "/children", "/interviews",
        "/figures", "/oversight", "/oversight/openings", "/oversight/matrix",
        f"/why?coordinate=Home.name&key={story.OUTSIDE}",
        f"/homes/{story.OUTSIDE}/open", "/purpose", "/homes/SC999999", "/homes?area=E23999999",
    ),
    "ofsted": ("/homes", f"/homes/{story.INSIDE}", "/desk", "/desk/register", f"/homes/{story.INSIDE}/notice",
               "/areas", "/areas/rounds", "/areas/ask", "/areas/{inspection}", "/areas/packs/{inspection}",
               "/areas/findings", "/areas/findings/{finding}", "/areas/cohorts", "/areas/actions",
               "/areas/actions/{action}", "/areas/letters", "/areas/letters/findings",
               "/areas/letters/findings/{published}", "/targets", f"/targets/{story.NORTHBY_COUNCIL}",
               "/targets/decisions", "/figures/compare"),
    "council": ("/missing", "/children", "/children/matches", "/interviews", "/returns"),
    "provider": ("/", "/interviews"),
    "statistics": ("/homes", f"/homes/{story.INSIDE}"),
    "auditor": ("/oversight/log", "/oversight/access", "/oversight/figures"),
}  # fmt: skip
EVERY = [(caller, path) for caller, paths in WALKS.items() for path in paths]
# Each page once, as the body that sees most of it; all of them when there is time.
STEPS = EVERY if SOAKS else [*{path: (caller, path) for caller, path in reversed(EVERY)}.values()]
FOLLOWED = ("/missing", "/children", "/interviews")
NARROW = 320
# The focus goes from control to control; more than so many on one page would be a trap.
MOST_STOPS = 120


@pytest.fixture(scope="module")
def made(pages, everything):
    """The keys of an inspection of an area, of what it found and of what followed, by name."""
    with pages.owner.begin() as owner:
        asked = {
            "inspection": tables.area_inspection.c.id,
            "finding": tables.area_finding.c.id,
            "action": tables.area_action.c.id,
            "published": tables.published_finding.c.id,
        }
        return {name: str(owner.scalar(sa.select(column).limit(1))) for name, column in asked.items()}


def follow(walker, path, link):
    """The page behind the first link of a list."""
    page = walker.open(path)
    page.locator(link).first.click()
    return page


def faults_of(page):
    """What axe finds, as a reader can use it."""
    found = Axe().run(page).response["violations"]
    return [(each["id"], [node["html"][:160] for node in each["nodes"]][:3]) for each in found]


@pytest.mark.parametrize(("caller", "path"), STEPS)
def test_a_page_has_no_fault_that_axe_finds_asks_nobody_outside_and_fits_when_narrow(walk, made, caller, path):
    walker = walk(caller)
    path = path.format(**made)
    page = walker.open(path)

    assert faults_of(page) == []
    page.set_viewport_size({"width": NARROW, "height": 900})
    assert page.evaluate("document.scrollingElement.scrollWidth") <= NARROW
    expected = ["404"] if "SC999999" in path else []
    assert [each for each in walker.complaints if not any(f"status of {code}" in each for code in expected)] == []


@pytest.mark.parametrize("link", FOLLOWED)
def test_a_record_has_no_fault_either(walk, link):
    walker = walk("council" if link != "/missing" else "police")
    page = follow(walker, f"{link}?closed=ALL", "tbody th a")

    assert page.url != f"{walker.url}{link}"
    assert (faults_of(page), walker.complaints) == ([], [])


@pytest.mark.parametrize("path", ["/homes", *FOLLOWED])
def test_a_list_is_beside_its_filters_and_has_most_of_the_page(walk, path):
    page = walk("police").open(path)

    filters, listed = (page.locator(each).bounding_box() for each in (".register-filters", "#list"))

    assert listed["x"] >= filters["x"] + filters["width"]
    assert listed["width"] > 3 * filters["width"]


def test_the_sign_in_has_no_fault_and_shows_whom_to_try(walk):
    walker = walk(None)
    page = walker.open("/homes")

    assert page.title() == "Sign in - Register of children's homes"
    assert (faults_of(page), walker.complaints) == ([], [])


def test_the_map_is_drawn_from_the_registers_own_tiles(walk):
    walker = walk("police")
    page = walker.open("/homes")

    page.wait_for_selector('#map[data-drawn="yes"]')

    assert page.locator("#map canvas").count() == 1
    assert walker.complaints == []


@pytest.mark.parametrize("scripts", [True, False])
def test_somebody_signs_in_looks_assesses_a_risk_and_signs_out(walk, scripts):
    walker = walk(None, scripts=scripts)
    page = walker.open("/missing")
    page.locator('form:has(input[value="police of E23000005"]) button').click()
    page.check('input[value="missing_investigation"]')
    page.get_by_role("button", name="Continue").click()
    page.locator("tbody tr", has_text="Ada Far").locator("th a").click()
    page.get_by_role("link", name="Assess the risk").click()
    page.get_by_role("button", name="Assess the risk").click()
    problems = page.locator(".govuk-error-summary a").all_inner_texts()
    page.get_by_label("Current scheme").check()
    page.get_by_label("Medium", exact=True).check()
    page.get_by_role("button", name="Assess the risk").click()
    done = page.locator(".govuk-notification-banner__heading").inner_text()
    page.get_by_role("button", name="Sign out").click()
    out = page.inner_text("main")
    page.go_back()

    assert problems == ["Scheme: choose one", "Level: choose one"]
    assert done == "The risk is recorded."
    assert "You have signed out." in out
    assert "The risk is recorded." not in page.content()
    assert walker.complaints == []


def test_with_a_keyboard_alone_a_home_is_found_and_opened(walk):
    page = walk("police").open("/homes")

    page.keyboard.press("Tab")
    skips = page.evaluate("document.activeElement.textContent.trim()")
    reached = tab_to(page, "name")
    page.keyboard.type("ash")
    page.keyboard.press("Enter")
    page.wait_for_url("**name=ash**")
    opened = tab_to(page, f"/homes/{story.INSIDE}")
    page.keyboard.press("Enter")
    page.wait_for_url(f"**/homes/{story.INSIDE}")

    assert skips == "Skip to main content"
    assert reached
    assert opened
    assert "Ash House" in page.inner_text("h1")


def tab_to(page, wanted):
    """Go from control to control until one has this name or leads to this address. True if it was reached."""
    for _ in range(MOST_STOPS):
        page.keyboard.press("Tab")
        held = page.evaluate("[document.activeElement.id, document.activeElement.getAttribute('href')]")
        if wanted in held:
            return True
    return False


@pytest.mark.parametrize("path", ["/homes", f"/homes/{story.INSIDE}", "/figures/now?of=homes&by=KIND"])
def test_on_paper_a_page_holds_what_it_says_and_none_of_its_controls(walk, path):
    page = walk("police").open(path)
    page.emulate_media(media="print")

    assert page.locator("main h1").is_visible()
    assert page.locator("main table").first.is_visible()
    for control in (".govuk-service-navigation", ".register-filters", ".register-act", ".register-link-button"):
        assert [each for each in page.locator(control).all() if each.is_visible()] == []
    assert page.locator(".register-scroll").first.evaluate("part => getComputedStyle(part).overflowX") == "visible"


def test_on_every_page_the_focus_can_be_seen(walk):
    page = walk("police").open("/homes")
    page.keyboard.press("Tab")
    page.keyboard.press("Tab")

    shown = page.evaluate(
        "(({outlineWidth, boxShadow, backgroundColor}) => [outlineWidth, boxShadow, backgroundColor])"
        "(getComputedStyle(document.activeElement))"
    )

    assert "rgb(255, 221, 0)" in " ".join(shown)
