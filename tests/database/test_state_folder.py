"""The folder of the state: where it stands, and whose it must be."""

import re
import stat

import pytest

from register.database.private_server import start
from register.database.state_folder import confirm_room, size_bytes, state_dir, write_private
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


def test_a_disk_without_room_is_named_with_what_is_needed(tmp_path):
    confirm_room(tmp_path, 1)

    with pytest.raises(SetupError) as refusal:
        confirm_room(tmp_path, 10**18)

    assert re.fullmatch(
        rf"The disk of {tmp_path} is full: [\d,]+ MB are free, and 1,000,000,000,000 MB are needed\. "
        r"Free some space, or set REGISTER_STATE_DIR to a folder on another disk\.",
        str(refusal.value),
    )


def test_a_private_file_is_replaced_whole_and_can_be_read_by_its_owner_alone(tmp_path):
    for text in ("the first", "the second"):
        write_private(tmp_path / "kept", text)

    assert [path.name for path in tmp_path.iterdir()] == ["kept"]
    assert ((tmp_path / "kept").read_text(), (tmp_path / "kept").stat().st_mode & 0o777) == ("the second", 0o600)


def test_the_size_of_a_folder_counts_what_is_below_it(tmp_path):
    (tmp_path / "below").mkdir()
    (tmp_path / "below" / "data").write_bytes(b"x" * 1_000_000)

    assert 1_000_000 <= size_bytes(tmp_path) < 1_100_000
