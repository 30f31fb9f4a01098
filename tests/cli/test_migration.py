"""The command that migrates."""

from register.cli.migration import migrate_database
from register.settings import settings


def test_a_database_that_is_up_to_date_stays_so_and_says_so(own_server, monkeypatch, capsys):
    address = own_server.owner.url.set(drivername="postgresql").render_as_string(hide_password=False)
    monkeypatch.setenv("REGISTER_MIGRATION_URL", address)
    settings.cache_clear()

    migrate_database()

    assert capsys.readouterr().err == "The database is up to date.\n"
    monkeypatch.undo()
    settings.cache_clear()
