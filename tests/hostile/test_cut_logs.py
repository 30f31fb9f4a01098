"""A log whose end was cut off, with its seals: the sealer says so at once, stops, and signs no further head."""

import threading

import pytest
import sqlalchemy as sa
from structlog.testing import capture_logs

from register.sealing.continuity import Cut
from register.sealing.heads import read_head
from register.sealing.holders import FileHolder
from register.sealing.keys import open_key
from register.sealing.sealer import Sealer
from register.settings import Settings
from register.vocabulary import Log
from tests.sealing.conftest import LOGS, consult, database, heads, seal_all, sealer  # noqa: F401 - fixtures are found by name

UNGUARDED = "set local session_replication_role = replica"
KEPT = 5
GIVEN_UP_AFTER_S = 20
# What whoever owns the database can do to make a log look as it did when it had five rows.
CUT = (
    "delete from register.access_log where id > 5",
    "delete from register.access_key where access_id > 5",
    "delete from register.seal_leaf where log = 'access' and leaf >= 5",
    "delete from register.seal_node where log = 'access' and ((index + 1) << level) > 5",
    "delete from register.seal_held where log = 'access' and size > 5",
    "delete from register.seal_head where log = 'access' and size > 5",
    "update register.seal_state set size = 5, sealed_number = 5, sealed_transaction ="
    " (select transaction from register.access_log where id = 5) where log = 'access'",
)


def cut(owner, statements=CUT):
    with owner.begin() as connection:
        connection.execute(sa.text(UNGUARDED))
        for text in statements:
            connection.execute(sa.text(text))


def sizes(path):
    return [head.size for head in map(read_head, path.read_text().splitlines()) if head.log is Log.ACCESS]


@pytest.fixture
def grown(sealer):  # noqa: F811
    """A sealer that has sealed five rows, and then three more."""
    for count in (KEPT, 3):
        with sealer.engine.begin() as connection:
            consult(connection, count)
        seal_all(sealer)
    return sealer


def asked_again(sealer):  # noqa: F811
    """The sealer's run over a log that has grown by one row since, and what it told."""
    with sealer.engine.begin() as connection:
        consult(connection)
    threading.Timer(GIVEN_UP_AFTER_S, sealer.stop).start()
    with capture_logs() as told, pytest.raises(Cut):
        sealer.run()
    return [event for event in told if event.get("cause") == "cut"]


def test_a_log_cut_with_its_seals_ends_the_sealer_with_an_alarm_and_no_further_head(grown, heads):  # noqa: F811
    cut(grown.engine)

    (alarm,) = asked_again(grown)
    assert (alarm["log"], alarm["alarm"]) == ("access", True)
    assert sizes(heads) == [5, 8]
    with grown.engine.connect() as connection:
        assert connection.scalar(sa.text("select max(size) from register.seal_head where log = 'access'")) == KEPT


def test_a_sealer_that_was_started_anew_finds_the_cut_by_the_heads_that_are_held(grown, heads, tmp_path):  # noqa: F811
    cut(grown.engine)
    given = Settings(seal_note_s=0)
    fresh = Sealer(grown.engine, open_key(given, tmp_path), FileHolder(heads), given=given)

    assert len(asked_again(fresh)) == 1
    assert sizes(heads) == [5, 8]


@pytest.mark.parametrize("part", ["access_log", "seal_node", "seal_head", "seal_state"])
def test_a_cut_that_leaves_some_of_the_seals_is_found_as_well(grown, part):
    cut(grown.engine, [text for text in CUT if f" register.{part} " in text.partition(" where ")[0] + " "])

    assert len(asked_again(grown)) == 1


def test_a_log_that_only_grew_goes_on(grown, heads):  # noqa: F811
    with grown.engine.begin() as connection:
        consult(connection, 2)
    seal_all(grown)

    assert sizes(heads)[-1] == 10
