"""Eight who write to fifty homes at once: what was acknowledged is there, once and whole, and nothing else (DI-01)."""

import pytest

from register.sealing.holders import FileHolder
from register.sealing.keys import open_key
from register.sealing.sealer import Sealer
from register.sealing.verify import verify
from register.sealing.verify_heads import Witness
from register.settings import Settings
from tests.hostile.conftest import own_world
from tests.hostile.raw_requests import look
from tests.hostile.sizes import size
from tests.hostile.writers import DONE, STALE, WRITERS, Writer, faults, make_homes, write_together
from tests.sealing.conftest import seal_all

SECONDS = size(4, 60)
CHANGES = size(20, 1_000)


@pytest.fixture(scope="module")
def written(cluster, story, worker):
    """A register that eight have written to, and the eight."""
    with own_world(cluster, story, f"written_{worker}") as server:
        make_homes(server.owner)
        writers = [Writer(server, number) for number in range(WRITERS)]
        write_together(writers, SECONDS)
        yield server, writers


def test_every_acknowledged_change_is_there_once_and_whole_and_no_other(written):
    server, writers = written
    sent = [each for writer in writers for each in writer.sent]
    outcomes = [each.outcome for each in sent]

    assert faults(server.owner, sent) == []
    assert outcomes.count(DONE) > CHANGES
    assert outcomes.count(STALE) > 0


def test_every_answer_is_one_that_a_client_can_use_and_the_same_bytes_when_it_is_sent_again(written):
    _, writers = written

    assert [wrong for writer in writers for wrong in writer.wrong] == []
    assert {status for writer in writers for status in writer.statuses} <= {200, 503}
    assert sum(writer.again for writer in writers) > CHANGES / 10


def test_all_that_was_written_seals_and_verifies_whole(written, tmp_path):
    server, _ = written
    given = Settings(seal_note_s=0)
    sealer = Sealer(server.owner, open_key(given, tmp_path), FileHolder(tmp_path / "heads.log"), given=given)
    seal_all(sealer)
    with server.owner.connect() as connection:
        made = verify(connection, Witness(frozenset({sealer.key.public_key})), lambda *_: None)

    counted = look(
        server, "select array[(select count(*) from register.access_log), (select count(*) from register.entry)]"
    )
    assert sorted(made.leaves.values()) == sorted(counted)
    assert made.versions > CHANGES
