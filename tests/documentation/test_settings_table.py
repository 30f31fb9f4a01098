"""Every setting is explained, with its unit, default and bounds."""

from register.documentation.settings_table import setting_rows
from register.settings import Settings


def rows() -> dict[str, list[str]]:
    cells = [line.strip("| ").split(" | ") for line in setting_rows().splitlines()[2:]]
    return {cell[0].strip("`"): cell[1:] for cell in cells}


def test_every_setting_has_a_row_and_a_meaning():
    assert {name.lower().removeprefix("register_") for name in rows()} == set(Settings.model_fields)
    assert [name for name, (meaning, *_) in rows().items() if not meaning.endswith(".")] == []


def test_a_row_says_unit_default_and_bounds():
    assert rows()["REGISTER_BOUNDARY_BUFFER_M"][1:] == ["metres", "0", "at least 0, at most 20,000"]
    assert rows()["REGISTER_MAX_UPLOAD_BYTES"][1:] == ["bytes", "8,388,608", "-"]
    assert rows()["REGISTER_SUBSCRIPTION_GATHER_S"][1:] == ["seconds", "0.1", "-"]
    assert rows()["REGISTER_ENVIRONMENT"][1:] == ["-", "`development`", "`development`, `test`, `production`"]


def test_no_secret_and_no_address_of_this_machine_is_a_default(monkeypatch):
    monkeypatch.setenv("REGISTER_CURSOR_KEY", "very secret")
    monkeypatch.setenv("REGISTER_DATABASE_URL", "postgresql://somewhere")

    assert rows()["REGISTER_CURSOR_KEY"][2] == "-"
    assert rows()["REGISTER_DATABASE_URL"][2] == "-"
