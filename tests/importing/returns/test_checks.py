"""The rules asked: what they find is counted exactly, listed up to a bound, and replaced when they are asked again."""

import sqlalchemy as sa

from register import tables
from register.importing.returns import checks
from register.importing.returns.checks import found_by_rule, statement_of
from register.importing.returns.every_rule import RULES
from tests.importing.returns.world import in_force, lines_of, taken, tell
from tests.support.returned_files import period


def test_findings_beyond_the_listed_lines_are_counted_in_one(connection, monkeypatch):
    monkeypatch.setattr(checks, "LISTED", 3)
    tell(connection)
    made = taken(connection, *(period("X9", f"{day:02}/05/2024", f"{day:02}/05/2024") for day in range(1, 9)))

    assert lines_of(connection, made, "REG01") == [2, 3, 4, None]
    (unknown,) = [each for each in found_by_rule(connection, made.return_id) if each["rule"] == "REG01"]
    assert (unknown["total"], unknown["lines"]) == (8, [2, 3, 4])
    assert made.totals.errors == 8


def test_the_totals_stand_on_the_return(connection):
    tell(connection)
    made = taken(connection, period("S0", "05/05/2024", "04/05/2024"))

    kept = connection.execute(sa.select(tables.authority_return)).one()
    assert (kept.status, kept.error_total, kept.row_total) == ("checked", made.totals.errors, 1)
    assert kept.checked_at is not None


def test_each_rule_is_one_statement_over_one_return():
    for rule in RULES:
        assert statement_of(rule).count("insert into") == 1
        assert ":return_id" in statement_of(rule)


def test_a_return_that_is_not_in_force_is_not_last_years(connection):
    tell(connection)
    before = period("S0", "20/03/2024")
    last = taken(connection, before, start=YEAR_BEFORE)
    first = taken(connection, period("S1", "04/05/2024"))
    in_force(connection, last)
    second = taken(connection, period("S1", "04/05/2024"))

    assert (lines_of(connection, first, "576"), lines_of(connection, second, "576")) == ([], [None])


YEAR_BEFORE = checks.date(2023, 4, 1)
