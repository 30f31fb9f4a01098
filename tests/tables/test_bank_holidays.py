"""Bank holidays of England, and working days counted by them."""

import csv
from importlib.resources import files

import pytest
import sqlalchemy as sa

from register import tables


def test_the_table_begins_with_the_days_of_the_file(told):
    with (files("register") / "reference" / "bank_holidays.csv").open(encoding="utf-8", newline="") as file:
        listed = {(row["day"], row["name"]) for row in csv.DictReader(file)}

    kept = {(row.day.isoformat(), row.name) for row in told.execute(sa.select(tables.bank_holiday))}
    assert kept == listed
    assert len(kept) > 200


# Two days that were proclaimed, one that was moved, and a day that is a holiday in Scotland alone.
@pytest.mark.parametrize(
    ("day", "working_days", "following"),
    [
        ("2023-05-05", 1, "2023-05-09"),
        ("2022-06-01", 1, "2022-06-06"),
        ("2022-09-16", 1, "2022-09-20"),
        ("2026-01-01", 1, "2026-01-02"),
        ("2025-12-24", 5, "2026-01-05"),
        ("2026-11-28", 1, "2026-11-30"),
    ],
)
def test_working_days_are_those_of_england(told, day, working_days, following):
    asked = sa.text("select register.working_day_after(cast(:day as date), :days)::text")
    assert told.scalar(asked, {"day": day, "days": working_days}) == following


def test_a_day_that_is_proclaimed_counts_from_then_on(told):
    asked = sa.text("select register.working_day_after(date '2027-03-02', 1)::text")
    before = told.scalar(asked)
    told.execute(tables.bank_holiday.insert().values(day="2027-03-03", name="A proclaimed day"))

    assert (before, told.scalar(asked)) == ("2027-03-03", "2027-03-04")
