"""The feedback on a return as text, CSV and JSON: figures, findings, timeliness, and what the receiver decided."""

import csv
import json
from datetime import UTC, date, datetime
from io import StringIO

import pytest
import sqlalchemy as sa

from register import tables
from register.errors import SetupError
from register.importing.returns.report import COLUMNS, feedback_on
from register.vocabulary import ReturnKind
from tests.importing.returns.world import OURS, THEIRS, taken, tell
from tests.support.return_factories import PERIOD
from tests.support.returned_files import period


@pytest.fixture
def feedback(connection):
    """The feedback on a return with an error that the receiver allows."""
    tell(connection)
    duty = tables.return_duty.insert().values(authority_code=OURS, **PERIOD, due_on=date(2025, 6, 30))
    connection.execute(duty)
    made = taken(connection, period("S0", "04/05/2024", DOB=""), period("S1", "04/05/2024"))
    check = connection.scalar(sa.select(tables.return_check.c.id).where(tables.return_check.c.rule == "102"))
    of_return = {"return_id": made.return_id, "authority_code": OURS, "check_id": check}
    connection.execute(tables.return_bypass.insert().values(**of_return, reason="=It is not known."))
    connection.execute(tables.return_judgement.insert().values(**of_return, decision="allowed"))
    return feedback_on(connection, OURS, ReturnKind.MISSING_YEARLY)


def test_the_page_says_what_came_what_it_lacks_and_what_was_decided(feedback):
    page = "\n".join(feedback.text())

    assert page.startswith("Southby Council (E08000035)\n")
    assert "Due on 2025-06-30; not submitted." in page
    assert "The date of birth is not there." in page
    assert "The receiver lets the error remain." in page


def test_the_csv_has_the_same_and_runs_nothing_in_a_spreadsheet(feedback):
    rows = list(csv.reader(StringIO(feedback.csv())))

    assert tuple(rows[0]) == COLUMNS
    assert ["figure", "filled", "DOB", "1", "2", "", "", ""] in rows
    assert {row[0] for row in rows[1:]} == {"return", "figure", "rule", "bypass"}
    assert [cell for row in rows for cell in row if cell.startswith("=")] == []


def test_the_json_has_every_figure_finding_and_request_of_the_csv(feedback):
    told = json.loads(feedback.json())
    rows = list(csv.reader(StringIO(feedback.csv())))[1:]
    counted = {part: sum(row[0] == part for row in rows) for part in ("figure", "rule", "bypass")}

    assert told["return"]["period_start"] == str(PERIOD["period_start"])
    assert (told["return"]["due_on"], told["return"]["submitted_at"]) == ("2025-06-30", None)
    assert [len(told[part]) for part in ("figures", "rules", "bypasses")] == list(counted.values())
    assert told["bypasses"][0]["decision"] == "allowed"


@pytest.mark.parametrize(
    ("sent", "says"),
    [
        (datetime(2025, 6, 30, 9, tzinfo=UTC), "in time"),
        (datetime(2025, 7, 3, 9, tzinfo=UTC), "3 days late"),
    ],
)
def test_timeliness_is_counted_from_the_day_on_which_it_is_due(feedback, sent, says):
    told = type(feedback)({**feedback.of, "submitted_at": sent}, (), (), ())

    assert says in told.timeliness()


def test_of_what_was_not_returned_there_is_no_feedback(connection):
    tell(connection)

    with pytest.raises(SetupError, match="returned nothing"):
        feedback_on(connection, THEIRS, None)
