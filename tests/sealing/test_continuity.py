"""What the sealer knows of a log from before; what it finds when a log was cut is in tests/hostile/test_cut_logs.py."""

import pytest

from register.sealing.continuity import Continuity, Cut
from register.sealing.holders import FileHolder
from register.sealing.leaves import SHAPES
from register.sealing.store import read_state
from register.vocabulary import Log
from tests.sealing.conftest import consult, seal_all

SHAPE = SHAPES[Log.ACCESS]


def confirm(continuity, database):
    with database.connect() as connection:
        continuity.confirm(connection, SHAPE, read_state(connection, Log.ACCESS))


def test_an_empty_log_and_one_that_grew_are_confirmed(database, sealer, heads):
    continuity = Continuity(FileHolder(heads))
    for count in (0, 3, 4):
        if count:
            with database.begin() as connection:
                consult(connection, count)
            seal_all(sealer)

        confirm(continuity, database)


def test_a_holder_that_cannot_be_read_is_asked_again(database, sealer, heads, tmp_path):
    with database.begin() as connection:
        consult(connection, 3)
    seal_all(sealer)
    elsewhere = tmp_path / "elsewhere"
    elsewhere.mkdir()
    continuity = Continuity(FileHolder(elsewhere))
    with database.connect() as connection:
        state = read_state(connection, Log.ACCESS)
        assert continuity._known_of(SHAPE, state) is None

    elsewhere.rmdir()
    elsewhere.write_text(
        "".join(line.replace('"size":3', '"size":4') + "\n" for line in heads.read_text().splitlines())
    )
    with pytest.raises(Cut, match="4 was signed"):
        confirm(continuity, database)
