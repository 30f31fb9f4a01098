"""Splink over DuckDB in memory: no file, no network, no log, and a refusal that quotes nothing."""

import logging
from datetime import date

import pytest

from register.errors import SetupError
from register.maintenance import splink_in_memory
from register.maintenance.likeness import Person, rows_of
from register.maintenance.likeness_model import SETTINGS
from register.maintenance.splink_in_memory import linker_over, predictions, require_splink

CANARY = "zebedee canary"
ROWS = [row for key in "01" for row in rows_of(key, Person("E08000001", (CANARY,), date(2012, 2, 7), "male"))]
BROKEN = SETTINGS | {
    "comparisons": [
        {
            "output_column_name": "forename",
            "comparison_levels": [
                {"sql_condition": "cast(forename_l as integer) = 1", "label_for_charts": "equal"},
                {"sql_condition": "ELSE", "label_for_charts": "different"},
            ],
        }
    ]
}


@pytest.mark.parametrize(
    "statement",
    [
        "select * from read_csv('/etc/hostname')",
        "copy (select 1) to '{folder}/names.csv'",
        "attach '{folder}/names.db'",
        "export database '{folder}'",
        "install spatial",
        "load httpfs",
        "select * from read_csv('https://example.org/names.csv')",
        "set temp_directory = '{folder}'",
        "set enable_external_access = true",
        "set memory_limit = '64GB'",
    ],
)
def test_no_statement_reaches_a_file_an_extension_or_a_setting(statement, tmp_path):
    with pytest.raises(SetupError, match="could not compare"), linker_over(ROWS, SETTINGS) as (_, database):
        database.duckdb_con.sql(statement.format(folder=tmp_path)).fetchall()
    assert list(tmp_path.iterdir()) == []


def test_what_does_not_fit_into_memory_is_refused_and_not_written_to_a_disk(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    with pytest.raises(SetupError, match="OutOfMemory"), linker_over(ROWS, SETTINGS) as (_, database):
        database.duckdb_con.execute("create table much as select repeat('x', 1000) || i as x from range(2000000) r(i)")
    assert list(tmp_path.iterdir()) == []


def test_no_name_reaches_a_log_or_the_terminal(caplog, capfd, recwarn):
    caplog.set_level(logging.NOTSET)
    logging.getLogger().setLevel(1)
    found = predictions(ROWS, [("0/0", "1/0")], SETTINGS)
    assert found[0]["gamma_forename"] > 0
    with pytest.raises(SetupError) as refused:
        predictions(ROWS, [("0/0", "1/0")], BROKEN)

    said = caplog.text + "".join(capfd.readouterr()) + " ".join(str(each.message) for each in recwarn)
    assert [word for word in CANARY.split() if word in said.lower() + str(refused.value)] == []
    assert str(refused.value) == "Splink could not compare the records: SplinkException."
    assert refused.value.__suppress_context__


def test_without_the_extra_it_is_refused_with_the_way_out(monkeypatch):
    require_splink()
    monkeypatch.setattr(splink_in_memory, "PACKAGES", ("splink", "no_such_package"))
    with pytest.raises(SetupError, match=r"install register\[linkage\]"):
        require_splink()
