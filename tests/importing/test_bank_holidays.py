"""GOV.UK's list of bank holidays: read strictly, compared by day, and written between its first and last day."""

from datetime import date

import orjson
import pytest
import sqlalchemy as sa

from register.errors import SetupError
from register.importing.bank_holidays import compare_bank_holidays, read_bank_holidays, write_bank_holidays
from register.tables import bank_holiday

GOOD_FRIDAY = {"title": "Good Friday", "date": "2027-03-26", "notes": "", "bunting": False}
PROCLAIMED = {"title": "Queen\N{RIGHT SINGLE QUOTATION MARK}s day", "date": "2027-03-30", "notes": "", "bunting": True}
ELSEWHERE = {"title": "St Andrew's Day", "date": "2027-11-30", "notes": "", "bunting": True}


def listed(tmp_path, *events, **given):
    """A file of GOV.UK's form with these events in England and Wales."""
    whole = {
        "england-and-wales": {"division": "england-and-wales", "events": events},
        "scotland": {"division": "scotland", "events": [ELSEWHERE]},
    }
    file = tmp_path / "bank-holidays.json"
    file.write_bytes(orjson.dumps(whole | given))
    return file


def test_the_days_of_england_and_wales_are_read_without_weekends(tmp_path):
    christmas = {"title": "Christmas Day", "date": "2027-12-25"}

    found = read_bank_holidays(listed(tmp_path, GOOD_FRIDAY, PROCLAIMED, christmas))

    assert found == {date(2027, 3, 26): "Good Friday", date(2027, 3, 30): "Queen's day"}


@pytest.mark.parametrize(
    "text",
    [
        b"", b"[]", b"{}", b'{"england-and-wales": []}', b'{"england-and-wales": {"events": {}}}',
        b'{"england-and-wales": {"events": []}}', b'{"england-and-wales": {"events": ["x"]}}',
        b'{"england-and-wales": {"events": [{"title": "x", "date": "26/03/2027"}]}}',
        b'{"england-and-wales": {"events": [{"title": "", "date": "2027-03-26"}]}}',
        b'{"england-and-wales": {"events": [{"title": "a\\u0007", "date": "2027-03-26"}]}}',
        b'{"england-and-wales": {"events": [{"title": 1, "date": "2027-03-26"}]}}',
        b"{" + b" " * 1_000_000 + b"}",
    ],
)  # fmt: skip
def test_a_file_of_another_form_is_refused_by_its_name(tmp_path, text):
    file = tmp_path / "days.json"
    file.write_bytes(text)

    with pytest.raises(SetupError, match=r"^days\.json "):
        read_bank_holidays(file)


def test_a_file_that_is_not_there_is_refused(tmp_path):
    with pytest.raises(SetupError, match="cannot be read"):
        read_bank_holidays(tmp_path / "nothing.json")


def test_days_are_compared_before_they_are_written_and_the_same_file_again_changes_nothing(connection, tmp_path):
    late = {"title": "Spring bank holiday", "date": "2027-05-31"}
    days = read_bank_holidays(listed(tmp_path, GOOD_FRIDAY, PROCLAIMED, late))
    before = connection.scalar(sa.select(sa.func.count()).select_from(bank_holiday))

    compared = compare_bank_holidays(connection, days)

    changed = {each.day: (each.before, each.now) for each in compared.differences}
    assert changed[date(2027, 3, 30)] == (None, "Queen's day")
    # Easter Monday and the early May holiday are between its days, and not in the file.
    gone = {day for day, (_, now) in changed.items() if now is None}
    assert gone == {date(2027, 3, 29), date(2027, 5, 3)}
    assert compared.lines()[0].startswith("3 bank holidays from 2027-03-26 to 2027-05-31: ")
    assert connection.scalar(sa.select(sa.func.count()).select_from(bank_holiday)) == before

    write_bank_holidays(connection, compared)

    assert connection.scalar(sa.select(sa.func.count()).select_from(bank_holiday)) == before - 1
    assert compare_bank_holidays(connection, days).differences == ()
    counted = sa.text("select register.working_day_after(date '2027-03-29', 1)::text")
    assert connection.scalar(counted) == "2027-03-31"
