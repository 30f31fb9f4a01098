"""Findings and cohorts on pages: written by those who inspect, agreed by another, and read by nobody else."""

import csv
import io

import pytest

from register.vocabulary import Purpose
from tests.http.pages.conftest import serve_pages
from tests.support import story
from tests.support.access_factories import give
from tests.support.inspection_factories import create_inspection, create_round
from tests.support.pages_client import cells, plain, signed_in

FINDINGS = "{ areaFindings { nodes { kind narrative agreedBy } } }"
FINDING = {"kind": "IMPROVEMENT", "body": "PARTNERSHIP", "isAboutMissing": "yes", "narrative": "Interviews come late."}


@pytest.fixture(scope="module")
def pages(cluster, request, worker):
    """A server with an inspection of Northby's area, in which two inspectors may look."""
    with serve_pages(cluster, request.getfixturevalue("story"), f"shown_findings_{worker}") as running:
        with running.owner.begin() as owner:
            running.inspection = str(create_inspection(owner, story.NORTHBY_COUNCIL, create_round(owner)))
            given = {"area_code": story.NORTHBY_COUNCIL, "area_codes": [story.NORTHBY_COUNCIL]}
            give(owner, "inspection", holder_agency="ofsted_inspector", holder_subjects=["first", "second"], **given)
        yield running


def inspector(pages, name, agency="ofsted_inspector"):
    return signed_in(pages, agency, subject=name, purpose=Purpose.INSPECTION)


def test_a_finding_is_written_agreed_by_another_and_printed_with_the_picture(pages):
    first, second = (inspector(pages, name) for name in ("first", "second"))
    at = f"/areas/{pages.inspection}"

    empty = first.send(f"{at}/finding", **FINDING | {"narrative": ""})
    done = first.send(f"{at}/finding", **FINDING)
    assert (empty.status_code, done.status_code) == (422, 303)
    listed = first.get("/areas/findings")
    link = listed.text.split('href="/areas/findings/')[1].split('"')[0]
    own = first.send(f"/areas/findings/{link}/agree")
    agreed = second.send(f"/areas/findings/{link}/agree")
    assert (own.status_code, agreed.status_code) == (422, 303)

    told = pages.ask(FINDINGS, "ofsted_inspector", subject="first", purpose="inspection").data["areaFindings"]["nodes"]
    assert told == [{"kind": "IMPROVEMENT", "narrative": "Interviews come late.", "agreedBy": "second"}]
    assert "Interviews come late." in plain(first.get(f"/areas/findings/{link}").text)
    assert "Interviews come late." in plain(first.get(f"/areas/packs/{pages.inspection}").text)
    file = first.get(f"/areas/packs/{pages.inspection}/table.csv").content.decode("utf-8-sig")
    lines = [*csv.reader(io.StringIO(file))]
    assert lines[0] == ["Part", "Line", "Of which", "Value"]
    assert [line[2:] for line in lines if line[:2] == ["Findings", "1"]][:5] == [
        ["Finding", "Improvement"], ["About", "Partnership"], ["Inspectorate", "Ofsted inspector"],
        ["About missing children", "Yes"], ["What was found", "Interviews come late."],
    ]  # fmt: skip


def test_a_cohort_is_drawn_on_a_page(pages):
    first = inspector(pages, "first")

    assert first.send(f"/areas/{pages.inspection}/cohort", seed="robin", size="500").status_code == 422
    assert first.send(f"/areas/{pages.inspection}/cohort", seed="robin", size="5").status_code == 303
    (row,) = cells(first.get("/areas/cohorts").text)
    assert row[0] == "robin"
    assert '"robin"' in first.get("/areas/cohorts.csv").text
    assert "Cohorts of children" in plain(first.get(f"/areas/packs/{pages.inspection}").text)


@pytest.mark.parametrize(
    ("agency", "area"),
    [
        ("ofsted_inspector", None), ("cqc", None), ("police", story.NORTHBY), ("dfe", None),
        ("local_authority", story.NORTHBY_COUNCIL),
    ],
)  # fmt: skip
def test_who_does_not_inspect_the_area_reads_and_writes_nothing_of_it(pages, agency, area):
    stranger = signed_in(pages, agency, area, subject="stranger", purpose=Purpose.INSPECTION)

    for path in ("/areas/findings", "/areas/cohorts", "/areas/findings.csv", "/areas/cohorts.csv"):
        words = plain(stranger.get(path).text)
        assert "Interviews come late." not in words
        assert "robin" not in words
    for path in ("", "/table.csv"):
        answer = stranger.get(f"/areas/packs/{pages.inspection}{path}")
        assert answer.status_code == 404
        assert "Interviews come late." not in answer.text
    form = stranger.get(f"/areas/{pages.inspection}/finding")
    if form.status_code == 200:
        assert stranger.send(f"/areas/{pages.inspection}/finding", **FINDING).status_code in (404, 422)
