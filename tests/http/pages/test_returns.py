"""Returns on pages."""

import re

import pytest
import sqlalchemy as sa

from register.tables import authority_return
from register.vocabulary import Purpose
from tests.http.pages.conftest import serve_pages, tell
from tests.support import story
from tests.support.pages_client import cells, hidden, plain, signed_in
from tests.support.return_factories import tell_of_authority_returns
from tests.support.returned_files import period, returned
from tests.support.workbooks import HEADER, ROW, xlsx

SEND = {"kind": "MISSING_YEARLY", "periodStart-day": "1", "periodStart-month": "4", "periodStart-year": "2023"}
UPLOAD = {"Content-Type": "multipart/form-data; boundary=x"}
TEXT = returned(period("S0", "04/05/2023", "05/05/2023")).encode()


@pytest.fixture(scope="module")
def pages(cluster, story, worker):
    """A server whose story holds returns."""
    with serve_pages(cluster, story, f"returns_{worker}") as running:
        tell(running)
        with running.owner.begin() as connection:
            tell_of_authority_returns(connection)
        yield running


def test_an_authority_sees_its_return_with_its_checks_and_who_signed_it(pages):
    council = signed_in(pages, "local_authority", story.SOUTHBY_COUNCIL)
    text = council.get("/returns").text
    links = [each.split('"')[0] for each in text.split('href="/returns/')[1:]]

    words = " ".join(plain(council.get(f"/returns/{link}").text) for link in links)

    assert {row[0] for row in cells(text)} == {"Southby Council"}
    for each in ("It is not there.", "MIS_START", "It is right.", "Sign the return off"):
        assert each in words


def test_another_authoritys_return_is_the_same_page_as_none(pages):
    ask = "{ returns { nodes { id } } }"
    key, *_ = [each["id"] for each in pages.ask(ask, "local_authority", story.NORTHBY_COUNCIL).data["returns"]["nodes"]]
    council = signed_in(pages, "local_authority", story.SOUTHBY_COUNCIL)

    other, none = (council.get(f"/returns/{each}") for each in (key, "00000000-0000-0000-0000-000000000001"))

    assert (other.status_code, plain(other.text)) == (404, plain(none.text))


@pytest.fixture
def council(pages):
    """The authority of Southby."""
    return signed_in(pages, "local_authority", story.SOUTHBY_COUNCIL)


def sent(browser, name="missing.csv", content=TEXT, **values):
    """The answer to a file that is sent from the page."""
    return browser.upload("/returns/send", (name, content), **SEND | values)


@pytest.mark.parametrize(
    ("name", "content"), [("missing.csv", TEXT), ("missing.xlsx", xlsx(HEADER, ROW)), ("m.csv", b"\xef\xbb\xbf" + TEXT)]
)
def test_a_file_is_checked_kept_as_a_draft_and_signed_off_by_a_second_person(pages, council, name, content):
    shown = sent(council, name, content)
    at = shown.headers["location"].split("?")[0]
    page = plain(council.get(at).text)
    first = council.send(f"{at}/submit", reason="Complete.")
    alone = council.send(f"{at}/sign-off", reason="Complete.")

    assert (shown.status_code, f"{at}?done=importReturn") == (303, shown.headers["location"])
    assert "Checked" in page
    assert first.status_code in (303, 422)
    assert alone.status_code == 422


def test_a_return_is_signed_off_by_a_second_person_and_not_by_the_one_who_submitted_it(pages, council):
    second = signed_in(pages, "local_authority", story.SOUTHBY_COUNCIL, subject="a second person")
    year = {name: value for name, value in SEND.items() if name != "periodStart-year"} | {"periodStart-year": "2019"}

    at = council.send("/returns/nil", **year).headers["location"].split("?")[0]
    done = [who.send(f"{at}/{word}").status_code for who, word in (
        (council, "submit"), (council, "sign-off"), (second, "sign-off"),
    )]  # fmt: skip
    words = plain(council.get(at).text)

    assert done == [303, 422, 303]
    assert "Status Accepted" in words
    assert ("Submitted tester" in words, "Signed off a second person" in words) == (True, True)


def test_a_form_that_is_sent_twice_is_one_return(council):
    form = hidden(council.get("/returns/send").text) | SEND | {"periodStart-year": "2021"}
    files = {"file": ("missing.csv", TEXT)}

    first, second = (council.client.post(f"{council.server.url}/returns/send", data=form, files=files) for _ in "12")

    assert first.headers["location"] == second.headers["location"]


@pytest.mark.parametrize(
    ("name", "content", "says"),
    [
        ("missing.csv", TEXT.replace(b"04/05/2023", b"05/25/2023"), "Line 2, MIS_START: The month comes first"),
        ("missing.csv", b"%PDF-1.7", "PDF document"),
        ("missing.csv", b"CHILD\0", "NUL character"),
        ("missing.csv", xlsx(HEADER, ROW), "it is a spreadsheet"),
        ("missing.xlsx", TEXT, "says that it is a spreadsheet"),
        ("missing.csv", b"", "The file is empty"),
        ("", b"", "choose a file"),
    ],
)
def test_a_file_that_is_refused_is_a_problem_at_its_field_and_leaves_nothing(pages, council, name, content, says):
    before = kept(pages)

    answer = sent(council, name, content)

    assert (answer.status_code, kept(pages)) == (422, before)
    assert says.casefold() in plain(answer.text).casefold()
    assert 'href="#file"' in answer.text
    assert 'id="kind" name="kind" type="radio" value="MISSING_YEARLY" checked' in answer.text


def kept(pages):
    """How many returns there are."""
    with pages.owner.connect() as owner:
        return owner.scalar(sa.select(sa.func.count()).select_from(authority_return))


def test_what_is_no_form_of_the_page_or_too_long_is_refused_before_it_is_read(pages, council):
    before = kept(pages)
    at = f"{pages.url}/returns/send"
    big = council.client.post(at, content=b"x" * 8_400_000, headers=UPLOAD)
    forged = sent(council, csrf="0" * 80)
    police = signed_in(pages, "police", story.NORTHBY)

    assert (big.status_code, forged.status_code) == (413, 403)
    assert sent(council, csrf="").status_code == 403
    assert council.client.post(at, content=b"x", headers=UPLOAD).status_code == 400
    assert [police.get("/returns/send").status_code, police.upload("/purpose", ("a", b"b")).status_code] == [404, 400]
    assert kept(pages) == before


def test_an_error_may_remain_if_its_reason_is_accepted_by_the_department(pages, council):
    at = sent(council, **{"periodStart-year": "2022"}).headers["location"].split("?")[0]
    shown = council.get(at).text
    asks = re.search(rf'href="({at}/checks/[^"]+/bypass)"', shown)[1]

    asked = council.send(asks, bypassReason="The date is right.")
    department = signed_in(pages, "dfe", purpose=Purpose.STATISTICS)
    judged = department.send(asks.replace("bypass", "judge"), decision="ALLOWED", judgement="Agreed.")

    assert (asked.status_code, asked.headers["location"]) == (303, f"{at}?done=requestBypass")
    assert judged.status_code == 303
    words = plain(council.get(at).text)
    assert "The date is right." in words
    assert council.send(asks, bypassReason="Again.").status_code == 422


def test_the_checks_and_the_feedback_are_files_too(council):
    at = sent(council, **{"periodStart-year": "2020"}).headers["location"].split("?")[0]

    rows = council.get(f"{at}/feedback.csv").text.splitlines()
    checks = council.get(f"{at}/checks.csv").text.splitlines()

    assert len(checks) > 1
    assert '"Line"' in checks[0]
    assert rows[0].endswith('"Large change"')
    assert any('"Rows"' in row for row in rows[1:])
