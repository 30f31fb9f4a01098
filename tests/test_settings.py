"""Settings come from the environment, with one prefix, and are refused where they make no sense."""

import pytest
from pydantic import ValidationError

from register.errors import SetupError
from register.settings import Settings, settings


def test_a_setting_is_read_from_the_environment_with_the_prefix(monkeypatch):
    monkeypatch.setenv("REGISTER_POOL_SIZE", "3")
    monkeypatch.setenv("POOL_SIZE", "9")

    assert Settings().pool_size == 3


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("ENVIRONMENT", "staging"),
        ("POOL_SIZE", "0"),
        ("POOL_SIZE", "many"),
        ("BOUNDARY_BUFFER_M", "-1"),
        ("BOUNDARY_BUFFER_M", "20001"),
    ],
)
def test_a_setting_that_makes_no_sense_is_refused(monkeypatch, name, value):
    monkeypatch.setenv(f"REGISTER_{name}", value)

    with pytest.raises(ValidationError):
        Settings()


@pytest.mark.parametrize(
    ("name", "value", "said"),
    [
        ("POOLSIZE", "3", "REGISTER_POOLSIZE is not a setting. Did you mean REGISTER_POOL_SIZE?"),
        (
            "XYZZY",
            "",
            "REGISTER_XYZZY is not a setting. Unset it. All settings are in docs/reference/settings.md.",
        ),
        ("POOL_SIZE", "0", "REGISTER_POOL_SIZE must be 1 or more."),
    ],
)
def test_a_setting_that_is_unknown_or_of_no_use_is_named_in_one_line(settings_of, name, value, said):
    settings_of(**{name: value})

    with pytest.raises(SetupError) as refusal:
        settings()

    assert str(refusal.value) == said


def test_what_tests_and_containers_are_told_is_no_unknown_setting(settings_of):
    settings_of(REAL_DATA="/nowhere", SOAK="1", OWNER_PASSWORD="development-only")  # noqa: S106  it is a public word

    assert settings().pool_size == 8


def test_a_setting_does_not_change_while_the_process_runs():
    with pytest.raises(ValidationError):
        settings().max_depth = 99


def test_the_key_of_cursors_is_not_shown_by_accident(monkeypatch):
    monkeypatch.setenv("REGISTER_CURSOR_KEY", "very secret")

    given = Settings()

    assert given.cursor_key.get_secret_value() == "very secret"
    assert "very secret" not in f"{given!r} {given}"


@pytest.mark.parametrize("name", ["DATABASE_URL", "OIDC_ISSUER", "OIDC_AUDIENCE", "OIDC_JWKS_URL"])
def test_the_settings_that_operators_rely_on_keep_their_names(name):
    assert name.lower() in Settings.model_fields


def test_a_token_lives_ten_minutes_unless_told_otherwise(monkeypatch):
    monkeypatch.delenv("REGISTER_TOKEN_LIFE_S", raising=False)

    assert Settings().token_life_s == 600
