"""Missing children on pages: the board, an episode, and what is done about it."""

import re
from datetime import datetime, timedelta

import pytest

from register.http.pages.episodes import ACTS, BY_CLOCK, BY_RISK, QUESTION
from register.http.pages.templates import LONDON
from tests.http.pages.conftest import serve_pages, tell
from tests.support import story
from tests.support.pages_client import cells, hidden, plain, signed_in

BOARDS = (("police", story.NORTHBY), ("police", story.SOUTHBY), ("local_authority", story.NORTHBY_COUNCIL))
BOARDS += (("local_authority", story.SOUTHBY_COUNCIL), ("ofsted", None), ("ukmpu", None))
NOBODYS = "00000000-0000-0000-0000-000000000001"


@pytest.fixture(scope="module")
def pages(cluster, story, worker):
    """A server of this module's own, which it changes."""
    with serve_pages(cluster, story, f"board_{worker}") as running:
        yield running


@pytest.fixture(scope="module")
def children(pages):
    """The children of its story."""
    return tell(pages)


def episode_of(pages, agency, area, name):
    """The address of the open episode of a child, as a body that may see it finds it."""
    asked = "{ missingEpisodes(where: {endedAt: {isNull: true}}) { nodes { id child { name } } } }"
    nodes = pages.ask(asked, agency, area).data["missingEpisodes"]["nodes"]
    (found,) = [each["id"] for each in nodes if each["child"] and each["child"]["name"] == name]
    return f"/missing/{found}"


@pytest.fixture
def ada(pages, children):
    """The address of the episode of a child who is missing from a home in Northby."""
    return episode_of(pages, "police", story.NORTHBY, "Ada Far")


def test_the_board_shows_who_is_missing_by_risk_and_clock(northby, children):
    rows = cells(northby.get("/missing").text)

    assert {row[4] for row in rows} == {"Ada Far", "Ben Near"}
    assert [row[1] for row in rows] == ["High", "High"]
    assert rows[0][2:5:2] == ["10 days", "Ada Far"]


def test_the_board_has_filters_and_shows_ended_episodes_only_when_asked(northby, children):
    assert cells(northby.get("/missing?risk=LOW").text) == []
    assert len(cells(northby.get("/missing?ended=ALL").text)) > len(cells(northby.get("/missing").text))


def test_an_episode_shows_what_graphql_answers(pages, northby, ada):
    words = plain(northby.get(ada).text)
    told = pages.ask(QUESTION.text(("id",)), "police", story.NORTHBY, id=ada.split("/")[-1]).data["missingEpisode"]

    assert told["reference"] in words
    assert "Child Ada Far" in words
    assert "Assess the risk" in words


@pytest.mark.parametrize("word", ["", *(f"/{act.path.rsplit('/', 1)[1]}" for act in ACTS)])
def test_another_forces_episode_is_the_same_page_as_none(pages, children, word):
    ours = episode_of(pages, "police", story.NORTHBY, "Ada Far")
    southby = signed_in(pages, "police", story.SOUTHBY)

    other, none = southby.get(f"{ours}{word}"), southby.get(f"/missing/{NOBODYS}{word}")

    assert (other.status_code, none.status_code) == (404, 404)
    assert plain(other.text) == plain(none.text)


def test_an_assessment_that_is_not_whole_shows_its_problems_at_their_fields_and_keeps_what_was_typed(northby, ada):
    wrong = {"scheme": "APP_CURRENT", "reason": "<b>kept</b>", "assessedAt-day": "40"}

    answer = northby.send(f"{ada}/risk", **wrong)

    assert answer.status_code == 422
    assert 'href="#level"' in answer.text
    assert 'href="#assessedAt-day"' in answer.text
    assert "&lt;b&gt;kept&lt;/b&gt;" in answer.text
    assert re.search(r'value="APP_CURRENT"\s+checked', answer.text)


def test_what_a_rule_says_is_shown_at_its_field(northby, ada):
    late = {"assessedAt-day": "1", "assessedAt-month": "1", "assessedAt-year": "2090", "assessedAt-time": "9:00"}

    answer = northby.send(f"{ada}/risk", scheme="APP_CURRENT", level="HIGH", **late)

    assert answer.status_code == 422
    assert "The time must not be in the future." in plain(answer.text)
    assert 'href="#assessedAt-day"' in answer.text


def test_sent_twice_an_assessment_is_recorded_once(pages, northby, ada):
    form = hidden(northby.get(f"{ada}/risk").text) | {"scheme": "APP_CURRENT", "level": "MEDIUM"}

    answers = [northby.post(f"{ada}/risk", form) for _ in range(2)]
    shown = northby.get(answers[1].headers["location"])

    assert [(each.status_code, each.headers["location"]) for each in answers] == [(303, f"{ada}?done=assessRisk")] * 2
    assert "The risk is recorded." in plain(shown.text)
    assert [row[0] for row in cells(shown.text)].count("Medium") == 1


def test_a_form_that_was_filled_in_before_the_episode_changed_changes_nothing(northby, ada):
    old = hidden(northby.get(f"{ada}/risk").text)
    northby.send(f"{ada}/risk", scheme="APP_CURRENT", level="HIGH")

    answer = northby.post(f"{ada}/risk", old | {"scheme": "APP_CURRENT", "level": "LOW"})

    assert answer.status_code == 422
    assert "Low" not in [row[0] for row in cells(northby.get(ada).text)]


def test_an_address_cannot_bring_words_of_its_own(northby, ada):
    assert "evil" not in northby.get(f"{ada}?done=evil").text.split("<main")[1]


def test_a_child_is_found_and_the_interview_is_due(pages, northby, children):
    ada = episode_of(pages, "police", story.NORTHBY, "Ada Far")
    when = {"foundAt-day": "28", "foundAt-month": "11", "foundAt-year": "2020", "foundAt-time": "09:00"}
    early = northby.send(f"{ada}/found", foundBy="POLICE", **when)
    now = northby.get(ada).text
    found = northby.send(f"{ada}/found", foundBy="POLICE", **just_now())

    assert early.status_code == 422
    assert "Record that the child was found" in plain(now)
    assert found.status_code == 303
    assert "Interview due" in plain(northby.get(ada).text)


def just_now():
    """A minute of an hour ago, as a form asks for it."""
    at = datetime.now(LONDON) - timedelta(hours=1)
    return {"foundAt-day": at.day, "foundAt-month": at.month, "foundAt-year": at.year, "foundAt-time": f"{at:%H:%M}"}


LEFT_OUT = "were left out"
OPEN_ONES = (
    "query ($by: [MissingEpisodeOrder!]) { missingEpisodes(orderBy: $by, where: {endedAt: {isNull: true}, "
    "status: {in: [REPORTED, INVESTIGATING, LOCATED]}}) { totalCount } }"
)


def test_the_board_says_that_rows_are_left_out_where_they_are_and_only_there(pages, children):
    said = {}
    for agency, area in BOARDS:
        by_risk, by_clock = (
            pages.ask(OPEN_ONES, agency, area, by=by).data["missingEpisodes"] for by in (BY_RISK, BY_CLOCK)
        )
        person = signed_in(pages, agency, area)
        says = {LEFT_OUT in plain(person.get(path).text) for path in ("/missing", "/missing?risk=HIGH")}
        assert says == {by_risk != by_clock}, (agency, area)
        said[agency] = by_risk != by_clock

    assert said == {"police": False, "local_authority": True, "ofsted": False, "ukmpu": False}
