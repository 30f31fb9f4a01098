"""The command that imports bank holidays: it compares, and writes where that is asked."""

import orjson
import sqlalchemy as sa

from register.cli.import_files import bring_in_bank_holidays

EVENTS = [{"title": "Good Friday", "date": "2027-03-26"}, {"title": "A proclaimed day", "date": "2027-03-30"}]
KNOWN = "select name from register.bank_holiday where day = date '2027-03-30'"


def test_a_proclaimed_day_is_shown_and_then_written(database, tmp_path, capsys):
    file = tmp_path / "bank-holidays.json"
    file.write_bytes(orjson.dumps({"england-and-wales": {"events": EVENTS}}))

    def known():
        with database.connect() as connection:
            return connection.scalar(sa.text(KNOWN))

    bring_in_bank_holidays(file, writes=False)
    compared = capsys.readouterr().out
    assert "2027-03-30  -" in compared
    assert "Nothing was written." in compared
    assert known() is None

    bring_in_bank_holidays(file, writes=True)
    assert known() == "A proclaimed day"
    capsys.readouterr()
    bring_in_bank_holidays(file, writes=True)
    assert capsys.readouterr().out.strip().endswith(": 0 days differ.")
