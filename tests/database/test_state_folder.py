"""The folder of the state: where it stands, and whose it must be."""

import stat

import pytest

from register.database.private_server import start
from register.database.state_folder import state_dir
from register.errors import SetupError
from register.settings import settings
from tests.database.test_private_server import own_place


def test_the_state_stands_where_the_setting_says_and_is_nobody_elses_to_list(monkeypatch):
    with own_place() as place:
        monkeypatch.setenv("REGISTER_STATE_DIR", str(place / "state"))
        settings.cache_clear()

        assert state_dir() == place / "state"
        assert stat.S_IMODE((place / "state").stat().st_mode) & 0o066 == 0
    monkeypatch.undo()
    settings.cache_clear()


def test_a_folder_of_another_account_is_refused():
    with own_place() as place:
        (place / "postgres-throwaway").mkdir(mode=0o755)
        (place / "postgres-throwaway").chmod(0o755)

        with pytest.raises(SetupError, match="must belong only to the account that runs PostgreSQL"):
            start(place, durable=False)


def test_a_folder_that_cannot_be_made_is_refused_in_one_line(tmp_path):
    (tmp_path / "file").write_text("")

    with pytest.raises(SetupError, match="cannot be made"):
        start(tmp_path / "file" / "state", durable=False)
