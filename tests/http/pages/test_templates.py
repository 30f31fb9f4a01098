"""Templates: what is put in is escaped, and values are written as people write them."""

import pytest

from register.http.pages.cells import Cell
from register.http.pages.templates import begun, coded, day, moment, path, shown, table_rows, templates, withheld
from register.vocabulary import TimelineKind

EVIL = "<script>alert('x')</script>"


def test_what_is_put_in_is_escaped_wherever_it_stands():
    made = (
        templates()
        .from_string(
            '{% from "govuk_frontend_jinja/components/input/macro.html" import govukInput %}'
            '{% from "govuk_frontend_jinja/components/radios/macro.html" import govukRadios %}'
            '{{ x }}{{ govukInput({"name": x, "id": x, "value": x, "label": {"text": x}, "hint": {"text": x},'
            ' "errorMessage": {"text": x}}) }}'
            '{{ govukRadios({"name": x, "items": [{"value": x, "text": x}]}) }}'
        )
        .render(x=EVIL + '" onclick="x')
    )

    assert "<script" not in made
    assert '" onclick' not in made


def test_rows_of_a_table_are_escaped_and_lead_to_pages_below_the_servers_root():
    made = table_rows([[Cell(EVIL, "/homes/a&b"), Cell(EVIL, is_withheld=True), Cell("Ash & Co")]], "/below")

    assert "<script" not in made
    assert '<a class="govuk-link" href="/below/homes/a&amp;b">&lt;script&gt;' in made
    assert '<td class="govuk-table__cell"><span class="register-withheld">&lt;script&gt;' in made
    assert made.endswith('<td class="govuk-table__cell">Ash &amp; Co</td>\n</tr>')


@pytest.mark.parametrize(
    ("value", "said"),
    [
        (None, "Not recorded"),
        ([], "Not recorded"),
        (True, "Yes"),
        (3, "3"),
        ("ASH HOUSE", "ASH HOUSE"),
        (["GOOD", "ASH"], "GOOD, ASH"),
    ],
)
def test_a_value_is_said_in_words(value, said):
    assert shown(value) == said


def test_a_code_is_said_in_words_and_a_text_that_looks_like_one_is_not():
    assert shown("GOOD", "overallExperiencesAndProgress") == "Good"
    assert shown(["PUBLIC", "CARER"], "foundBy") == "Public, Carer"
    assert shown("GOOD", "name") == "GOOD"
    assert {"kind", "status", "level", "sector"} <= coded()
    assert not {"name", "reference", "ethnicity", "narrative", "incident"} & coded()


def test_days_and_times_are_those_of_england():
    assert day("2026-03-01") == "1 March 2026"
    assert moment("2026-07-01T08:05:00Z") == "1 July 2026 at 9:05am"
    assert moment("2026-01-01T12:00:00Z") == "1 January 2026 at 12:00pm"
    assert moment("2026-10-25T00:30:00Z") == "25 October 2026 at 1:30am BST"
    assert moment("2026-10-25T01:30:00Z") == "25 October 2026 at 1:30am GMT"
    assert moment("2026-10-25T02:00:00Z") == "25 October 2026 at 2:00am"
    assert (day(None), moment(None)) == ("Not recorded", "Not recorded")


def test_an_entry_that_is_known_by_its_day_has_no_time_and_an_instant_has_one_at_midnight_too():
    at = {"at": "2026-06-30T23:00:00Z"}

    assert {kind.name: begun({**at, "kind": kind.name}) for kind in TimelineKind} == {
        "PLACEMENT": "1 July 2026",
        "EXPLOITATION_FLAG": "1 July 2026",
        "MISSING_EPISODE": "1 July 2026 at 12:00am",
        "RETURN_INTERVIEW": "1 July 2026 at 12:00am",
    }


def test_a_withheld_field_says_why():
    row = {"name": None, "withheld": [{"field": "name", "reason": "NO_GRANT"}]}

    assert withheld(row, "name") == "your kind of body may not see this"
    assert withheld(row, "postcode") is None


def test_what_is_below_nothing_is_nothing():
    assert path({"authority": None}, "authority", "name") is None
    assert path({"authority": {"name": "Northby"}}, "authority", "name") == "Northby"
